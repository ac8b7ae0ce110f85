//! The picture: what is planned, running or found, as SVG or Mermaid text.
//!
//! A [`Picture`] is plain data in the caller's language. This crate knows neither AWS nor the engine nor any
//! window, reads no clock and no file, and the same picture always gives the same text. Where things stand
//! depends on what there is and how it hangs together, never on how far it has come, so that nothing jumps
//! while a launch runs.

pub mod glyphs;
mod layout;
mod mermaid;
mod picture;
mod scene;
mod svg;
mod text;

pub use mermaid::mermaid;
pub use picture::{
    Category, Flow, Gate, Glyph, Group, Link, Part, Picture, Scope, Size, Status, Style, Theme, Vacancy,
    Words,
};
pub use svg::svg;

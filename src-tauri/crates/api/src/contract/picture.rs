//! Pictures that are saved.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Draft, Lang, Theme};

/// Asks for a picture as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PictureRequest {
    /// What it shows: a draft, or a deployment as the ledger knows it.
    pub of: PictureOf,
    /// The language of the labels.
    pub lang: Lang,
    /// `svg` or `mermaid`.
    pub format: PictureFormat,
    /// The theme of its colours; `system` leaves them to the window.
    pub theme: Theme,
}

/// What a picture is drawn from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum PictureOf {
    /// Of a draft: everything planned.
    Draft {
        /// As it stands in the wizard, which may be unfinished.
        draft: Box<Draft>,
    },
    /// Of a deployment, as the ledger knows it.
    Deployment {
        /// The deployment's, as the ledger has it.
        id: String,
    },
}

/// As what a picture is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PictureFormat {
    /// A vector drawing that stands by itself.
    Svg,
    /// Pixels, for programs that take no vector drawing.
    Png,
    /// Mermaid text.
    Mermaid,
}

/// Asks for a picture as a file, in a place that the user chooses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavePicture {
    /// What to draw, and in which format the file is.
    pub picture: PictureRequest,
}

/// A picture for the window, a pipe or the clipboard. Of a PNG it is the SVG that the pixels come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PictureText {
    /// The SVG or Mermaid source.
    pub text: String,
}

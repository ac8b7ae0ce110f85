//! Writes SVG elements: numbers short, colours by theme, text escaped. Nothing else in this crate writes markup.

use super::ink::Ink;
use crate::Theme;
use crate::layout::Rect;
use crate::text::{Weight, escape, put};

/// What a line looks like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stroke {
    pub ink: Ink,
    pub width: f64,
    /// A dash pattern, or nothing for a whole line.
    pub dash: &'static str,
}

impl Stroke {
    pub const fn solid(ink: Ink, width: f64) -> Self {
        Self { ink, width, dash: "" }
    }

    pub const fn dashed(ink: Ink, width: f64) -> Self {
        Self { ink, width, dash: "5 5" }
    }
}

/// What text looks like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters {
    size: f64,
    weight: Weight,
    ink: Ink,
}

impl Letters {
    pub const fn new(size: f64, weight: Weight, ink: Ink) -> Self {
        Self { size, weight, ink }
    }
}

/// SVG text in the making.
pub(super) struct Pen {
    theme: Theme,
    out: String,
}

impl Pen {
    pub fn new(theme: Theme) -> Self {
        Self { theme, out: String::new() }
    }

    pub fn finish(self) -> String {
        self.out
    }

    /// Markup that holds no foreign text.
    pub fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Opens a group with attributes whose values are foreign text.
    pub fn open(&mut self, attributes: &[(&str, &str)]) {
        self.out.push_str("<g");
        for (name, value) in attributes {
            put!(self.out, " {name}=\"{}\"", escape(value));
        }
        self.out.push('>');
    }

    pub fn close(&mut self) {
        self.out.push_str("</g>\n");
    }

    /// An element that holds nothing but foreign text, such as a title.
    pub fn element(&mut self, name: &str, text: &str) {
        put!(self.out, "<{name}>{}</{name}>", escape(text));
    }

    pub fn rect(&mut self, rect: Rect, radius: f64, fill: Option<Ink>, stroke: Option<Stroke>, more: &str) {
        let corner = if radius > 0.0 { format!(" rx=\"{}\"", number(radius)) } else { String::new() };
        let markup = format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{corner}{}{}{}/>",
            number(rect.x),
            number(rect.y),
            number(rect.width),
            number(rect.height),
            self.fill(fill),
            self.stroke(stroke),
            attributes(more),
        );
        self.raw(&markup);
    }

    pub fn path(&mut self, data: &str, fill: Option<Ink>, stroke: Option<Stroke>, more: &str) {
        let markup = format!(
            "<path d=\"{}\"{}{}{}/>",
            escape(data),
            self.fill(fill),
            self.stroke(stroke),
            attributes(more)
        );
        self.raw(&markup);
    }

    /// A line of text at a point of its base line.
    pub fn text(&mut self, text: &str, (x, y): (f64, f64), letters: Letters, more: &str) {
        let heavy = match letters.weight {
            Weight::Regular => "",
            Weight::Bold => " font-weight=\"600\"",
        };
        put!(
            self.out,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{heavy} fill=\"{}\"{}>{}</text>",
            number(x),
            number(y),
            number(letters.size),
            letters.ink.paint(self.theme),
            attributes(more),
            escape(text)
        );
    }

    /// A glyph of the 24 x 24 grid with its corner at a point.
    pub fn glyph(&mut self, path: &str, x: f64, y: f64, scale: f64, ink: Ink) {
        if !is_path_data(path) {
            return;
        }
        let place = format!("transform=\"translate({} {}) scale({scale})\"", number(x), number(y));
        let round = "stroke-linecap=\"round\" stroke-linejoin=\"round\"";
        self.path(path, None, Some(Stroke::solid(ink, 1.5)), &format!("{round} {place}"));
    }

    fn fill(&self, fill: Option<Ink>) -> String {
        format!(" fill=\"{}\"", fill.map_or_else(|| "none".into(), |ink| ink.paint(self.theme)))
    }

    fn stroke(&self, stroke: Option<Stroke>) -> String {
        let Some(Stroke { ink, width, dash }) = stroke else { return String::new() };
        let dash = if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dash}\"") };
        format!(" stroke=\"{}\" stroke-width=\"{}\"{dash}", ink.paint(self.theme), number(width))
    }
}

fn attributes(more: &str) -> String {
    if more.is_empty() { String::new() } else { format!(" {more}") }
}

/// A tenth of a pixel is finer than anyone sees.
pub(super) fn number(value: f64) -> String {
    let short = format!("{value:.1}");
    match short.strip_suffix(".0") {
        Some("-0") => "0".into(),
        Some(whole) => whole.into(),
        None => short,
    }
}

/// Whether this can be nothing but path data.
fn is_path_data(path: &str) -> bool {
    path.chars().all(|c| c.is_ascii_digit() || " ,.-+eE\nMmZzLlHhVvCcSsQqTtAa".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!([1.0, 1.25, -0.01, 1234.56].map(number), ["1", "1.2", "0", "1234.6"]);
    }

    #[test]
    fn every_glyph_of_ours_is_path_data_and_markup_is_not() {
        for path in [crate::glyphs::VISITOR, crate::glyphs::GATE, crate::glyphs::NETWORK] {
            assert!(is_path_data(path), "{path}");
        }
        assert!(!is_path_data("M0 0\"/><script>alert(1)</script>"));
    }
}

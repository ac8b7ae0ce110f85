//! SVG and text as PNG, with the font that comes along: Korean is never boxes, whatever the system has.

use std::fmt::Write;
use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::contract::ProblemCode;
use crate::problem::Problem;

/// The fonts, read once. The licence lies beside them.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(include_bytes!("../fonts/Pretendard-Regular.otf").to_vec());
    fonts.load_font_data(include_bytes!("../fonts/Pretendard-Bold.otf").to_vec());
    // Without a family named for it, resvg draws no text at all.
    fonts.set_sans_serif_family("Pretendard");
    fonts.set_monospace_family("Pretendard");
    fonts.set_serif_family("Pretendard");
    Arc::new(fonts)
});

/// The widest picture that is made, in pixels: beyond it the scale is given up rather than the memory.
const WIDEST: f32 = 8192.0;

/// An SVG as PNG, twice its size so that it is sharp on a good screen.
pub fn png(svg: &str) -> Result<Vec<u8>, Problem> {
    let failed = |error: &dyn std::fmt::Display| Problem::new(ProblemCode::NoPicture).saying(error);
    let options =
        Options { font_family: "Pretendard".to_owned(), fontdb: Arc::clone(&FONTS), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| failed(&error))?;
    let size = tree.size();
    let scale = (WIDEST / size.width().max(size.height())).min(2.0);
    let scaled = tree.size().to_int_size().scale_by(scale).ok_or_else(|| failed(&"it has no size"))?;
    let mut pixels = Pixmap::new(scaled.width(), scaled.height()).ok_or_else(|| failed(&"it has no size"))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| failed(&error))
}

/// Lines of text as PNG, on white.
pub fn text_png(text: &str) -> Result<Vec<u8>, Problem> {
    const LINE: usize = 26;
    const MARGIN: usize = 40;
    // Hangul is as wide as it is high; Latin about half of that.
    let width_of = |line: &str| line.chars().map(|c| if c.is_ascii() { 9 } else { 16 }).sum::<usize>();
    let width = text.lines().map(width_of).max().unwrap_or_default().max(480) + 2 * MARGIN;
    let height = text.lines().count() * LINE + 2 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" font-family=\"Pretendard\" \
         font-size=\"16\" fill=\"#1b2430\"><rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>"
    );
    for (at, line) in text.lines().enumerate() {
        let (y, weight) = (MARGIN + at * LINE + 16, if at == 0 { 700 } else { 400 });
        let escaped = line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let _ = write!(svg, "<text x=\"{MARGIN}\" y=\"{y}\" font-weight=\"{weight}\">{escaped}</text>");
    }
    svg.push_str("</svg>");
    png(&svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dark_pixels(png: &[u8]) -> usize {
        let pixels = Pixmap::decode_png(png).expect("it is a PNG");
        pixels.pixels().iter().filter(|pixel| pixel.red() < 128).count()
    }

    #[test]
    fn text_is_drawn_and_not_left_out() {
        let blank = dark_pixels(&text_png(" ").expect("it draws"));
        assert_eq!(blank, 0);
        assert!(dark_pixels(&text_png("Naru").expect("it draws")) > 50);
        // Two syllables: a font without Hangul would leave them out.
        assert!(dark_pixels(&text_png("\u{b098}\u{b8e8}").expect("it draws")) > 50);
    }

    #[test]
    fn what_is_no_svg_is_refused() {
        assert_eq!(png("<html>").expect_err("it isn't one").code, ProblemCode::NoPicture);
    }
}

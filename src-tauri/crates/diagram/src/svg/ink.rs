//! The colours, each once: its name as a custom property, its value in light and in dark.
//!
//! Text colours keep 4.5:1 against every surface they stand on, signs and borders that carry meaning 3:1.

use crate::{Category, Theme};

/// A colour by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// The ground of a saved picture; in the web view the page shows through.
    Canvas,
    /// Cards.
    Surface,
    /// Regions and other places.
    Place,
    /// Places within places.
    Inner,
    /// The main text, with the most contrast to what is behind it.
    Text,
    /// Text that steps back.
    Soft,
    /// Calm borders.
    Line,
    /// Wires, and borders of what isn't there yet.
    Wire,
    /// The one accent: what is in work.
    Accent,
    /// Done.
    Good,
    /// Waiting.
    Wait,
    /// Failed.
    Bad,
    /// What lies below a card, drawn with little opacity.
    Shadow,
    /// A sign on a full tile.
    OnTile,
    /// A family of AWS's.
    Family(Category),
}

impl Ink {
    /// Name of the custom property, light value, dark value.
    const fn values(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Canvas => ("--naru-canvas", "#f6f8fa", "#0d1319"),
            Self::Surface => ("--naru-surface", "#ffffff", "#1b2530"),
            Self::Place => ("--naru-place", "#edf1f5", "#131b23"),
            Self::Inner => ("--naru-inner", "#e3e9ef", "#0f161d"),
            Self::Text => ("--naru-text", "#17212b", "#e9eef3"),
            Self::Soft => ("--naru-soft", "#526070", "#a3b3c4"),
            Self::Line => ("--naru-line", "#d3dce5", "#2c3946"),
            Self::Wire => ("--naru-wire", "#76869a", "#72859a"),
            Self::Accent => ("--naru-accent", "#0b72c4", "#56b1f5"),
            Self::Good => ("--naru-good", "#1a7f4b", "#4cc88a"),
            Self::Wait => ("--naru-wait", "#98600a", "#e9b44f"),
            Self::Bad => ("--naru-bad", "#c4283a", "#ff8087"),
            Self::Shadow => ("--naru-shadow", "#17212b", "#000000"),
            Self::OnTile => ("--naru-on-tile", "#ffffff", "#10171e"),
            Self::Family(Category::Network) => ("--naru-network", "#7440dd", "#b195f8"),
            Self::Family(Category::Compute) => ("--naru-compute", "#c25208", "#f9a055"),
            Self::Family(Category::Storage) => ("--naru-storage", "#41791b", "#86cb60"),
            Self::Family(Category::Security) => ("--naru-security", "#cb2a3e", "#fa8088"),
            Self::Family(Category::Management) => ("--naru-management", "#c02378", "#f58dc2"),
            Self::Family(Category::Visitor) => ("--naru-visitor", "#4c5a6a", "#a9b8c7"),
        }
    }

    /// The value of a paint attribute.
    pub fn paint(self, theme: Theme) -> String {
        let (name, light, dark) = self.values();
        match theme {
            Theme::Css if self == Self::Canvas => format!("var({name}, transparent)"),
            Theme::Css => format!("var({name}, {light})"),
            Theme::Light => light.into(),
            Theme::Dark => dark.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance after WCAG 2.
    fn luminance(hex: &str) -> f64 {
        let channel = |i: usize| {
            let value = f64::from(u8::from_str_radix(&hex[i..i + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: Ink, other: Ink, theme: Theme) -> f64 {
        let (a, b) = (luminance(&one.paint(theme)), luminance(&other.paint(theme)));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_and_signs_can_be_read_in_both_themes() {
        let grounds = [Ink::Canvas, Ink::Surface, Ink::Place, Ink::Inner];
        let families = [
            Category::Network,
            Category::Compute,
            Category::Storage,
            Category::Security,
            Category::Management,
            Category::Visitor,
        ];
        for theme in [Theme::Light, Theme::Dark] {
            for ground in grounds {
                for text in [Ink::Text, Ink::Soft] {
                    assert!(contrast(text, ground, theme) >= 4.5, "{text:?} on {ground:?}, {theme:?}");
                }
                assert!(contrast(Ink::Wire, ground, theme) >= 3.0, "wire on {ground:?}, {theme:?}");
            }
            for text in [Ink::Accent, Ink::Good, Ink::Wait, Ink::Bad] {
                assert!(contrast(text, Ink::Surface, theme) >= 4.5, "{text:?}, {theme:?}");
            }
            for family in families.map(Ink::Family) {
                assert!(contrast(family, Ink::OnTile, theme) >= 4.5, "{family:?}, {theme:?}");
                assert!(contrast(family, Ink::Surface, theme) >= 4.5, "{family:?}, {theme:?}");
            }
        }
    }
}

//! Pictures that are saved.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Draft, Lang, Theme};

/// Asks for a picture as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PictureRequest {
    /// Of what.
    pub of: PictureOf,
    /// The language of the labels.
    pub lang: Lang,
    /// `svg` or `mermaid`.
    pub format: PictureFormat,
    /// The theme of its colours; `system` leaves them to the window.
    pub theme: Theme,
}

/// Of what a picture is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum PictureOf {
    /// Of a draft: everything planned.
    Draft {
        /// The draft.
        draft: Box<Draft>,
    },
    /// Of a deployment, as the ledger knows it.
    Deployment {
        /// Its id.
        id: String,
    },
}

/// As what a picture is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PictureFormat {
    /// SVG.
    Svg,
    /// PNG.
    Png,
    /// Mermaid text.
    Mermaid,
}

/// Saves a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavePicture {
    /// The picture.
    pub picture: PictureRequest,
}

/// A picture as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PictureText {
    /// The text.
    pub text: String,
}

//! The half that visitors see: where it lies, and what leads an app's addresses to its page.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A built front-end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Frontend {
    /// The built folder, or a project with a built folder inside it.
    pub folder: PathBuf,
    /// What leads an address that no file has to the app's page; `function` where nothing is said. It counts for a
    /// single-page app alone.
    #[serde(default, skip_serializing_if = "DeepLinks::is_function")]
    pub deep_links: DeepLinks,
}

impl Frontend {
    /// That folder, with everything else as it is where nothing is said.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), deep_links: DeepLinks::default() }
    }
}

/// What leads an address that no file has, such as `/users/7`, to the page of a single-page app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeepLinks {
    /// A function of CloudFront's, which knows which files there are: what is missing stays an error.
    #[default]
    Function,
    /// CloudFront's error pages: whatever S3 has no file for is the app's page, a missing script included, and so is what
    /// an API behind the same name refuses (`cf.error_pages`).
    ErrorPage,
}

impl DeepLinks {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
    fn is_function(&self) -> bool {
        *self == Self::Function
    }
}

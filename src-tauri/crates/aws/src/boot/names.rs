//! The region and the deployment, as far as an instance's first boot has to know them.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::text::checked_text;

/// The longest name of a deployment, in bytes.
const DEPLOYMENT_MAX: usize = 63;

/// The code of an AWS region, `ap-northeast-2`. Its form alone is checked: which regions there are, AWS knows.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegionName(String);

/// A text that has not the form of a region's code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Error)]
#[error("read {text:?} as a region")]
pub struct RegionNameError {
    /// What was read.
    pub text: String,
}

checked_text!(
    RegionName,
    RegionNameError,
    "The code of an AWS region.",
    r"^[a-z]{2,4}(?:-[a-z]+)+-[0-9]{1,2}$"
);

impl RegionName {
    /// Reads a region's code. Blanks around it are no part of it.
    ///
    /// # Errors
    /// It has not the form of one.
    pub fn parse(text: &str) -> Result<Self, RegionNameError> {
        let text = text.trim();
        let parts: Vec<_> = text.split('-').collect();
        let is_word = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
        let is_code = matches!(parts.as_slice(), [continent, words @ .., number]
            if (2..=4).contains(&continent.len()) && is_word(continent)
                && !words.is_empty() && words.iter().all(is_word)
                && (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()));
        if is_code { Ok(Self(text.to_owned())) } else { Err(RegionNameError { text: text.to_owned() }) }
    }

    /// The host of this region's parameter store.
    pub(super) fn ssm_host(&self) -> String {
        let suffix = if self.0.starts_with("cn-") { ".cn" } else { "" };
        format!("ssm.{}.amazonaws.com{suffix}", self.0)
    }
}

/// The name of a deployment: small letters, digits and inner hyphens.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DeploymentName(String);

/// A text that can't be the name of a deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Error)]
#[error("read {text:?} as the name of a deployment")]
pub struct DeploymentNameError {
    /// What was read.
    pub text: String,
}

checked_text!(
    DeploymentName,
    DeploymentNameError,
    "The name of a deployment.",
    r"^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"
);

impl DeploymentName {
    /// Reads a name.
    ///
    /// # Errors
    /// It can't be one.
    pub fn parse(text: &str) -> Result<Self, DeploymentNameError> {
        let is_name = (1..=DEPLOYMENT_MAX).contains(&text.len())
            && !text.starts_with('-')
            && !text.ends_with('-')
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if is_name { Ok(Self(text.to_owned())) } else { Err(DeploymentNameError { text: text.to_owned() }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_have_a_form() {
        for region in ["ap-northeast-2", "us-east-1", "us-gov-west-1", "eusc-de-east-1"] {
            assert!(RegionName::parse(region).is_ok(), "{region}");
        }
        for text in
            ["", "seoul", "ap-northeast", "ap-northeast-2a", "AP-NORTHEAST-2", "ap--2", "a'b-c-1", "ap-2"]
        {
            assert!(RegionName::parse(text).is_err(), "{text}");
        }
        assert_eq!(RegionName::parse("cn-north-1").unwrap().ssm_host(), "ssm.cn-north-1.amazonaws.com.cn");
    }

    #[test]
    fn deployments_have_small_letters_digits_and_inner_hyphens() {
        assert!(DeploymentName::parse("shop-a1").is_ok());
        for text in ["", "-a", "a-", "A", "a b", "a'b", &"a".repeat(64)] {
            assert!(DeploymentName::parse(text).is_err(), "{text}");
        }
    }
}

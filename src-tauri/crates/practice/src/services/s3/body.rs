//! The bytes of objects: small ones stand in the saved state, large ones in files named after their hash.
//!
//! A site of a hundred megabytes would otherwise be written anew with every save of the account.
//! Invariant: what is stored under a SHA-256 is exactly the bytes that have it.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use md5::{Digest as _, Md5};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::store::Blobs;

/// Bodies of at most this many bytes stand in the state itself, where they cost no more than their object's headers.
/// The state is written whole with every change, so a site of four hundred pages is put twice as fast beside it.
const INLINE_LIMIT: usize = 512;

/// The bytes of one object or part, and what is known of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Body {
    pub(crate) size: u64,
    /// Hexadecimal MD5, which is the ETag of a body that was sent in one piece.
    pub(crate) md5: String,
    at: Place,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
enum Place {
    Inline(#[serde(serialize_with = "to_base64", deserialize_with = "from_base64")] Vec<u8>),
    /// Kept in [`Blobs`] under this hexadecimal SHA-256.
    Stored(String),
}

impl Body {
    /// Keeps `bytes`, in `blobs` where they are large.
    pub(crate) fn keep(bytes: &[u8], blobs: &mut Blobs) -> Self {
        let size = bytes.len() as u64;
        let md5 = hex::encode(Md5::digest(bytes));
        let at = if bytes.len() <= INLINE_LIMIT {
            Place::Inline(bytes.to_vec())
        } else {
            Place::Stored(blobs.put(bytes))
        };
        Self { size, md5, at }
    }

    /// Adds the bytes to `all`; false where they were lost with their file.
    pub(crate) fn read_into(&self, all: &mut Vec<u8>, blobs: &Blobs) -> bool {
        match &self.at {
            Place::Inline(bytes) => all.extend_from_slice(bytes),
            Place::Stored(name) => match blobs.get(name) {
                Some(bytes) => all.extend_from_slice(&bytes),
                None => return false,
            },
        }
        true
    }

    /// The name of the blob that this body needs, where it needs one.
    pub(crate) fn blob(&self) -> Option<&str> {
        match &self.at {
            Place::Inline(_) => None,
            Place::Stored(name) => Some(name),
        }
    }
}

fn to_base64<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&BASE64_STANDARD.encode(bytes))
}

fn from_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    BASE64_STANDARD.decode(text).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_body_survives_serde_alone() {
        let body = Body::keep(b"hello", &mut Blobs::default());
        let text = serde_json::to_string(&body).expect("serialises");
        let again: Body = serde_json::from_str(&text).expect("reads");
        let mut all = Vec::new();
        assert!(again.read_into(&mut all, &Blobs::default()));
        assert_eq!(all, b"hello");
        assert_eq!(again.md5, "5d41402abc4b2a76b9719d911017c592");
        assert_eq!(again.blob(), None);
    }

    #[test]
    fn a_large_body_is_beside_the_state_and_the_state_stays_small() {
        let mut blobs = Blobs::default();
        let bytes = vec![7; INLINE_LIMIT + 1];
        let body = Body::keep(&bytes, &mut blobs);
        let text = serde_json::to_string(&body).expect("serialises");
        assert!(text.len() < 300, "{text}");
        let again: Body = serde_json::from_str(&text).expect("reads");
        let mut all = Vec::new();
        assert!(again.read_into(&mut all, &blobs));
        assert_eq!(all, bytes);
        assert!(!again.read_into(&mut all, &Blobs::default()), "without its blob it is lost");
    }
}

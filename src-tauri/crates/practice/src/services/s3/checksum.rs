//! The checksums a sender may name: `Content-MD5`, CRC-32, CRC-32C and SHA-256 (`s3.bad_checksum`).
//!
//! SHA-1, CRC-64 and the xxHash family are taken as they come: no client of ours sends them.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use md5::{Digest as _, Md5};
use sha2::Sha256;

const CRC32: [u32; 256] = table(0xEDB8_8320);
const CRC32C: [u32; 256] = table(0x82F6_3B78);

/// What the sender says the bytes add up to, each in base64.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Claims<'a> {
    pub(super) md5: Option<&'a str>,
    pub(super) crc32: Option<&'a str>,
    pub(super) crc32c: Option<&'a str>,
    pub(super) sha256: Option<&'a str>,
}

impl Claims<'_> {
    /// The name of the first claim that isn't true of `bytes`.
    pub(super) fn first_wrong(&self, bytes: &[u8]) -> Option<&'static str> {
        let wrong = |claim: Option<&str>, actual: &dyn Fn() -> Vec<u8>| {
            claim.is_some_and(|claim| claim != BASE64_STANDARD.encode(actual()))
        };
        if wrong(self.md5, &|| Md5::digest(bytes).to_vec()) {
            return Some("Content-MD5");
        }
        if wrong(self.crc32, &|| crc(&CRC32, bytes).to_be_bytes().to_vec()) {
            return Some("CRC32");
        }
        if wrong(self.crc32c, &|| crc(&CRC32C, bytes).to_be_bytes().to_vec()) {
            return Some("CRC32C");
        }
        wrong(self.sha256, &|| Sha256::digest(bytes).to_vec()).then_some("SHA256")
    }
}

const fn table(polynomial: u32) -> [u32; 256] {
    let mut table = [0; 256];
    let mut index: u8 = 0;
    loop {
        let mut value = index as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { (value >> 1) ^ polynomial } else { value >> 1 };
            bit += 1;
        }
        table[index as usize] = value;
        if index == u8::MAX {
            return table;
        }
        index += 1;
    }
}

fn crc(table: &[u32; 256], bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| table[usize::from(sum.to_le_bytes()[0] ^ byte)] ^ (sum >> 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_values_of_the_two_polynomials() {
        assert_eq!(crc(&CRC32, b"123456789"), 0xCBF4_3926);
        assert_eq!(crc(&CRC32C, b"123456789"), 0xE306_9283);
    }

    #[test]
    fn a_true_claim_passes_and_a_false_one_is_named() {
        let claims = Claims { md5: Some("XUFAKrxLKna5cZ2REBfFkg=="), ..Claims::default() };
        assert_eq!(claims.first_wrong(b"hello"), None);
        assert_eq!(claims.first_wrong(b"hallo"), Some("Content-MD5"));
        let claims = Claims { crc32: Some("AAAAAA=="), ..Claims::default() };
        assert_eq!(claims.first_wrong(b"hello"), Some("CRC32"));
    }
}

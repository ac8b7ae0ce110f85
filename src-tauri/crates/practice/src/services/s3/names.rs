//! Which names a bucket may bear (`s3.bad_name`).

use std::net::Ipv4Addr;

/// Whether S3 would take `name` for a general purpose bucket.
pub(super) fn is_valid(name: &str) -> bool {
    let outer =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let bytes = name.as_bytes();
    (3..=63).contains(&bytes.len())
        && bytes.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(byte))
        && outer(bytes.first())
        && outer(bytes.last())
        && !name.contains("..")
        && name.parse::<Ipv4Addr>().is_err()
        && !["xn--", "sthree-", "amzn-s3-demo-"].iter().any(|prefix| name.starts_with(prefix))
        && !["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"]
            .iter()
            .any(|suffix| name.ends_with(suffix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s3_bad_name() {
        for good in
            ["abc", "my.site-1", "1ab", "a23456789012345678901234567890123456789012345678901234567890123"]
        {
            assert!(is_valid(good), "{good}");
        }
        let bad = [
            "ab",
            "Abc",
            "a_b",
            "-abc",
            "abc-",
            "a..b",
            "192.168.5.4",
            "xn--abc",
            "abc-s3alias",
            "a b c",
            "",
        ];
        for bad in bad {
            assert!(!is_valid(bad), "{bad}");
        }
    }
}

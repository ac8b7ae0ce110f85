//! The address ranges of two content delivery networks: CloudFront's, which serves our sites, and Cloudflare's, which
//! may stand before them. Both publish their ranges and seldom change them; a range that is added one day is missed
//! until then.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether CloudFront answers at that address. Each of its edges serves every distribution.
pub(crate) fn is_cloudfront(address: IpAddr) -> bool {
    lies_in(address, CLOUDFRONT)
}

/// Whether Cloudflare's proxies answer at that address.
pub(crate) fn is_cloudflare(address: IpAddr) -> bool {
    lies_in(address, CLOUDFLARE)
}

fn lies_in(address: IpAddr, ranges: &[(IpAddr, u32)]) -> bool {
    let bits = |address: IpAddr| match address {
        IpAddr::V4(address) => (u128::from(address.to_bits()) << 96, true),
        IpAddr::V6(address) => (address.to_bits(), false),
    };
    let (address, family) = bits(address);
    ranges.iter().any(|(range, length)| {
        let (range, of) = bits(*range);
        of == family && (address ^ range) >> (128 - length) == 0
    })
}

const fn v4(a: u8, b: u8, c: u8, length: u32) -> (IpAddr, u32) {
    (IpAddr::V4(Ipv4Addr::new(a, b, c, 0)), length)
}

const fn v6(a: u16, b: u16, length: u32) -> (IpAddr, u32) {
    (IpAddr::V6(Ipv6Addr::new(a, b, 0, 0, 0, 0, 0, 0)), length)
}

/// AWS's list of addresses, of the service CLOUDFRONT and the region GLOBAL. Its few edges in China aren't among them:
/// they serve accounts of AWS's in China.
const CLOUDFRONT: &[(IpAddr, u32)] = &[
    v4(3, 160, 0, 14),
    v4(3, 164, 0, 16),
    v4(3, 165, 0, 16),
    v4(3, 166, 0, 15),
    v4(3, 168, 0, 14),
    v4(3, 172, 0, 17),
    v4(3, 173, 0, 16),
    v4(3, 174, 0, 15),
    v4(13, 32, 0, 15),
    v4(13, 35, 0, 16),
    v4(13, 224, 0, 14),
    v4(13, 249, 0, 16),
    v4(15, 158, 0, 16),
    v4(18, 64, 0, 14),
    v4(18, 68, 0, 16),
    v4(18, 154, 0, 15),
    v4(18, 160, 0, 15),
    v4(18, 164, 0, 15),
    v4(18, 172, 0, 15),
    v4(18, 238, 0, 15),
    v4(18, 244, 0, 15),
    v4(23, 91, 0, 19),
    v4(24, 110, 32, 19),
    v4(52, 46, 0, 18),
    v4(52, 82, 128, 19),
    v4(52, 84, 0, 15),
    v4(52, 124, 128, 17),
    v4(52, 222, 128, 17),
    v4(54, 182, 0, 16),
    v4(54, 192, 0, 16),
    v4(54, 230, 0, 17),
    v4(54, 230, 128, 18),
    v4(54, 230, 200, 21),
    v4(54, 230, 208, 20),
    v4(54, 230, 224, 19),
    v4(54, 239, 128, 18),
    v4(54, 239, 192, 19),
    v4(54, 240, 128, 18),
    v4(64, 252, 64, 18),
    v4(64, 252, 128, 18),
    v4(65, 8, 0, 16),
    v4(65, 9, 0, 17),
    v4(65, 9, 128, 18),
    v4(70, 132, 0, 18),
    v4(71, 152, 0, 17),
    v4(99, 84, 0, 16),
    v4(99, 86, 0, 16),
    v4(108, 138, 0, 15),
    v4(108, 156, 0, 14),
    v4(130, 176, 0, 17),
    v4(130, 176, 128, 18),
    v4(130, 176, 192, 19),
    v4(130, 176, 224, 20),
    v4(143, 204, 0, 16),
    v4(144, 220, 0, 16),
    v4(204, 246, 164, 22),
    v4(204, 246, 168, 22),
    v4(204, 246, 172, 24),
    v4(204, 246, 173, 24),
    v4(204, 246, 174, 23),
    v4(204, 246, 176, 20),
    v4(205, 251, 202, 23),
    v4(205, 251, 204, 23),
    v4(205, 251, 206, 23),
    v4(205, 251, 208, 20),
    v4(205, 251, 249, 24),
    v4(205, 251, 250, 23),
    v4(205, 251, 252, 23),
    v4(205, 251, 254, 24),
    v4(216, 137, 32, 19),
    v6(0x2600, 0x9000, 28),
];

/// Cloudflare's own list.
const CLOUDFLARE: &[(IpAddr, u32)] = &[
    v4(103, 21, 244, 22),
    v4(103, 22, 200, 22),
    v4(103, 31, 4, 22),
    v4(104, 16, 0, 13),
    v4(104, 24, 0, 14),
    v4(108, 162, 192, 18),
    v4(131, 0, 72, 22),
    v4(141, 101, 64, 18),
    v4(162, 158, 0, 15),
    v4(172, 64, 0, 13),
    v4(173, 245, 48, 20),
    v4(188, 114, 96, 20),
    v4(190, 93, 240, 20),
    v4(197, 234, 240, 22),
    v4(198, 41, 128, 17),
    v6(0x2400, 0xcb00, 32),
    v6(0x2405, 0x8100, 32),
    v6(0x2405, 0xb500, 32),
    v6(0x2606, 0x4700, 32),
    v6(0x2803, 0xf800, 32),
    v6(0x2a06, 0x98c0, 29),
    v6(0x2c0f, 0xf248, 32),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_lies_in_a_range_by_its_first_bits() {
        let at = |text: &str| text.parse::<IpAddr>().expect("an address");
        for edge in ["13.225.114.7", "3.167.255.255", "54.230.199.1", "2600:9000:2000::1"] {
            assert_eq!(is_cloudfront(at(edge)), edge != "54.230.199.1", "{edge}");
            assert!(!is_cloudflare(at(edge)));
        }
        for proxy in ["104.27.1.1", "172.71.0.9", "2606:4700::6810:84e5"] {
            assert!(is_cloudflare(at(proxy)) && !is_cloudfront(at(proxy)), "{proxy}");
        }
        for neither in ["192.0.2.1", "13.34.0.1", "2001:db8::1"] {
            assert!(!is_cloudfront(at(neither)) && !is_cloudflare(at(neither)), "{neither}");
        }
    }
}

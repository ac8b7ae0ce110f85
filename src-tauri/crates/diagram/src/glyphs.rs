//! The signs of what the picture draws by itself, on one grid: 24 x 24, drawn between 3 and 21, a line 1.5 wide with
//! round ends and joins, no fill. A dot is a line of no length. They are drawn for Naru and copy no icon of AWS's. The
//! sign of a part is its kind's, drawn on the same grid.

/// A person: the visitor of the site.
pub const VISITOR: &str = "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.6-3.9 3.6-6 7.5-6s6.9 2.1 7.5 6";

/// Two posts, a beam and a swing door: a security group, the gate.
pub const GATE: &str = "M5 20.5V6M19 20.5V6M3 6.5c5.5-2.5 12.5-2.5 18 0M5 10.5h14M12 10.5v3M9 13.5h6";

/// Roads inside a fence: a network.
pub const NETWORK: &str = "M8 3.5H5A1.5 1.5 0 0 0 3.5 5v3M16 3.5h3A1.5 1.5 0 0 1 20.5 5v3M8 20.5H5A1.5 1.5 0 0 1 3.5 19v-3M16 20.5h3a1.5 1.5 0 0 0 1.5-1.5v-3M12 9.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM8 17a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM16 17a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM12 9.5v2.5M8 14c0-1.3.7-2 2-2h4c1.3 0 2 .7 2 2";

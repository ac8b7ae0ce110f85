//! Our own signs, one a thing, on one grid: 24 x 24, drawn between 3 and 21, a line 1.5 wide with round ends and
//! joins, no fill. A dot is a line of no length. They are drawn for Naru and copy no icon of AWS's.

/// A person: the visitor of the site.
pub const VISITOR: &str = "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.6-3.9 3.6-6 7.5-6s6.9 2.1 7.5 6";

/// Copies of the site spread over the world: a distribution.
pub const DISTRIBUTION: &str = "M12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM12 9.5V6.5M14.2 13.3l2.9 1.7M9.8 13.3l-2.9 1.7M12 6.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM18.4 17.2a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM5.6 17.2a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM8 5.6A7.6 7.6 0 0 0 4.4 11M16 5.6A7.6 7.6 0 0 1 19.6 11M8.4 19.2a8 8 0 0 0 7.2 0";

/// A pail with a handle: a bucket.
pub const BUCKET: &str = "M4.5 8.5h15M6 8.5l1.5 11a1.2 1.2 0 0 0 1.2 1h6.6a1.2 1.2 0 0 0 1.2-1L18 8.5M6.8 8.5a5.2 5.2 0 0 1 10.4 0M7 14.2c1.7 1.2 3.3 1.2 5 0s3.3-1.2 5 0";

/// One way in, three ways on: a load balancer.
pub const LOAD_BALANCER: &str = "M3.5 12h5M8.5 12c4 0 3.5-6.5 8-6.5h3.5M8.5 12h11.5M8.5 12c4 0 3.5 6.5 8 6.5h3.5M18 3.5l2 2-2 2M18 10l2 2-2 2M18 16.5l2 2-2 2";

/// A rack of two machines with their lamps: an instance.
pub const INSTANCE: &str = "M5.5 3.5h13A1.5 1.5 0 0 1 20 5v4.5a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 9.5V5a1.5 1.5 0 0 1 1.5-1.5ZM5.5 13h13a1.5 1.5 0 0 1 1.5 1.5V19a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 19v-4.5A1.5 1.5 0 0 1 5.5 13ZM7.5 7.2h.01M10.5 7.2h6M7.5 16.8h.01M10.5 16.8h6";

/// Several machines under one sign: a target group.
pub const TARGET_GROUP: &str = "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 12h.01M12 3.5v-.01";

/// An ear at the door: a listener.
pub const LISTENER: &str = "M4 20.5V5a1.5 1.5 0 0 1 1.5-1.5h5A1.5 1.5 0 0 1 12 5v15.5M3 20.5h11M9.2 12h.01M15 9.2a4 4 0 0 1 0 5.6M17.8 6.8a7.5 7.5 0 0 1 0 10.4";

/// Two posts, a beam and a swing door: a security group, the gate.
pub const GATE: &str = "M5 20.5V6M19 20.5V6M3 6.5c5.5-2.5 12.5-2.5 18 0M5 10.5h14M12 10.5v3M9 13.5h6";

/// A hat to put on: a role.
pub const ROLE: &str = "M3.5 17c2.2 1.7 5 2.5 8.5 2.5s6.3-.8 8.5-2.5M6.5 16.5l1.2-9.3A3 3 0 0 1 10.7 4.5h2.6a3 3 0 0 1 3 2.7l1.2 9.3M6.8 13.5c3.3 1.5 7.1 1.5 10.4 0";

/// A badge on a ribbon: an instance profile, the way a machine wears its role.
pub const INSTANCE_PROFILE: &str = "M8 8.5h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2ZM9.5 3.5 12 8.5l2.5-5M12 14a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM9 17.8c1.7-1.7 4.3-1.7 6 0";

/// A padlock: a parameter, kept secret.
pub const PARAMETER: &str = "M6.5 10.5h11a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19v-7a1.5 1.5 0 0 1 1.5-1.5ZM8 10.5V7.5a4 4 0 0 1 8 0v3M12 14.5v2";

/// A small program between two braces: a function.
pub const FUNCTION: &str = "M8.5 4c-2 0-3 .9-3 2.8v2.4c0 1.5-.7 2.4-2 2.8 1.3.4 2 1.3 2 2.8v2.4c0 1.9 1 2.8 3 2.8M15.5 4c2 0 3 .9 3 2.8v2.4c0 1.5.7 2.4 2 2.8-1.3.4-2 1.3-2 2.8v2.4c0 1.9-1 2.8-3 2.8M9.5 9.5l2.5 2.5-2.5 2.5M13.5 14.5h1.5";

/// A key that fits one door alone: an origin access control.
pub const ORIGIN_ACCESS: &str =
    "M8 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12.5 12h8M17 12v3M20.5 12v2.2M8 12h.01";

/// A page with a seal: a bucket policy.
pub const BUCKET_POLICY: &str = "M6.5 3.5h8l4 4v6M18.5 7.5h-4v-4M6.5 3.5A1.5 1.5 0 0 0 5 5v14a1.5 1.5 0 0 0 1.5 1.5h4.5M8.5 9h3M8.5 12.5h4.5M16.5 19a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM15 19v2.5l1.5-1 1.5 1V19";

/// A window with a page in it: the site's files.
pub const SITE_FILES: &str = "M5 4.5h14A1.5 1.5 0 0 1 20.5 6v12a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18V6A1.5 1.5 0 0 1 5 4.5ZM3.5 9h17M6.5 6.8h.01M9 6.8h.01M10 12l-2 2.2 2 2.2M14 12l2 2.2-2 2.2";

/// Roads inside a fence: a network.
pub const NETWORK: &str = "M8 3.5H5A1.5 1.5 0 0 0 3.5 5v3M16 3.5h3A1.5 1.5 0 0 1 20.5 5v3M8 20.5H5A1.5 1.5 0 0 1 3.5 19v-3M16 20.5h3a1.5 1.5 0 0 0 1.5-1.5v-3M12 9.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM8 17a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM16 17a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM12 9.5v2.5M8 14c0-1.3.7-2 2-2h4c1.3 0 2 .7 2 2";

/// A rosette with a tick: a certificate.
pub const CERTIFICATE: &str =
    "M12 15.5a6 6 0 1 0 0-12 6 6 0 0 0 0 12ZM8.5 14.5l-1 6.5 4.5-2.5 4.5 2.5-1-6.5M9.6 9.6l1.7 1.7 3.1-3.3";

/// A signpost with two arms: a hosted zone.
pub const HOSTED_ZONE: &str = "M12 3v18M9 21h6M12 5h6l2.5 2-2.5 2h-6M12 11H6l-2.5 2L6 15h6";

/// One arm of the signpost, with its writing: a record.
pub const RECORD: &str = "M4 6.5h11.5l5 5.5-5 5.5H4ZM7.5 10.3h6M7.5 13.7h4";

/// One arm of the signpost with a tick on it: the record that proves whose a domain is.
pub const PROOF: &str = "M4 6.5h11.5l5 5.5-5 5.5H4ZM8 12.2l2.2 2.2 4-4.6";

/// A pen at a signpost's arm: a record that the user adds elsewhere.
pub const OUTSIDE_RECORD: &str =
    "M12.5 17.5H4v-11h11.5l2.8 3M7.5 10.3h5M7.5 13.7h3M14.5 20.5l.6-2.9 5-5 2.3 2.3-5 5Z";

/// An ear at a door with a lock: an HTTPS listener.
pub const HTTPS_LISTENER: &str = "M4 20.5V5a1.5 1.5 0 0 1 1.5-1.5h5A1.5 1.5 0 0 1 12 5v5M3 20.5h7M9.2 12h.01M14 14.5h6a1 1 0 0 1 1 1V20a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-4.5a1 1 0 0 1 1-1ZM15 14.5v-2a2 2 0 0 1 4 0v2M15.5 6.8a5 5 0 0 1 2.2 2.5";

/// A bell: an alarm.
pub const ALARM: &str = "M5 17.5c1.3-1.3 1.7-2.7 1.7-6a5.3 5.3 0 0 1 10.6 0c0 3.3.4 4.7 1.7 6ZM10 20.5c1.2.8 2.8.8 4 0M12 6.2V3.5";

/// Two keys on a ring: a key pair.
pub const KEY_PAIR: &str = "M8 10.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM10.5 9.5l8.5 8.5M16 15l2-2M6.5 10.3V20.5M6.5 17.5h2.8M6.5 20.5h2.8";

/// A pin that stays where it is put: an Elastic IP.
pub const ELASTIC_IP: &str = "M12 21c4.3-4.3 6.5-7.7 6.5-10.7A6.5 6.5 0 0 0 12 3.5a6.5 6.5 0 0 0-6.5 6.8C5.5 13.3 7.7 16.7 12 21ZM9.5 8.2v4.1M12.3 12.3V8.2h1.3a1.3 1.3 0 0 1 0 2.6h-1.3";

/// A box whose inside is not ours to know: a foreign thing.
pub const FOREIGN: &str = "M12 3.5l7.5 4.2v8.6L12 20.5l-7.5-4.2V7.7ZM4.7 7.8 12 12l7.3-4.2M12 12v8.3";

/// Every glyph with its name, for a test sheet and for whoever looks one up by name.
pub const ALL: [(&str, &str); 26] = [
    ("visitor", VISITOR),
    ("distribution", DISTRIBUTION),
    ("bucket", BUCKET),
    ("load balancer", LOAD_BALANCER),
    ("instance", INSTANCE),
    ("target group", TARGET_GROUP),
    ("listener", LISTENER),
    ("gate", GATE),
    ("role", ROLE),
    ("instance profile", INSTANCE_PROFILE),
    ("parameter", PARAMETER),
    ("function", FUNCTION),
    ("origin access control", ORIGIN_ACCESS),
    ("bucket policy", BUCKET_POLICY),
    ("site files", SITE_FILES),
    ("network", NETWORK),
    ("certificate", CERTIFICATE),
    ("hosted zone", HOSTED_ZONE),
    ("record", RECORD),
    ("proof", PROOF),
    ("outside record", OUTSIDE_RECORD),
    ("https listener", HTTPS_LISTENER),
    ("alarm", ALARM),
    ("key pair", KEY_PAIR),
    ("elastic ip", ELASTIC_IP),
    ("foreign thing", FOREIGN),
];

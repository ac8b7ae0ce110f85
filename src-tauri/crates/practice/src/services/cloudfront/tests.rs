//! CloudFront's rules, through the SDK's own client.

//! Elastic Load Balancing's rules, through the SDK's own client.

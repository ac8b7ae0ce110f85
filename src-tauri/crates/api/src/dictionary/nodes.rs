//! What tells parts of one kind apart, by what the design calls their nodes.

use super::sentence::{Said, said};

/// By the node; of nodes that are numbered or bear a name, by what stands before the first hyphen, and `name` is the rest.
pub(crate) const NODES: &[Said] = &[
    said("alb-gate").says("로드 밸런서용", "for the load balancer"),
    said("app-gate").says("서버용", "for the servers"),
    said("cert-cdn").says("CloudFront용", "for CloudFront"),
    said("cert-alb").says("로드 밸런서용", "for the load balancer"),
    said("cert-record").says("인증서 확인용", "for the certificates"),
    said("outside-cert").says("인증서 확인용", "for the certificates"),
    said("outside-site").says("사이트", "site"),
    said("outside-www").says("www", "www"),
    said("outside-api").says("API", "API"),
    said("alias-site").says("사이트", "site"),
    said("alias-www").says("www", "www"),
    said("alias-api").says("API", "API"),
    said("origin-secret").says("CloudFront의 비밀 헤더", "CloudFront’s secret header"),
    said("env").says("환경 변수 {name}", "variable {name}"),
    said("instance").says("{name}번째", "no. {name}"),
];

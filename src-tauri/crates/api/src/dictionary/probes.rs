//! What is asked of a deployed site.

use super::sentence::{Said, said};

/// By the code of the question: what is so, and what should come back.
pub(crate) const PROBES: &[Said] = &[
    said("target_healthy").says("서버가 건강해요", "The server is healthy").todo("로드 밸런서의 상태 검사를 통과해야 해요.", "It has to pass the load balancer’s health check."),
    said("site_opens").says("사이트가 열려요", "The site opens").todo("주소를 열면 첫 화면이 와야 해요.", "The address has to answer with the first page."),
    said("deep_link").says("깊은 주소도 열려요", "Deep links open too").todo("파일이 없는 경로를 새로고침해도 첫 화면이 와야 해요.", "Reloading a path that has no file has to answer with the first page."),
    said("missing_asset").says("없는 파일은 없다고 해요", "A missing file is reported as missing").todo("없는 .js 파일에 HTML이 오면 안 돼요.", "A .js file that doesn’t exist must not come back as HTML."),
    said("http_redirects").says("http는 https로 옮겨 가요", "http redirects to https").todo("잠기지 않은 주소로 와도 잠긴 주소로 보내야 해요.", "Visitors who come over http have to be sent to https."),
    said("api_health").says("API가 대답해요", "The API answers").todo("백엔드의 상태 검사 경로가 200으로 대답해야 해요.", "The back-end’s health check path has to answer 200."),
    said("api_reached").says("API에 닿아요", "The API can be reached").todo("API 경로로 온 요청이 백엔드까지 닿아야 해요.", "Requests to the API’s paths have to get through to the back-end."),
    said("bucket_closed").says("버킷은 닫혀 있어요", "The bucket is private").todo("CloudFront를 거치지 않으면 파일을 볼 수 없어야 해요.", "No file may be visible except through CloudFront."),
    said("alb_closed").says("로드 밸런서로 바로 들어올 수 없어요", "The load balancer can’t be reached directly").todo("CloudFront의 비밀 표시가 없으면 막혀야 해요.", "It has to refuse requests without CloudFront’s secret header."),
    said("name_resolves").says("이름으로 찾을 수 있어요", "The name can be found").todo("DNS가 이 이름의 주소를 대답해야 해요.", "The DNS has to answer with an address for it."),
    said("certificate_covers").says("인증서가 이 이름의 것이에요", "The certificate is for this name").todo("인증서에 이 이름이 있어야 브라우저가 경고 없이 열어요.", "It has to include this name, so that browsers open the site without a warning."),
    said("tls_versions").says("요즘 쓰는 TLS로 대답해요", "It uses a current version of TLS").todo("브라우저에 TLS 1.2나 1.3으로 대답해야 해요.", "It has to answer browsers over TLS 1.2 or 1.3."),
    said("hsts").says("다음부터는 곧바로 https로 와요", "Browsers use https from now on").todo("브라우저에게 늘 https로 오라고 알려야 해요(HSTS).", "It has to tell browsers to always use https (HSTS)."),
    said("www_redirects").says("주소가 하나로 모여요", "All names lead to one").todo("다른 이름으로 와도 경로 그대로 301로 옮겨 가야 해요.", "Visitors to the other name have to be redirected with 301, path included."),
    said("api_host_health").says("API가 자기 이름으로 대답해요", "The API answers at its own name").todo("그 이름의 상태 검사 경로가 200으로 대답해야 해요.", "The health check path at that name has to answer 200."),
    said("cors_preflight").says("화면에서 API를 부를 수 있어요", "Pages can call the API").todo("브라우저가 먼저 묻는 요청에, 백엔드가 화면의 주소와 content-type 헤더를 허용한다고 대답해야 해요(CORS).", "When the browser asks beforehand, the back-end has to allow the pages’ address and the content-type header (CORS)."),
];

use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use aws_config::provider_config::ProviderConfig;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use serde_json::json;

use super::*;
use crate::credentials::files::Files;
use crate::credentials::of_profile;

/// The file of hana's session.
const FILE: &str = "8e58f0c265369a3642f864c01829739742c8b9b204cb2727921ed9d9d1aa1581.json";

/// A key that was made for this test and signs nothing else.
const KEY: &str = "MHcCAQEEIDRibhoSHAFt9ArOgyjbsiEmvbG2B3An05D3leb7DzcfoAoGCCqGSM49\n\
                   AwEHoUQDQgAE2+zEdmaG11UTNycvYKirrOud8Rf4IzGVFwUJfWXP6ao3Prpax+Sn\n\
                   HUj0RhRQa88aLxRcPLkmKT1M1Qk6H2A3ig==";

const CONFIG: &str = "
[profile signed-in]
region = eu-west-1
login_session = arn:aws:iam::123456789012:user/hana
[profile earlier]
region = eu-west-1
login_session = arn:aws:iam::123456789012:user/kim
[profile deployer]
region = eu-west-1
role_arn = arn:aws:iam::123456789012:role/deployer
source_profile = signed-in
[profile round]
role_arn = arn:aws:iam::123456789012:role/round
source_profile = and-round
[profile and-round]
role_arn = arn:aws:iam::123456789012:role/round
source_profile = round
[profile keyed]
region = eu-west-1
role_arn = arn:aws:iam::123456789012:role/deployer
source_profile = key
[profile key]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
[profile school]
region = eu-west-1
sso_session = school
sso_account_id = 123456789012
sso_role_name = Student
[sso-session school]
sso_start_url = https://school.awsapps.com/start
sso_region = ca-central-1
";

/// A session that ran out long ago, as `aws login` writes it down.
fn cached(region: Option<&str>) -> String {
    let key = format!("-----BEGIN EC PRIVATE {0}-----\n{KEY}\n-----END EC PRIVATE {0}-----\n", "KEY");
    let mut session = json!({
        "accessToken": {
            "accessKeyId": "ASIAIOSFODNN7EXAMPLE",
            "secretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "sessionToken": "a-planted-token",
            "accountId": "123456789012",
            "expiresAt": "2026-01-01T00:00:00Z",
        },
        "tokenType": "aws_sigv4",
        "refreshToken": "a-planted-refresh",
        "clientId": "arn:aws:signin:::devtools/same-device",
        "dpopKey": key,
    });
    if let Some(region) = region {
        session[REGION] = region.into();
    }
    session.to_string()
}

fn home(region: Option<&str>) -> (Fs, Env) {
    let (file, session) = (format!("/home/hana/.aws/login/cache/{FILE}"), cached(region));
    let fs = Fs::from_slice(&[("/home/hana/.aws/config", CONFIG), (file.as_str(), session.as_str())]);
    (fs, Env::from_slice(&[("HOME", "/home/hana")]))
}

#[tokio::test]
async fn login_sign_in_region_goes_before_the_profiles() {
    let (fs, env) = home(Some("us-west-2"));
    for (profile, region) in [
        ("signed-in", Some("us-west-2")),
        ("deployer", Some("us-west-2")),
        ("earlier", Some("eu-west-1")),
        ("keyed", Some("eu-west-1")),
        ("key", None),
        ("round", None),
        ("none", None),
    ] {
        let origin = Origin::of(&fs, &env, profile).await;
        assert_eq!(origin.region(), region, "{profile}");
        assert!(!format!("{origin:?}").contains("planted"));
    }
    // Sessions that an older command line made don't name one.
    let (fs, env) = home(None);
    assert_eq!(Origin::of(&fs, &env, "signed-in").await.region(), Some("eu-west-1"));
}

#[tokio::test]
async fn login_sign_in_region_is_put_back_where_a_renewal_left_it_out() {
    let (fs, env) = home(Some("us-west-2"));
    let session = Origin::of(&fs, &env, "signed-in").await.session.expect("it has one");
    let before = fs.read_to_end(&session.file).await.expect("it is there");
    session.keep(&fs).await;
    assert_eq!(fs.read_to_end(&session.file).await.ok().as_ref(), Some(&before), "it is there");

    fs.write(&session.file, cached(None)).await.expect("it can be written");
    session.keep(&fs).await;
    let after: Value = serde_json::from_slice(&fs.read_to_end(&session.file).await.expect("it is there"))
        .expect("it is JSON still");
    assert_eq!(after, serde_json::from_str::<Value>(&cached(Some("us-west-2"))).expect("JSON"));
    fs.write(&session.file, "{").await.expect("it can be written");
    session.keep(&fs).await;
    assert_eq!(fs.read_to_end(&session.file).await.ok(), Some(b"{".to_vec()), "it is no session");
}

/// Stands in for AWS: keeps which hosts were asked, and hands out credentials in each service's way.
#[derive(Clone, Debug, Default)]
struct Asked(Arc<Mutex<Vec<String>>>);

impl HttpClient for Asked {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Asked {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let host = request.uri().split('/').nth(2).unwrap_or_default().to_owned();
        let body = if host.contains("signin") {
            let key = json!({ "accessKeyId": "ASIANEW", "secretAccessKey": "new", "sessionToken": "new" });
            json!({ "accessToken": key, "tokenType": "urn:aws:params:oauth:token-type:access_token_sigv4",
                    "expiresIn": 900, "refreshToken": "new" })
            .to_string()
        } else if host.contains("sso") {
            json!({ "roleCredentials": { "accessKeyId": "ASIANEW", "secretAccessKey": "new",
                                         "sessionToken": "new", "expiration": 4_102_444_800_000_i64 } })
            .to_string()
        } else {
            "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIANEW</AccessKeyId>\
             <SecretAccessKey>new</SecretAccessKey><SessionToken>new</SessionToken>\
             <Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
                .to_owned()
        };
        self.0.lock().expect("nobody panics").push(host);
        HttpConnectorFuture::ready(Ok(HttpResponse::new(200.try_into().expect("a status"), body.into())))
    }
}

/// The variable by which this test knows that it runs in a home of its own.
const AT_HOME: &str = "NARU_TEST_AT_HOME";

/// Runs a test once more, in a process whose home is that folder and that has no other variable.
fn at_home(test: &str, home: &Path) {
    let own = std::env::current_exe().expect("a test is a program");
    let mut again = Command::new(own);
    let (_, module) = module_path!().split_once("::").expect("a crate and more");
    again.arg(format!("{module}::{test}")).arg("--exact");
    again.env_clear().env("HOME", home).env(AT_HOME, "1");
    let output = again.output().expect("it starts");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
}

/// On the wall's time and with real files: the SDK reads them by itself.
#[tokio::test]
async fn login_sign_in_region_is_where_a_session_is_renewed_and_sso_is_asked_in_its_own() {
    if std::env::var_os(AT_HOME).is_none() {
        let home = tempfile::tempdir().expect("a folder");
        let aws = home.path().join(".aws");
        let (login, sso) = (aws.join("login/cache"), aws.join("sso/cache"));
        std::fs::create_dir_all(&login).expect("it can be made");
        std::fs::create_dir_all(&sso).expect("it can be made");
        std::fs::write(aws.join("config"), CONFIG).expect("it can be written");
        std::fs::write(login.join(FILE), cached(Some("us-west-2"))).expect("it can be written");
        let token = json!({ "accessToken": "a-planted-token", "expiresAt": "2100-01-01T00:00:00Z" });
        let file = sso.join("655f83be7512e5b5b3ba4c9976c043ece4b3ce51.json");
        std::fs::write(file, token.to_string()).expect("it can be written");
        at_home(
            "login_sign_in_region_is_where_a_session_is_renewed_and_sso_is_asked_in_its_own",
            home.path(),
        );
        let kept = std::fs::read(login.join(FILE)).expect("it is there");
        let kept: Value = serde_json::from_slice(&kept).expect("it is JSON");
        assert_eq!((&kept["refreshToken"], &kept[REGION]), (&json!("new"), &json!("us-west-2")));
        return;
    }
    for (profile, hosts) in [
        ("signed-in", vec!["us-west-2.signin.aws.amazon.com"]),
        // The session was renewed a moment ago.
        ("deployer", vec!["sts.us-west-2.amazonaws.com"]),
        ("school", vec!["portal.sso.ca-central-1.amazonaws.com"]),
        ("keyed", vec!["sts.eu-west-1.amazonaws.com"]),
        ("key", vec![]),
    ] {
        let asked = Asked::default();
        let config = ProviderConfig::without_region().with_http_client(asked.clone());
        let files = Files::read(&Fs::real(), &Env::real()).await.expect("they can be read").cleaned;
        let provider = of_profile(config, files, "ap-northeast-2", profile).await;
        let key = provider.provide_credentials().await;
        assert!(key.is_ok(), "{profile}: {key:?}");
        assert_eq!(*asked.0.lock().expect("nobody panics"), hosts, "{profile}");
    }
}

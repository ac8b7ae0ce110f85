//! Into an account: credentials from somewhere, and AWS's own word on whose they are.
//!
//! Nobody gets in who wasn't named by AWS, and the root user never does. What AWS answers to bad credentials is told
//! by a code that says what to do; no secret is in it.

use std::sync::Arc;
use std::time::Duration;

use naru_aws::account::{self, Caller};
use naru_aws::cloud::Secrets;
use naru_aws::credentials::{self, Access, SignInError};
use naru_aws::reader::Reader;
use naru_aws::refusal::{Overtime, overtime};
use naru_aws::web::{Internet, Web};
use naru_dns::Dns;
use naru_engine::{Clock, Cloud, Failure};

use super::key::clean_key;
use super::profiles::{missing, profiles};
use super::regions;
use crate::about;
use crate::app::App;
use crate::connection::Connection;
use crate::contract::{
    EnterKey, EnterProfile, FailureView, Identity, ProblemCode, ProfileKind, SignIn, Source,
};
use crate::practice_web::PracticeWeb;
use crate::problem::Problem;

/// How long a key that was just made may be unknown to AWS (`sts.fresh_key`).
const FRESH_FOR: Duration = Duration::from_secs(60);
/// How often it is asked for at first, and how often after that.
const FRESH_PAUSES: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(2)];
/// How many of the first pauses there are.
const DENSE: usize = 10;

/// The practice account's user, as its STS names it.
const PRACTICE_USER: &str = "practice-admin";

/// How a terminal says where to go; what it leaves out comes from `AWS_*` variables and `~/.aws`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnvironmentRequest {
    /// A code of AWS's; the environment's or the profile's where there is none.
    pub region: Option<String>,
    /// A name of `~/.aws/config`; `AWS_PROFILE` or `default` where there is none.
    pub profile: Option<String>,
    /// An endpoint in AWS's place.
    pub endpoint_url: Option<String>,
}

/// Why a terminal's environment led into no account.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvironmentError {
    /// No region is named anywhere.
    #[error("no region")]
    NoRegion,
    /// There are no credentials.
    #[error("no credentials")]
    NoCredentials,
    /// There are credentials that can't be had. The provider's words may repeat what a program printed, so they are
    /// not told.
    #[error("credentials unusable")]
    CredentialsUnusable,
    /// What the window could meet too.
    #[error(transparent)]
    Problem(#[from] Problem),
}

/// How long to go on asking where AWS doesn't know a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Patience {
    /// It was typed just now, so it may have been made just now.
    Fresh,
    /// It is no new one.
    None,
}

/// Where an account is reached.
struct Ground {
    access: Access,
    clock: Clock,
    web: Arc<dyn Web>,
    dns: Arc<dyn Dns>,
}

/// The practice account. `unknown_region` where it has none of that name, `practice_unavailable` where it can't be
/// opened.
pub fn practice(app: &App, region: &str) -> Result<Connection, Problem> {
    let region = region.trim().to_ascii_lowercase();
    let region = region.as_str();
    if !naru_practice::regions().any(|name| name == region) {
        return Err(regions::unknown(region));
    }
    let (practice, clock) = app.practice()?;
    let identity = Identity {
        account: practice.account_id(),
        alias: None,
        user: PRACTICE_USER.to_owned(),
        region: region.to_owned(),
        source: Source::Practice,
    };
    let access = app.practice_access(region)?;
    let (web, dns) = (Arc::new(PracticeWeb::new(practice.clone())), Arc::new(practice));
    Ok(Connection::new(identity, access, clock, web, secrets(app), dns))
}

/// The account of a key that was typed. A key that is to be remembered goes into the keyring once AWS has named its
/// owner; where the keyring can't take it there is no connection, so that the user decides.
///
/// Codes beside those of [`clean_key`]: `wrong_key` (after 60 s, for it may be fresh), `wrong_secret`,
/// `key_expired`, `clock_wrong`, `expired_or_clock`, `root_key`, `denied`, `no_connection`, `no_aws_answer`;
/// `other_account` where it is for a deployment of another account; `keyring_locked`, `keyring_no_service`,
/// `keyring_no_bus`, `keyring_too_long`, `keyring_refused`.
pub async fn with_key(app: &App, entered: EnterKey) -> Result<Connection, Problem> {
    let region = regions::known(&entered.region)?;
    let remember = entered.remember;
    let key = clean_key(&entered)?;
    if remember {
        app.vault().must_be_usable().await?;
    }
    let access = key.access(region).await;
    // A session's key is known everywhere at once.
    let patience = if key.is_temporary() { Patience::None } else { Patience::Fresh };
    let connection = enter(aws_itself(access)?, secrets(app), Source::Key, patience).await?;
    // A key of another account than the one that was asked for takes no kept key's place.
    let mut connection = about::for_deployment(app, entered.deployment.as_deref(), connection)?;
    if remember {
        app.vault().save_key(&key).await?;
        connection.identity.source = Source::SavedKey;
    }
    Ok(connection)
}

/// The account of the key in the keyring. `no_saved_key` where there is none; else the codes of [`with_key`].
pub async fn with_saved_key(app: &App, region: &str) -> Result<Connection, Problem> {
    let region = regions::known(region)?;
    let key = app.vault().saved_key().await?.ok_or_else(|| Problem::new(ProblemCode::NoSavedKey))?;
    let access = key.access(region).await;
    enter(aws_itself(access)?, secrets(app), Source::SavedKey, Patience::None).await
}

/// The account of a profile. `no_such_profile` where there is none of that name, `profile_sign_in` where its session
/// has run out (param `kind`: `sso` or `login`), `profile_unusable` where it leads to no credentials (param
/// `profile`); else the codes of [`with_key`] without the keyring's.
pub async fn with_profile(app: &App, entered: EnterProfile) -> Result<Connection, Problem> {
    let region = regions::known(&entered.region)?;
    through_profile(app, &entered.name, region, None).await
}

/// The account that a terminal's `AWS_*` variables or profile lead to.
///
/// Behind an endpoint of one's own every region is known. Beside what only a terminal meets it fails as
/// [`with_profile`] does.
pub async fn from_environment(app: &App, asked: EnvironmentRequest) -> Result<Connection, EnvironmentError> {
    let endpoint = asked.endpoint_url.as_deref();
    let profile = asked.profile.as_deref().map(str::trim).filter(|profile| !profile.is_empty());
    if let Some(profile) = profile
        && profiles().await?.iter().all(|known| known.name != profile)
    {
        return Err(missing(profile).await.into());
    }
    let named = credentials::named(profile).await;
    let region = asked.region.or(named.region);
    let Some(region) = region.filter(|region| !region.trim().is_empty()) else {
        // It may stand in a file that can't be read, or in a profile that isn't there.
        let known = profiles().await?;
        let meant = profile.is_none().then(credentials::named_profile).flatten();
        if let Some(name) = meant
            && known.iter().all(|known| known.name != name)
        {
            return Err(missing(&name).await.into());
        }
        return Err(EnvironmentError::NoRegion);
    };
    let region = if endpoint.is_some() || named.elsewhere { region.trim() } else { regions::known(&region)? };
    if let Some(profile) = profile {
        return Ok(through_profile(app, profile, region, endpoint).await?);
    }
    let access = match Access::by_environment(region, endpoint).await {
        Ok(access) => access,
        Err(SignInError::None) => {
            if let Some(variable) = credentials::missing_half() {
                let variable = variable.to_owned();
                return Err(Problem::new(ProblemCode::KeyHalf { variable }).into());
            }
            // What was meant to lead into an account may stand in a section that is passed over.
            let passed_over = credentials::passed_over(None).await.map(Problem::from);
            return Err(passed_over.map_or(EnvironmentError::NoCredentials, Into::into));
        }
        Err(SignInError::Unusable) => {
            let name = credentials::named_profile().unwrap_or_else(|| "default".to_owned());
            let broken = credentials::broken_key(&name).await.map(Problem::from);
            return Err(broken.map_or(EnvironmentError::CredentialsUnusable, Into::into));
        }
        Err(SignInError::Swapped) => return Err(Problem::new(ProblemCode::KeySwapped).into()),
        Err(SignInError::Malformed { variable }) => {
            let variable = variable.to_owned();
            return Err(Problem::new(ProblemCode::KeyMalformed { variable }).into());
        }
        Err(SignInError::Unread(unread)) => return Err(Problem::from(unread).into()),
    };
    Ok(enter(aws_itself(access)?, secrets(app), Source::Environment, Patience::None).await?)
}

async fn through_profile(
    app: &App,
    name: &str,
    region: &str,
    endpoint: Option<&str>,
) -> Result<Connection, Problem> {
    let profiles = profiles().await?;
    let profile = profiles.into_iter().find(|profile| profile.name == name);
    let Some(profile) = profile else { return Err(missing(name).await) };
    let access = match Access::by_profile(region, endpoint, name).await {
        Ok(access) => access,
        Err(SignInError::Unread(unread)) => return Err(unread.into()),
        Err(_) => {
            let broken = credentials::broken_key(name).await.filter(|_| profile.kind == ProfileKind::Key);
            return Err(match broken {
                Some(unread) => unread.into(),
                None => Problem::new(unusable(name, profile.kind).await),
            });
        }
    };
    enter(aws_itself(access)?, secrets(app), Source::Profile { name: name.to_owned() }, Patience::None).await
}

/// Why a profile of that kind leads to no credentials.
async fn unusable(name: &str, kind: ProfileKind) -> ProblemCode {
    let profile = name.to_owned();
    match kind {
        ProfileKind::Sso => ProblemCode::ProfileSignIn { profile, kind: SignIn::Sso },
        ProfileKind::Login => ProblemCode::ProfileSignIn { profile, kind: SignIn::Login },
        ProfileKind::Role if credentials::goes_round(name).await => ProblemCode::ProfileRing { profile },
        ProfileKind::Key | ProfileKind::Role | ProfileKind::Process => {
            ProblemCode::ProfileUnusable { profile }
        }
    }
}

fn secrets(app: &App) -> Arc<dyn Secrets> {
    Arc::clone(app.vault()) as Arc<dyn Secrets>
}

fn aws_itself(access: Access) -> Result<Ground, Problem> {
    let web = Internet::new().map_err(|error| Problem::new(ProblemCode::NoConnection).saying(error))?;
    let dns = Arc::new(naru_dns::Internet::new());
    Ok(Ground { access, clock: Clock::real(), web: Arc::new(web), dns })
}

async fn enter(
    ground: Ground,
    secrets: Arc<dyn Secrets>,
    source: Source,
    patience: Patience,
) -> Result<Connection, Problem> {
    let Ground { access, clock, web, dns } = ground;
    let region = access.region().to_owned();
    let reader = access.clients("", Arc::clone(&secrets), Arc::clone(&dns)).reader();
    let caller = named(&reader, &clock, patience).await.map_err(refused)?;
    if caller.is_root() {
        return Err(Problem::new(ProblemCode::RootKey { account: caller.account }));
    }
    let alias = account::alias(&reader).await;
    let user = caller.name().to_owned();
    let identity = Identity { account: caller.account, alias, user, region, source };
    Ok(Connection::new(identity, access, clock, web, secrets, dns))
}

/// Asks whose credentials these are, and again where they may be fresh (`sts.fresh_key`).
async fn named(reader: &Reader, clock: &Clock, patience: Patience) -> Result<Caller, Failure> {
    let until = clock.now() + FRESH_FOR;
    let mut asked = 0;
    loop {
        let pause = FRESH_PAUSES[usize::from(asked >= DENSE)];
        match account::caller(reader).await {
            Err(failure)
                if patience == Patience::Fresh
                    && failure.is(&["InvalidClientTokenId"])
                    && clock.now() + pause < until =>
            {
                asked += 1;
                clock.sleep(pause).await;
            }
            answered => return answered,
        }
    }
}

/// What AWS's refusal of credentials means (`sts.bad_credentials`, `ec2.request_expired`).
fn refused(failure: Failure) -> Problem {
    let code = match (overtime(&failure), failure.code.as_deref()) {
        (Some(Overtime::Clock), _) => ProblemCode::ClockWrong,
        (Some(Overtime::Session), _) => ProblemCode::KeyExpired,
        (Some(Overtime::Either), _) => ProblemCode::ExpiredOrClock,
        (None, Some("SignatureDoesNotMatch" | "InvalidSignatureException" | "IncompleteSignature")) => {
            ProblemCode::WrongSecret
        }
        (None, Some("InvalidClientTokenId" | "UnrecognizedClientException" | "AuthFailure")) => {
            ProblemCode::WrongKey
        }
        (None, Some("naru.timeout" | "naru.no_connection")) => ProblemCode::NoConnection,
        // AWS's refusals bear a code; a login page of a hotel doesn't.
        (None, Some("naru.no_aws_answer") | None) => ProblemCode::NoAwsAnswer,
        (None, Some(_)) => return Problem::from(failure),
    };
    let mut problem = Problem::new(code).saying(&failure);
    problem.failure = Some(Box::new(FailureView::new(&failure, &[])));
    problem
}

#[cfg(test)]
mod tests {
    use naru_aws::cloud::{NoSecrets, Secret};
    use naru_aws::refusal::Group;
    use naru_practice::{Fault, Misbehaviour, Practice, Service, When, Who};
    use tokio::time::Instant;

    use super::*;
    use crate::contract::Session;

    const SEOUL: &str = "ap-northeast-2";

    fn account() -> (Practice, Clock) {
        let clock = Clock::starting_at("2026-03-02T09:00:00Z".parse().expect("a time"), 1.0);
        (Practice::new(clock.clone()), clock)
    }

    /// The practice account with somebody's key.
    fn access((practice, _): &(Practice, Clock), who: &Who) -> Access {
        Access::through(practice.sdk_config_as(SEOUL, who), Some(practice.interceptor()))
    }

    async fn attempt(
        (practice, clock): &(Practice, Clock),
        access: Access,
        patience: Patience,
    ) -> Result<Connection, Problem> {
        let ground = Ground {
            access,
            clock: clock.clone(),
            web: Arc::new(PracticeWeb::new(practice.clone())),
            dns: Arc::new(practice.clone()),
        };
        enter(ground, Arc::new(NoSecrets), Source::Key, patience).await
    }

    async fn code(account: &(Practice, Clock), who: &Who, patience: Patience) -> ProblemCode {
        attempt(account, access(account, who), patience).await.err().expect("nobody gets in").code
    }

    #[tokio::test(start_paused = true)]
    async fn whose_account_it_is_is_aws_own_word() {
        let account = account();
        let administrator = access(&account, &Who::Administrator);
        let connection = attempt(&account, administrator, Patience::None).await;
        let Ok(connection) = connection else { panic!("the key is good") };
        let identity = &connection.identity;
        assert_eq!(
            (identity.account.as_str(), identity.user.as_str()),
            (account.0.account_id().as_str(), PRACTICE_USER)
        );
        assert_eq!((identity.region.as_str(), &identity.source), (SEOUL, &Source::Key));
        assert!(matches!(connection.session(), Session::Practice(_)));
        assert_eq!(connection.in_region("us-east-1").identity.region, "us-east-1");
    }

    #[tokio::test(start_paused = true)]
    async fn sts_fresh_key() {
        let account = account();
        let fresh = access(&account, &Who::FreshKey);
        let begun = Instant::now();
        let connection = attempt(&account, fresh, Patience::Fresh).await;
        assert_eq!(connection.err(), None);
        let took = begun.elapsed().as_secs();
        assert!((5..=16).contains(&took), "a key that was made just now is waited for: {took} s");

        let unknown = access(&account, &Who::UnknownKey);
        let begun = Instant::now();
        let problem = attempt(&account, unknown, Patience::Fresh).await.err().expect("nobody made it");
        assert_eq!(problem.code, ProblemCode::WrongKey);
        assert!((55..=62).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
        assert!(problem.failure.is_some_and(|failure| failure.request_id.is_some()));
    }

    #[tokio::test(start_paused = true)]
    async fn sts_bad_credentials() {
        let account = account();
        let begun = Instant::now();
        assert_eq!(code(&account, &Who::UnknownKey, Patience::None).await, ProblemCode::WrongKey);
        assert_eq!(code(&account, &Who::WrongSecret, Patience::Fresh).await, ProblemCode::WrongSecret);
        assert_eq!(code(&account, &Who::ExpiredSession, Patience::Fresh).await, ProblemCode::KeyExpired);
        let refused = code(&account, &Who::Root, Patience::Fresh).await;
        assert_eq!(refused, ProblemCode::RootKey { account: account.0.account_id() });
        assert!(begun.elapsed() < Duration::from_secs(2), "only an unknown key is asked for again");
    }

    #[tokio::test(start_paused = true)]
    async fn no_secret_is_in_a_refusal() {
        let account = account();
        let planted = "planted/planted/planted/planted/planted0";
        let known = account.0.credentials(&Who::Administrator).access_key_id().to_owned();
        let secret = Secret::new(planted);
        for (id, token) in [
            ("AKIAIOSFODNN7EXAMPLE", None),
            (known.as_str(), None),
            ("ASIAIOSFODNN7EXAMPLE", Some(Secret::new(planted))),
        ] {
            let access = access(&account, &Who::Administrator).with_key(id, &secret, token.as_ref());
            let problem = attempt(&account, access, Patience::None).await.err().expect("nobody gets in");
            let json = serde_json::to_string(&problem).expect("a problem serializes");
            assert!(!json.contains(planted), "{json}");
            assert!(!format!("{problem} {problem:?}").contains(planted));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_stands_between_us_and_aws_has_its_code() {
        let denied = ProblemCode::Denied { group: Group::DeniedByOrganisation };
        for (fault, expected) in [(Fault::NoConnection, ProblemCode::NoConnection), (Fault::Deny, denied)] {
            let account = account();
            let whole = When::Each(Service::Sts, "GetCallerIdentity".to_owned());
            account.0.misbehave(Misbehaviour::new(whole, fault));
            assert_eq!(code(&account, &Who::Administrator, Patience::Fresh).await, expected);
        }
    }

    #[test]
    fn a_clock_that_is_wrong_is_no_wrong_secret() {
        let said = "Signature expired: 20260302T080000Z is now earlier than 20260302T085500Z";
        let failure = |code: &str, said: &str| {
            Failure::new(naru_engine::Class::Expired, "find out whose key this is", said).code(code)
        };
        assert_eq!(refused(failure("SignatureDoesNotMatch", said)).code, ProblemCode::ClockWrong);
        assert_eq!(refused(failure("InvalidSignatureException", said)).code, ProblemCode::ClockWrong);
        assert_eq!(refused(failure("RequestTimeTooSkewed", "")).code, ProblemCode::ClockWrong);
        assert_eq!(
            refused(failure("SignatureDoesNotMatch", "it does not match")).code,
            ProblemCode::WrongSecret
        );
    }

    #[test]
    fn ec2_request_expired_is_no_wrong_clock_yet() {
        let failure = Failure::new(naru_engine::Class::Expired, "find out whose key this is", "");
        assert_eq!(refused(failure.clone().code("RequestExpired")).code, ProblemCode::ExpiredOrClock);
        assert_eq!(refused(failure.code("ExpiredToken")).code, ProblemCode::KeyExpired);
    }

    async fn by_key(url: &str) -> Access {
        let secret = Secret::new("s".repeat(40));
        Access::by_key(SEOUL, Some(url), "AKIAIOSFODNN7EXAMPLE", &secret, None).await
    }

    /// On the wall's time: a real connection on loopback.
    #[tokio::test]
    async fn an_endpoint_that_answers_html_is_not_aws() {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        for status in ["200 OK", "403 Forbidden"] {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
            let url = format!("http://{}", listener.local_addr().expect("it is bound"));
            tokio::spawn(async move {
                while let Ok((mut stream, _)) = listener.accept().await {
                    let mut request = [0; 4096];
                    let _ = stream.read(&mut request).await;
                    let page = "<!doctype html><title>Sign in to the Wi-Fi</title>";
                    let head =
                        format!("HTTP/1.1 {status}\r\ncontent-type: text/html\r\nconnection: close\r\n");
                    let answer = format!("{head}content-length: {}\r\n\r\n{page}", page.len());
                    let _ = stream.write_all(answer.as_bytes()).await;
                }
            });
            let ground = aws_itself(by_key(&url).await).expect("there is a client");
            let problem = enter(ground, Arc::new(NoSecrets), Source::Key, Patience::Fresh)
                .await
                .err()
                .expect("it isn't AWS");
            assert_eq!(problem.code, ProblemCode::NoAwsAnswer, "{status}: {problem:?}");
        }
    }

    /// On the wall's time: nobody listens on that port.
    #[tokio::test]
    async fn nobody_there_is_no_connection() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        drop(listener);
        let ground = aws_itself(by_key(&url).await).expect("there is a client");
        let problem = enter(ground, Arc::new(NoSecrets), Source::Key, Patience::Fresh)
            .await
            .err()
            .expect("nobody is there");
        assert_eq!(problem.code, ProblemCode::NoConnection, "{problem:?}");
    }
}

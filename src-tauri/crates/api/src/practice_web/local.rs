//! The practice internet on this computer: what a browser here sees is what a probe is told, from the one
//! `Practice::visit`, over real HTTP.
//!
//! It listens on the loopback address alone and answers only to names that end in `localhost`, so that no page of the
//! real web can read it by making its own name lead here. Redirects lead to where their target is served here, and so do
//! the addresses of its names in what is sent: no answer sends a browser to an address of the practice account's in the
//! real web.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_LENGTH, DATE, HOST, LOCATION, ORIGIN, REFERER};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, Uri};
use naru_aws::text::Lang;
use naru_practice::{Practice, VisitError};
use serde::{Deserialize, Serialize};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};

use super::lead::{self, Leads};
use super::names::{Called, Ports, host_of};
use super::{strip, wire};
use crate::lock::lock;

/// How many visitors are served at once; further ones wait. A browser makes six connections to a name.
const VISITORS: usize = 256;
/// How long a visitor may take to say what they want.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where the practice internet is served: kept, so that an address that was noted down leads to the same site again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    ports: Ports,
    /// The name that `localhost` alone stands for.
    home: Option<String>,
}

/// The practice internet, served on this computer until it is dropped.
pub struct LocalWeb {
    site: Arc<Site>,
    doors: [AbortHandle; 2],
}

/// What both doors lead to.
struct Site {
    practice: Practice,
    ports: Ports,
    home: Mutex<Option<String>>,
    lang: Box<dyn Fn() -> Lang + Send + Sync>,
}

impl LocalWeb {
    /// Begins to serve, where it did before if that is still free. `lang` tells the language of what is said on pages.
    ///
    /// Fails where no port is to be had. It has to be called within a tokio runtime.
    pub fn start(
        practice: Practice,
        before: Option<Place>,
        lang: impl Fn() -> Lang + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let (known, home) = before.map(|place| (place.ports, place.home)).unzip();
        let secure = listener(known.map(|ports| ports.secure))?;
        let plain = listener(known.map(|ports| ports.plain))?;
        let ports = Ports { secure: secure.local_addr()?.port(), plain: plain.local_addr()?.port() };
        let (home, lang) = (Mutex::new(home.flatten()), Box::new(lang));
        let site = Arc::new(Site { practice, ports, home, lang });
        let open = |listener, secure| tokio::spawn(door(listener, secure, Arc::clone(&site))).abort_handle();
        Ok(Self { doors: [open(secure, true), open(plain, false)], site })
    }

    /// Where an address of the practice internet is served, such as `http://naru.kr.localhost:41234/`; `None` for what
    /// is no web address.
    ///
    /// `localhost` alone stands for the first name of AWS's that is asked for, as not every browser leads names before
    /// `localhost` here; for another once that one leads nowhere any more.
    pub fn address(&self, url: &str) -> Option<String> {
        let host = host_of(url)?;
        let mut home = lock(&self.site.home);
        let free = home.as_ref().is_none_or(|home| !self.site.practice.leads_somewhere(home));
        if free && is_of_aws(&host) {
            *home = Some(host);
        }
        self.site.ports.local(url, home.as_deref())
    }

    /// Where it is served, to be kept.
    pub fn place(&self) -> Place {
        Place { ports: self.site.ports, home: lock(&self.site.home).clone() }
    }
}

impl Drop for LocalWeb {
    fn drop(&mut self) {
        for door in &self.doors {
            door.abort();
        }
    }
}

/// Whether nobody chose that name for their site: one of AWS's own, or an address.
fn is_of_aws(host: &str) -> bool {
    let own = [".cloudfront.net", ".amazonaws.com"].iter().any(|suffix| host.ends_with(suffix));
    own || host.parse::<Ipv4Addr>().is_ok()
}

/// Listens on loopback, on that port if it is free.
fn listener(port: Option<u16>) -> io::Result<TcpListener> {
    let on = |port: u16| std::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    let listener = port.map_or_else(|| on(0), |port| on(port).or_else(|_| on(0)))?;
    listener.set_nonblocking(true)?;
    TcpListener::from_std(listener)
}

/// Lets visitors in until it is aborted, and those it let in with it.
async fn door(listener: TcpListener, secure: bool, site: Arc<Site>) {
    let mut visitors = JoinSet::new();
    loop {
        tokio::select! {
            came = listener.accept(), if visitors.len() < VISITORS => match came {
                Ok((stream, _)) => _ = visitors.spawn(serve(stream, secure, Arc::clone(&site))),
                Err(error) => {
                    tracing::debug!(%error, "a visitor of the practice internet couldn't be let in");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            },
            Some(_) = visitors.join_next() => {}
        }
    }
}

async fn serve(mut stream: TcpStream, secure: bool, site: Arc<Site>) {
    let read = tokio::time::timeout(PATIENCE, wire::read(&mut stream)).await;
    let response = match read {
        Ok(Ok(request)) => {
            let head = request.method() == Method::HEAD;
            let mut response = site.answer(request, secure).await;
            if head {
                let length = HeaderValue::from(response.body().len());
                response.headers_mut().entry(CONTENT_LENGTH).or_insert(length);
                response.body_mut().clear();
            }
            response
        }
        Ok(Err(bad)) => {
            let Some(status) = bad.status() else { return };
            let mut response = Response::new(Vec::new());
            *response.status_mut() = status;
            response
        }
        Err(_) => return,
    };
    // Whoever went away meanwhile misses nothing.
    if let Err(error) = wire::write(&mut stream, &response).await {
        tracing::debug!(%error, "a visitor of the practice internet left early");
    }
}

impl Site {
    /// What a client on this computer gets.
    async fn answer(&self, request: Request<Vec<u8>>, secure: bool) -> Response<Vec<u8>> {
        let lang = (self.lang)();
        let home = lock(&self.home).clone();
        let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let name = match Called::of(host) {
            Called::Name(name) => name,
            Called::Home => match home.clone().filter(|home| self.practice.leads_somewhere(home)) {
                Some(home) => home,
                None => return strip::sites(&self.practice.sites(), self.ports, lang),
            },
            Called::Stranger => return strip::stranger(lang),
        };
        let scheme = if secure { "https" } else { "http" };
        let address = format!("{scheme}://{name}");
        let leads = Leads { names: self.practice.names(), ports: self.ports, home: home.as_deref(), secure };
        if request.uri().path() == lead::SCRIPT_PATH {
            return leads.script();
        }
        let given = request.headers().get(ORIGIN).cloned();
        let Some(mut asked) = self.carried(request, &address, home.as_deref()) else {
            return strip::stranger(lang);
        };
        let mut response = match self.visit(&mut asked).await {
            Ok(response) => response,
            Err(error) => return strip::no_answer(&error, lang),
        };
        self.lead_here(response.headers_mut(), &address, home.as_deref());
        let meant = asked.headers().get(ORIGIN);
        if let Some(given) = given
            && response
                .headers()
                .get(ACCESS_CONTROL_ALLOW_ORIGIN)
                .is_some_and(|allowed| Some(allowed) == meant)
        {
            response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, given);
        }
        leads.through(&mut response, &asked);
        let plain = self.ports.local(&format!("http://{name}/"), home.as_deref()).unwrap_or_default();
        let strip = strip::Strip { address: &address, plain: &plain, ports: self.ports, lang };
        strip::put(&mut response, &asked, &strip);
        // Ages are counted from it, and it is the account's, as they are.
        let date = self.practice.now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        if let Ok(date) = HeaderValue::from_str(&date) {
            response.headers_mut().entry(DATE).or_insert(date);
        }
        response
    }

    /// Visits. What may be changed of which the head alone is asked for is visited whole, for the change counts in its
    /// length.
    async fn visit(&self, asked: &mut Request<Vec<u8>>) -> Result<Response<Vec<u8>>, VisitError> {
        let response = self.practice.visit(asked).await?;
        if asked.method() != Method::HEAD || !lead::may_change(&response) {
            return Ok(response);
        }
        *asked.method_mut() = Method::GET;
        self.practice.visit(asked).await
    }

    /// The request as a visitor of the practice internet makes it: for its address, and from pages of its addresses.
    /// `None` where the name can't be part of an address.
    fn carried(
        &self,
        request: Request<Vec<u8>>,
        address: &str,
        home: Option<&str>,
    ) -> Option<Request<Vec<u8>>> {
        let (mut parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        parts.uri = format!("{address}{path}").parse::<Uri>().ok()?;
        for of_the_connection in ["host", "connection", "keep-alive", "transfer-encoding", "upgrade", "te"] {
            parts.headers.remove(of_the_connection);
        }
        self.translate(&mut parts.headers, ORIGIN, home, |meant, _| meant);
        self.translate(&mut parts.headers, REFERER, home, |meant, path| meant + path);
        Some(Request::from_parts(parts, body))
    }

    /// Says an address of ours as what it stands for.
    fn translate(
        &self,
        headers: &mut HeaderMap,
        name: HeaderName,
        home: Option<&str>,
        with_path: impl Fn(String, &str) -> String,
    ) {
        let Some(local) = headers.get(&name).and_then(|value| value.to_str().ok()) else { return };
        let Some(meant) = self.ports.meant(local, home) else { return };
        let path = local.parse::<Uri>().ok();
        let path = path.as_ref().and_then(Uri::path_and_query).map_or("/", |path| path.as_str());
        if let Ok(value) = HeaderValue::from_str(&with_path(meant, path)) {
            headers.insert(name, value);
        }
    }

    /// Has a redirect lead to where its target is served here; one that can't, leads nowhere.
    fn lead_here(&self, headers: &mut HeaderMap, address: &str, home: Option<&str>) {
        let Some(location) = headers.get(LOCATION).and_then(|location| location.to_str().ok()) else {
            return;
        };
        let scheme = address.split("//").next().unwrap_or_default();
        let whole =
            if location.starts_with("//") { format!("{scheme}{location}") } else { location.to_owned() };
        // A path alone stays with us by itself.
        let has_scheme = whole.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
        if !has_scheme {
            return;
        }
        let local = self.ports.local(&whole, home).and_then(|local| HeaderValue::from_str(&local).ok());
        match local {
            Some(local) => _ = headers.insert(LOCATION, local),
            None => _ = headers.remove(LOCATION),
        }
    }
}

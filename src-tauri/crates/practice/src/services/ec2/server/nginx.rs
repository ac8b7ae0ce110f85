//! nginx's configuration: where it listens, and to where it passes every path on.
//!
//! One server with one `location /`, as far as the practice account goes: what has further ones answers by that one.

use std::net::Ipv4Addr;

use super::cloud_config::CloudConfig;
use super::shell::Shell;

/// Where nginx reads its sites from.
const SITES: &[&str] = &["/etc/nginx/conf.d/", "/etc/nginx/sites-enabled/"];

/// A proxy in front of a machine's app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Proxy {
    /// The port on which others reach it.
    pub port: u16,
    /// The port of the machine's own address to which it passes everything; `None` where it passes on nothing, or not
    /// to the machine itself.
    pub upstream: Option<u16>,
}

/// A directive with its arguments and, where it has one, its block.
#[derive(Debug, PartialEq, Eq)]
struct Directive {
    words: Vec<String>,
    block: Vec<Directive>,
}

impl Proxy {
    /// The proxy that a machine has: a file that lies where nginx looks, or that a command puts there.
    pub(super) fn enabled(config: &CloudConfig, shell: &Shell) -> Option<Self> {
        let is_site = |path: &str| SITES.iter().any(|folder| path.starts_with(folder));
        let is_put = |path: &String| {
            let puts = |words: &&Vec<String>| ["install", "cp", "mv", "ln"].contains(&words[0].as_str());
            shell
                .commands
                .iter()
                .filter(puts)
                .any(|words| words.contains(path) && words.last().is_some_and(|to| is_site(to)))
        };
        let mut sites = config.files.iter().filter(|(path, _)| is_site(path) || is_put(path));
        sites.find_map(|(_, text)| Self::parse(text))
    }

    /// Reads a site; `None` where no server in it can be reached from elsewhere.
    fn parse(text: &str) -> Option<Self> {
        let directives = parsed(&mut tokens(text).into_iter());
        let mut servers = directives.iter().filter(|directive| directive.words[0] == "server");
        servers.find_map(Self::of)
    }

    fn of(server: &Directive) -> Option<Self> {
        let named = |block: &'_ [Directive], name: &str| -> Vec<Vec<String>> {
            block.iter().filter(|one| one.words[0] == name).map(|one| one.words.clone()).collect()
        };
        let listens = named(&server.block, "listen");
        let port = if listens.is_empty() {
            Some(80)
        } else {
            listens.iter().find_map(|words| words.get(1).and_then(|at| reachable(at)))
        };
        let everything = server.block.iter().find(|one| one.words == ["location", "/"]);
        let passes = everything.and_then(|location| named(&location.block, "proxy_pass").pop());
        let upstream = passes.and_then(|words| local(words.get(1)?));
        Some(Self { port: port?, upstream })
    }
}

/// The port of a `listen` that others reach by IPv4.
fn reachable(at: &str) -> Option<u16> {
    match at.rsplit_once(':') {
        Some((host, port)) if host == "*" || host.parse().is_ok_and(|ip: Ipv4Addr| !ip.is_loopback()) => {
            port.parse().ok()
        }
        Some(_) => None,
        None => at.parse().ok(),
    }
}

/// The port of an address of the machine itself.
fn local(address: &str) -> Option<u16> {
    let rest = address.strip_prefix("http://")?;
    let authority = rest.split('/').next().unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, "80"));
    let itself = host == "localhost" || host.parse().is_ok_and(|ip: Ipv4Addr| ip.is_loopback());
    port.parse().ok().filter(|_| itself)
}

/// The words of a configuration, with `;`, `{` and `}` as words of their own.
fn tokens(text: &str) -> Vec<String> {
    let (mut tokens, mut word) = (Vec::new(), None::<String>);
    let mut rest = text.chars();
    while let Some(next) = rest.next() {
        match next {
            '#' if word.is_none() => {
                let _ = rest.find(|symbol| *symbol == '\n');
            }
            '\'' | '"' if word.is_none() => {
                tokens.push(rest.by_ref().take_while(|symbol| *symbol != next).collect());
            }
            ';' | '{' | '}' => {
                tokens.extend(word.take());
                tokens.push(next.to_string());
            }
            _ if next.is_whitespace() => tokens.extend(word.take()),
            _ => word.get_or_insert_default().push(next),
        }
    }
    tokens.extend(word);
    tokens
}

/// The directives up to the end of a block.
fn parsed(tokens: &mut impl Iterator<Item = String>) -> Vec<Directive> {
    let (mut directives, mut words) = (Vec::new(), Vec::new());
    while let Some(token) = tokens.next() {
        match token.as_str() {
            "}" => break,
            ";" | "{" => {
                let block = if token == "{" { parsed(tokens) } else { Vec::new() };
                if !words.is_empty() {
                    directives.push(Directive { words: std::mem::take(&mut words), block });
                }
            }
            _ => words.push(token),
        }
    }
    directives
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_says_where_it_listens_and_where_it_passes_to() {
        let proxy = |text: &str| Proxy::parse(text).map(|proxy| (proxy.port, proxy.upstream));
        let text = "map $a $b { default c; '' \"d;}\"; } # server {\nserver {\n  listen [::]:81;\n  listen *:82 \
                    default_server;\n  location / {\n    proxy_pass http://127.0.0.1:3000;\n  }\n}\n";
        assert_eq!(proxy(text), Some((82, Some(3000))));
        let elsewhere = "server { location / { proxy_pass http://10.0.0.9:3000; } }";
        assert_eq!(proxy(elsewhere), Some((80, None)), "it can't be the app of this machine");
        assert_eq!(proxy("server { listen 8080; root /srv; }"), Some((8080, None)));
        assert_eq!(proxy("server { listen 127.0.0.1:80; }"), None, "nobody else reaches it");
        assert_eq!(proxy("upstream app { server 127.0.0.1:3000; }"), None);
    }
}

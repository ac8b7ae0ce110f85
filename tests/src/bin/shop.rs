//! The app in the images that the machine tests pull: `shop MODE PORT`. It stands on the standard library alone, so
//! that little has to be pulled.
//!
//! | mode | what it does |
//! |---|---|
//! | `well` | answers 200 at `/health`, and the value of a variable at `/env/NAME` |
//! | `ends` | says that it doesn't reach its database, and ends |
//! | `loopback` | is well, where nobody outside of the container reaches it |
//! | `unwell`, `moved` | answers 500 and 301 at `/health` |
//! | `elsewhere` | answers 200 at `/healthz`, and knows no `/health` |
//! | `mute` | takes connections and never answers |
//! | `deaf` | listens nowhere |
//! | `late` | is well after some seconds |

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

/// How long `late` takes to begin.
const LATE: Duration = Duration::from_secs(8);

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let mode = arguments.next().unwrap_or_default();
    let port = arguments.next().and_then(|port| port.parse().ok()).unwrap_or(8080);
    let database = env::var("DATABASE_URL").unwrap_or_default();
    match mode.as_str() {
        "ends" => {
            // As a program writes that draws on a terminal.
            eprintln!(
                "\u{1b}[31mError\u{1b}[0m: cannot connect to {database}\n    at Pool.connect (/app/db.js:7:11)"
            );
            return ExitCode::from(3);
        }
        "deaf" => thread::sleep(Duration::MAX),
        "late" => thread::sleep(LATE),
        _ => {}
    }
    let host = if mode == "loopback" { Ipv4Addr::LOCALHOST } else { Ipv4Addr::UNSPECIFIED };
    let listener = match TcpListener::bind((host, port)) {
        Ok(listener) => listener,
        Err(error) => {
            eprintln!("failed to listen on {host}:{port}: {error}");
            return ExitCode::FAILURE;
        }
    };
    println!("listening on {host}:{port}, database {database}");
    for stream in listener.incoming().flatten() {
        let mode = mode.clone();
        thread::spawn(move || answer(&mode, stream));
    }
    ExitCode::SUCCESS
}

/// Answers one request, and hangs up.
fn answer(mode: &str, mut stream: TcpStream) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines().map_while(Result::ok);
    let line = lines.next()?;
    let path = line.split(' ').nth(1)?;
    lines.find(String::is_empty)?;
    if mode == "mute" {
        thread::sleep(Duration::MAX);
    }
    let value = path.strip_prefix("/env/").and_then(|name| env::var(name).ok());
    let (status, body) = match (path, mode, value) {
        ("/health", "unwell", _) => ("500 Internal Server Error", "down".to_owned()),
        ("/health", "moved", _) => {
            ("301 Moved Permanently\r\nLocation: https://shop.example/health", String::new())
        }
        ("/health", "elsewhere", _) => ("404 Not Found", String::new()),
        ("/healthz", "elsewhere", _) | ("/health", ..) => ("200 OK", "ok".to_owned()),
        (_, _, Some(value)) => ("200 OK", value),
        _ => ("404 Not Found", String::new()),
    };
    println!("{line}: {}", &status[..3]);
    let length = body.len();
    write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}").ok()
}

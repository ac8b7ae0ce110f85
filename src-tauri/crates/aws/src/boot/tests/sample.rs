//! The sample, really run.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::stand_ins::imds;
use crate::boot::SAMPLE;

/// A child that does not outlive its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // A child that has ended already needs no end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Asks the sample, and returns what stands before the body, and the body.
fn said(port: u16, request: &str) -> (String, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (format!("{head}\r\n"), body.to_owned())
}

/// Asks the sample, and returns status and JSON.
fn ask(port: u16, request: &str) -> (String, Value) {
    let (head, body) = said(port, request);
    (head.lines().next().unwrap().to_owned(), serde_json::from_str(&body).unwrap_or(Value::Null))
}

#[test]
fn the_sample_tells_its_health_and_echoes_without_secrets() {
    let folder = TempDir::new().unwrap();
    let script = folder.path().join("sample.py");
    fs::write(&script, SAMPLE).unwrap();
    let mut child = Running(
        Command::new("python3")
            .arg("-I")
            .arg(&script)
            .args(["127.0.0.1", "0", "/health", "shop"])
            .env("NARU_IMDS", imds())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap(),
    );
    let mut line = String::new();
    BufReader::new(child.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim().rsplit(':').next().unwrap().parse().unwrap();

    let (status, body) = ask(port, "GET /health HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_eq!((status.as_str(), body), ("HTTP/1.0 200 OK", json!({ "status": "ok" })));
    let secrets = "Authorization: s3cret\r\nCookie: s3cret\r\nX-Naru-Origin: s3cret\r\nX-Api-Key: s3cret\r\n";
    let request =
        format!("POST /api/echo?token=s3cret HTTP/1.1\r\nHost: a\r\n{secrets}Content-Length: 3\r\n\r\nabc");
    let expected = json!({
        "method": "POST",
        "path": "/api/echo",
        "headers": { "Host": "a", "Content-Length": "3" },
        "instance": "i-0abc",
        "deployment": "shop",
    });
    assert_eq!(ask(port, &request).1, expected);
    let (head, _) = said(port, "OPTIONS /api/echo HTTP/1.1\r\nHost: a\r\nOrigin: https://shop.kr\r\n\r\n");
    assert!(head.contains("Access-Control-Allow-Origin: *\r\n"), "{head}");
    let large = "a".repeat(19_000_000);
    let request =
        format!("POST /health HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{large}", large.len());
    assert_eq!(ask(port, &request).0, "HTTP/1.0 200 OK");
    assert_eq!(
        ask(port, "HEAD /health HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("HTTP/1.0 200 OK".into(), Value::Null)
    );
}

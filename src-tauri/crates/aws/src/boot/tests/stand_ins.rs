//! Stand-ins on loopback for the two endpoints that an instance asks: its metadata, and the parameter store.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// One HTTP request of a stand-in's client.
pub(super) struct Request {
    line: String,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

/// A stand-in on loopback that answers each request by `answer`, status and body. Returns its address.
pub(super) fn stand_in(answer: impl Fn(&Request) -> (u16, String) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let request = read_request(&stream);
            let (status, body) = answer(&request);
            let head =
                format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            stream.write_all((head + &body).as_bytes()).unwrap();
        }
    });
    format!("http://{address}")
}

fn read_request(stream: &TcpStream) -> Request {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let mut headers = BTreeMap::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).unwrap();
        let Some((name, value)) = header.trim_end().split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").map_or(0, |length: &String| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    Request { line: line.trim_end().to_owned(), headers, body }
}

/// The instance metadata, version 2 alone.
pub(super) fn imds() -> String {
    stand_in(|request| {
        let mut words = request.line.split(' ');
        let (method, path) = (words.next().unwrap(), words.next().unwrap());
        let known =
            request.headers.get("x-aws-ec2-metadata-token").is_some_and(|token| token == "imds-token");
        let role = "/latest/meta-data/iam/security-credentials/";
        match (method, path.strip_prefix(role)) {
            ("PUT", _) if request.headers.contains_key("x-aws-ec2-metadata-token-ttl-seconds") => {
                (200, "imds-token".into())
            }
            _ if !known => (401, String::new()),
            (_, Some("")) => (200, "naru-role".into()),
            (_, Some("naru-role")) => {
                let keys =
                    json!({ "AccessKeyId": "ASIATEST", "SecretAccessKey": "s3cr/et+", "Token": "session==" });
                (200, keys.to_string())
            }
            _ if path == "/latest/meta-data/instance-id" => (200, "i-0abc".into()),
            _ => (404, String::new()),
        }
    })
}

/// A request's query with its answer, `Next` being the token that is expected.
pub(super) fn parameter_store(pages: Vec<Value>) -> String {
    stand_in(move |request| {
        if !is_signed(request) || request.headers["x-amz-target"] != "AmazonSSM.GetParametersByPath" {
            return (400, json!({ "__type": "AccessDeniedException" }).to_string());
        }
        let query: Value = serde_json::from_slice(&request.body).unwrap();
        assert_eq!((&query["Path"], &query["WithDecryption"]), (&json!("/naru/shop/env"), &json!(true)));
        let page = query.get("NextToken").map_or(0, |token| token.as_str().unwrap().parse().unwrap());
        (200, pages[page].to_string())
    })
}

fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut block = [0; 64];
    block[..key.len()].copy_from_slice(key);
    let pad = |with: u8| block.map(|byte| byte ^ with);
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(text).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().to_vec()
}

/// Whether a request is signed with the stand-in's keys, by Signature Version 4 worked out a second time.
fn is_signed(request: &Request) -> bool {
    let authorization = &request.headers["authorization"];
    let field = |name: &str| authorization.split(name).nth(1).unwrap().split(',').next().unwrap().to_owned();
    let names = field("SignedHeaders=");
    let date = &request.headers["x-amz-date"];
    let scope = format!("{}/ap-northeast-2/ssm/aws4_request", &date[..8]);
    let headers: String =
        names.split(';').fold(String::new(), |all, name| format!("{all}{name}:{}\n", request.headers[name]));
    let canonical = format!("POST\n/\n\n{headers}\n{names}\n{}", hex::encode(Sha256::digest(&request.body)));
    let to_sign =
        format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{}", hex::encode(Sha256::digest(canonical.as_bytes())));
    let key = scope.split('/').fold(b"AWS4s3cr/et+".to_vec(), |key, part| hmac(&key, part.as_bytes()));
    names.contains("x-amz-security-token")
        && request.headers["x-amz-security-token"] == "session=="
        && field("Credential=") == format!("ASIATEST/{scope}")
        && field("Signature=") == hex::encode(hmac(&key, to_sign.as_bytes()))
}

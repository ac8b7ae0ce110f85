//! The user data as text, and its scripts really run: on loopback, against stand-ins for AWS's two endpoints.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, Read, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::*;

fn boot(source: Source) -> Boot {
    Boot {
        region: RegionName::parse("ap-northeast-2").unwrap(),
        source,
        port: Port::new(8080).unwrap(),
        health_path: HealthPath::default(),
        env_path: Some(ParameterPath::parse("/naru/shop/env/").unwrap()),
        deployment: DeploymentName::parse("shop").unwrap(),
    }
}

fn image() -> Source {
    Source::Image(ImageName::parse("ghcr.io/kim/shop:1.2").unwrap())
}

/// The files of user data, read back from its YAML.
fn written(boot: &Boot) -> BTreeMap<String, String> {
    let yaml: serde_yaml_ng::Value = serde_yaml_ng::from_str(&boot.user_data()).unwrap();
    let files = yaml["write_files"].as_sequence().unwrap();
    let text = |value: &serde_yaml_ng::Value| value.as_str().unwrap().to_owned();
    files.iter().map(|file| (text(&file["path"]), text(&file["content"]))).collect()
}

#[test]
fn ec2_run_bad_user_data_is_not_ours() {
    let longest = Boot {
        health_path: HealthPath::parse(&format!("/{}", "a".repeat(1023))).unwrap(),
        env_path: Some(ParameterPath::parse(&format!("/{}", "a".repeat(500))).unwrap()),
        ..boot(Source::Image(ImageName::parse(&"a".repeat(255)).unwrap()))
    };
    for boot in [boot(image()), boot(Source::Sample), longest] {
        let length = boot.user_data().len();
        assert!(length < USER_DATA_MAX, "{length}");
    }
}

#[test]
fn the_yaml_gives_back_each_file_as_it_is() {
    let files = written(&boot(image()));
    assert_eq!(files["/opt/naru/boot.sh"], BOOT);
    assert_eq!(files["/opt/naru/env.sh"], ENV);
    assert_eq!(files["/etc/systemd/system/naru-app.service"], IMAGE_SERVICE);
    assert!(serde_json::from_str::<Value>(&files["/etc/docker/daemon.json"]).is_ok());
    assert!(files["/opt/naru/nginx.conf"].contains("proxy_pass http://127.0.0.1:8080;"));
    assert!(files["/opt/naru/nginx.conf"].contains("listen 80 default_server;\n    listen [::]:80 default"));
    // The app hears of HTTPS where CloudFront says that it is itself, and never hears the word itself.
    assert!(files["/opt/naru/nginx.conf"].contains("map $http_x_naru_origin $naru_proto"));
    assert!(files["/opt/naru/nginx.conf"].contains("proxy_set_header X-Naru-Origin \"\";"));
    let sample = written(&boot(Source::Sample));
    assert_eq!(sample["/opt/naru/sample.py"], SAMPLE);
    assert!(!sample.contains_key("/etc/docker/daemon.json"));
}

#[test]
fn the_settings_are_all_that_differs_between_two_boots() {
    insta::assert_snapshot!(written(&boot(image()))["/opt/naru/settings"], @r"
    NARU_SOURCE='image'
    NARU_IMAGE='ghcr.io/kim/shop:1.2'
    NARU_PORT='8080'
    NARU_LOCAL_PORT='8080'
    NARU_HEALTH_PATH='/health'
    NARU_REGION='ap-northeast-2'
    NARU_SSM_HOST='ssm.ap-northeast-2.amazonaws.com'
    NARU_ENV_PATH='/naru/shop/env'
    NARU_DEPLOYMENT='shop'
    ");
}

#[test]
fn an_app_on_port_80_does_not_meet_nginx() {
    let files = written(&Boot { port: Port::new(80).unwrap(), ..boot(image()) });
    assert!(files["/opt/naru/nginx.conf"].contains("proxy_pass http://127.0.0.1:20080;"));
    assert!(files["/opt/naru/settings"].contains("NARU_LOCAL_PORT='20080'"));
}

#[test]
fn the_app_is_published_on_loopback_only() {
    assert!(IMAGE_SERVICE.contains("--publish 127.0.0.1:"));
    assert!(SAMPLE_SERVICE.contains("sample.py 127.0.0.1 "));
}

#[test]
fn the_script_asks_for_the_apps_health_through_nginx() {
    assert!(
        BOOT.contains("\"http://127.0.0.1$NARU_HEALTH_PATH\""),
        "an address without a port is HTTP's own"
    );
    assert_eq!(NGINX_PORT, 80);
}

#[test]
fn the_scripts_are_bash() {
    for script in [BOOT, ENV] {
        let mut bash = Command::new("bash").arg("-n").stdin(Stdio::piped()).spawn().unwrap();
        bash.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        assert!(bash.wait().unwrap().success());
    }
}

/// A child that does not outlive its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // A child that has ended already needs no end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// One HTTP request of a stand-in's client.
struct Request {
    line: String,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

/// A stand-in on loopback that answers each request by `answer`, status and body. Returns its address.
fn stand_in(answer: impl Fn(&Request) -> (u16, String) + Send + 'static) -> String {
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
fn imds() -> String {
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
fn parameter_store(pages: Vec<Value>) -> String {
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

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
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
    let canonical = format!("POST\n/\n\n{headers}\n{names}\n{}", hex(&Sha256::digest(&request.body)));
    let to_sign =
        format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{}", hex(&Sha256::digest(canonical.as_bytes())));
    let key = scope.split('/').fold(b"AWS4s3cr/et+".to_vec(), |key, part| hmac(&key, part.as_bytes()));
    names.contains("x-amz-security-token")
        && request.headers["x-amz-security-token"] == "session=="
        && field("Credential=") == format!("ASIATEST/{scope}")
        && field("Signature=") == hex(&hmac(&key, to_sign.as_bytes()))
}

/// A root folder with the files of a boot in it.
fn root(boot: &Boot) -> TempDir {
    let root = TempDir::new().unwrap();
    for (path, text) in written(boot) {
        let path = root.path().join(&path[1..]);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn fetch_env(root: &Path, ssm: &str) -> std::process::Output {
    Command::new("bash")
        .arg(root.join("opt/naru/env.sh"))
        .env("NARU_ROOT", root)
        .env("NARU_IMDS", imds())
        .env("NARU_SSM", ssm)
        .env("NARU_WAIT", "0")
        .env("NO_PROXY", "*")
        .output()
        .unwrap()
}

#[test]
fn the_environment_is_fetched_page_by_page_and_values_survive() {
    use std::os::unix::fs::PermissionsExt;

    let values =
        ["a'b\"c", "x=y&z=", "$HOME `id` $(id) \\n \\", " blanks ", "#hash", "\u{ac00}\u{1f6a2}", "%s"];
    let parameter = |(number, value): (usize, &&str)| json!({ "Name": format!("/naru/shop/env/V{number}"), "Value": value });
    let all: Vec<_> = values.iter().enumerate().map(parameter).collect();
    let ssm = parameter_store(vec![
        json!({ "Parameters": all[..4], "NextToken": "1" }),
        // The store may answer an empty page that is not the last.
        json!({ "Parameters": [], "NextToken": "2" }),
        json!({ "Parameters": all[4..] }),
    ]);
    let root = root(&boot(image()));
    let output = fetch_env(root.path(), &ssm);
    assert!(output.status.success(), "{output:?}");
    let file = root.path().join("run/naru/env");
    let expected: Vec<_> =
        values.iter().enumerate().map(|(number, value)| format!("V{number}={value}")).collect();
    assert_eq!(fs::read_to_string(&file).unwrap().lines().collect::<Vec<_>>(), expected);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(output.stdout.is_empty() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn without_a_path_the_environment_is_empty() {
    let root = root(&Boot { env_path: None, ..boot(image()) });
    assert!(fetch_env(root.path(), "http://127.0.0.1:1").status.success());
    assert_eq!(fs::read_to_string(root.path().join("run/naru/env")).unwrap(), "");
}

#[test]
fn a_refusal_is_told_by_its_kind_and_leaves_no_environment() {
    let ssm =
        stand_in(|_| (400, json!({ "__type": "AccessDeniedException", "message": "s3cret" }).to_string()));
    let root = root(&boot(image()));
    let output = fetch_env(root.path(), &ssm);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success());
    assert!(told.contains("try 8: AccessDeniedException") && !told.contains("s3cret"), "{told}");
    assert!(!root.path().join("run/naru/env").exists());
}

#[test]
fn a_value_with_a_line_break_is_refused_and_not_told() {
    let page = json!({ "Parameters": [{ "Name": "/naru/shop/env/KEY", "Value": "s3cret\nEVIL=1" }] });
    let root = root(&boot(image()));
    let output = fetch_env(root.path(), &parameter_store(vec![page]));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success());
    assert!(told.contains("KEY") && !told.contains("s3cret"), "{told}");
}

/// Runs a piece of shell with the functions of the boot script, and returns what the console got.
fn console_of(root: &Path, shell: &str) -> String {
    fs::create_dir_all(root.join("var/log/naru")).unwrap();
    let console = root.join("console");
    fs::write(&console, "").unwrap();
    // The console is a device on an instance. On a file each line has to be appended.
    let script = format!(". {}; {shell}", root.join("opt/naru/boot.sh").display());
    let script = format!("logger() {{ :; }}; {script}");
    let pipe = root.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = thread::spawn({
        let (pipe, console) = (pipe.clone(), console.clone());
        move || {
            // Held open for writing too, so that it does not end between two lines.
            let mut lines = BufReader::new(fs::OpenOptions::new().read(true).write(true).open(pipe).unwrap());
            let mut all = String::new();
            while !all.ends_with("the end\n") {
                lines.read_line(&mut all).unwrap();
            }
            fs::write(console, all).unwrap();
        }
    });
    let status = Command::new("bash")
        .args(["-c", &format!("{script}; say 'the end'")])
        .env("NARU_ROOT", root)
        .env("NARU_CONSOLE", &pipe)
        .status()
        .unwrap();
    assert!(status.success());
    reader.join().unwrap();
    fs::read_to_string(console).unwrap().replace("the end\n", "")
}

#[test]
fn steps_are_told_and_a_failure_shows_its_log_with_values_masked() {
    let root = root(&boot(image()));
    fs::create_dir_all(root.path().join("run/naru")).unwrap();
    fs::write(root.path().join("run/naru/env"), "A=hunter2\nB=hunter2=longer*\nC=x\n").unwrap();
    let told = console_of(
        root.path(),
        "load_values; fails() { echo 'login x hunter2=longer* hunter2'; false; }; \
         step good true; step bad fails; step retried retry 1 true",
    );
    insta::assert_snapshot!(told, @r"
    naru-step: good begin
    naru-step: good end
    naru-step: bad begin
    naru-log: bad: login x ******** ********
    naru-step: bad failed
    naru-step: retried begin
    naru-step: retried end
    ");
}

#[test]
fn a_boot_goes_step_by_step_and_stops_at_the_first_failure() {
    let stubs = "make_user() { :; }; install_packages() { :; }; set_up_proxy() { :; }; start_app() { :; }; \
                 await_health() { :; }; pull_image() { echo 'no such image'; false; }";
    let sample = root(&boot(Source::Sample));
    insta::assert_snapshot!(console_of(sample.path(), &format!("{stubs}; main")), @r"
    naru-step: user begin
    naru-step: user end
    naru-step: packages begin
    naru-step: packages end
    naru-step: proxy begin
    naru-step: proxy end
    naru-step: app begin
    naru-step: app end
    naru-step: health begin
    naru-step: health end
    ");
    let container = root(&boot(image()));
    let told = console_of(container.path(), &format!("{stubs}; main"));
    assert!(
        told.ends_with("naru-step: image begin\nnaru-log: image: no such image\nnaru-step: image failed\n")
    );
}

#[test]
fn a_pull_is_tried_again_only_where_that_may_help() {
    use std::os::unix::fs::PermissionsExt;

    let cases = [("toomanyrequests: rate limit", 6), ("manifest for a:b not found: manifest unknown", 1)];
    for (words, tries) in cases {
        let root = root(&boot(image()));
        let docker = root.path().join("docker");
        let calls = root.path().join("calls");
        let script = format!("#!/bin/sh\necho x >>{}\necho '{words}'\nexit 1\n", calls.display());
        fs::write(&docker, script).unwrap();
        fs::set_permissions(&docker, fs::Permissions::from_mode(0o755)).unwrap();
        let path = format!("PATH={}:$PATH; sleep() {{ :; }}", root.path().display());
        let told = console_of(root.path(), &format!("{path}; step image pull_image"));
        assert_eq!(fs::read_to_string(calls).unwrap().lines().count(), tries, "{words}");
        assert!(told.contains(words) && told.ends_with("naru-step: image failed\n"), "{told}");
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

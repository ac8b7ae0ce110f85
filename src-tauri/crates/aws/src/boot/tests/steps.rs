//! The steps of the first boot: what they tell, what they do again, and why they say that one failed.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Command;
use std::thread;

use super::{boot, image, path, program, root};
use crate::boot::Source;

/// The steps that need a machine, as if each went well.
const STUBS: &str = "make_user() { :; }; install_packages() { :; }; set_up_proxy() { :; }; start_app() { :; }; \
                     await_health() { :; }; pull_image() { :; }; fetch_environment() { :; }";

/// Runs a piece of shell with the functions of the boot script, and returns what the console got.
fn console_of(root: &Path, shell: &str) -> String {
    fs::create_dir_all(root.join("var/log/naru")).unwrap();
    let console = root.join("console");
    fs::write(&console, "").unwrap();
    // The console is a device on an instance. On a file each line has to be appended.
    let script = format!(". {}; {shell}", root.join("opt/naru/boot.sh").display());
    let script = format!(
        "logger() {{ :; }}; date() {{ echo NOW; }}; sleep() {{ echo \"sleep $1\" >>{}; }}; {script}",
        root.join("slept").display()
    );
    let pipe = root.join("pipe");
    let made = pipe.exists() || Command::new("mkfifo").arg(&pipe).status().unwrap().success();
    assert!(made);
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
        .env("PATH", path(root))
        .status()
        .unwrap();
    assert!(status.success());
    reader.join().unwrap();
    fs::read_to_string(console).unwrap().replace("the end\n", "")
}

#[test]
fn steps_are_told_and_a_failure_shows_its_log_as_one_reads_it() {
    let root = root(&boot(image()));
    let told = console_of(
        root.path(),
        "fails() { printf '\\033[1mlogin\\033[0m\\n10%%\\r99%%\\rloaded\\r\\n'; why='app_ends 3'; false; }; \
         step good true; step bad fails; step retried retry 1 true",
    );
    insta::assert_snapshot!(told, @r"
    naru-step: good begin
    naru-step: good end
    naru-step: bad begin
    naru-log: bad: login
    naru-log: bad: loaded
    naru-why: NOW app_ends 3
    naru-step: bad failed
    naru-step: retried begin
    naru-step: retried end
    ");
    let full =
        console_of(root.path(), "full() { echo 'write: No space left on device'; false; }; step big full");
    assert!(full.contains("naru-why: NOW disk_full\n"), "{full}");
}

#[test]
fn a_boot_goes_step_by_step_and_what_is_done_for_all_boots_is_not_done_again() {
    let sample = root(&boot(Source::Sample));
    insta::assert_snapshot!(console_of(sample.path(), &format!("{STUBS}; main")), @r"
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
    insta::assert_snapshot!(console_of(sample.path(), &format!("{STUBS}; main")), @r"
    naru-step: app begin
    naru-step: app end
    naru-step: health begin
    naru-step: health end
    ");
}

#[test]
fn a_boot_that_failed_goes_on_where_it_was_and_its_evidence_stays() {
    let container = root(&boot(image()));
    let fails = "pull_image() { echo 'no such image'; why='image_missing a:1'; false; }";
    let told = console_of(container.path(), &format!("{STUBS}; {fails}; main && say done"));
    insta::assert_snapshot!(told, @r"
    naru-step: user begin
    naru-step: user end
    naru-step: packages begin
    naru-step: packages end
    naru-step: proxy begin
    naru-step: proxy end
    naru-step: image begin
    naru-log: image: no such image
    naru-why: NOW image_missing a:1
    naru-step: image failed
    ");
    // systemd starts it again, and meanwhile the image was pushed.
    insta::assert_snapshot!(console_of(container.path(), &format!("{STUBS}; main && say done")), @r"
    naru-step: image begin
    naru-step: image end
    naru-step: environment begin
    naru-step: environment end
    naru-step: app begin
    naru-step: app end
    naru-step: health begin
    naru-step: health end
    done
    ");
    let kept = fs::read_to_string(container.path().join("var/log/naru/failed.log")).unwrap();
    assert!(kept.contains("no such image"), "{kept}");
}

#[test]
fn a_pull_is_tried_again_only_where_that_may_help() {
    let cases = [
        ("manifest for a:b not found: manifest unknown", 1, "image_missing"),
        ("unauthorized: authentication required", 1, "image_private"),
        ("pull access denied for a, repository does not exist", 1, "image_private"),
        ("error parsing HTTP 403 response body: unexpected end of JSON input", 1, "image_private"),
        ("error parsing HTTP 404 response body: unexpected end of JSON input", 1, "image_missing"),
        ("error parsing HTTP 429 response body: unexpected end of JSON input", 1, "image_limit"),
        ("received unexpected HTTP status: 429 Too Many Requests", 1, "image_limit"),
        ("received unexpected HTTP status: 503 Service Unavailable", 3, "image_failed"),
        ("no matching manifest for linux/arm64/v8 in the manifest list", 1, "image_platform"),
        ("dial tcp: lookup ghcr.io: i/o timeout", 3, "image_unreachable"),
        ("dial tcp: lookup ghcr.io on 10.0.0.2:53: server misbehaving", 3, "image_unreachable"),
        ("net/http: TLS handshake timeout", 3, "image_unreachable"),
        ("Get \"https://ghcr.io/v2/\": context deadline exceeded", 3, "image_unreachable"),
        ("request canceled (Client.Timeout exceeded while awaiting headers)", 3, "image_unreachable"),
        ("dial tcp 1.2.3.4:443: connect: connection refused", 3, "image_unreachable"),
        ("dial tcp 1.2.3.4:443: connect: no route to host", 3, "image_unreachable"),
        ("Get \"https://ghcr.io/v2/\": EOF", 3, "image_unreachable"),
        ("Cannot connect to the Docker daemon at unix:///var/run/docker.sock", 3, "docker_down"),
        ("failed to register layer: exit status 1", 3, "image_failed"),
    ];
    for (words, tries, why) in cases {
        let (told, calls, slept) = pulled(words);
        assert_eq!(calls, tries, "{words}");
        assert!(told.contains(words) && told.ends_with("naru-step: image failed\n"), "{told}");
        assert!(told.contains(&format!("naru-why: NOW {why}")), "{told}");
        assert_eq!(slept.contains("sleep 900"), why == "image_limit", "{words}: {slept}");
    }
}

#[test]
fn an_image_that_is_called_like_a_fault_is_none() {
    for words in [
        "manifest for ghcr.io/kim/lookup-denied:1 not found: manifest unknown",
        "Get \"https://ghcr.io/v2/kim/rate-limit-denied/manifests/1\": error parsing HTTP 404 response body",
    ] {
        let (told, ..) = pulled(words);
        assert!(told.contains("naru-why: NOW image_missing"), "{told}");
    }
}

#[test]
fn a_pull_that_never_ends_is_ended_and_says_so() {
    let root = root(&boot(image()));
    program(root.path(), "docker", "exit 1");
    program(root.path(), "timeout", "exit 124");
    let told = console_of(root.path(), "systemctl() { :; }; container || :");
    assert!(told.contains("naru-log: image: timeout: no end after 15 minutes\n"), "{told}");
    assert!(told.contains("naru-why: NOW image_unreachable ghcr.io/kim/shop:1.2\n"), "{told}");
}

#[test]
fn docker_userns_range_of_an_image_ends_the_tries() {
    let (told, calls, _) =
        pulled("failed to register layer: Container ID 3000000000 cannot be mapped to a host ID");
    assert_eq!(calls, 1);
    assert!(told.contains("naru-why: NOW image_ids ghcr.io/kim/shop:1.2\n"), "{told}");
    let range = "--add-subuids 1000000-2147483647 --add-subgids 1000000-2147483647";
    assert!(crate::boot::BOOT.contains(range), "every id of 31 bits but the highest million has its place");
}

#[test]
fn docker_hub_limit_is_waited_for_longer_than_anything_else() {
    let (told, calls, slept) =
        pulled("toomanyrequests: You have reached your unauthenticated pull rate limit.");
    assert_eq!((calls, slept.as_str()), (1, "sleep 900\n"), "each try counts too");
    assert!(told.contains("naru-why: NOW image_limit ghcr.io/kim/shop:1.2\n"), "{told}");
}

#[test]
fn an_image_that_is_pushed_again_takes_the_place_of_one_that_was_not_well() {
    let root = root(&boot(image()));
    let (id, pulls) = (root.path().join("id"), root.path().join("pulls"));
    fs::write(&id, "old").unwrap();
    fs::write(&pulls, "").unwrap();
    let docker = format!(
        "case $1 in pull) echo x >>{pulls}; echo new >{id} ;; image) [ $2 = rm ] || cat {id} ;; esac",
        pulls = pulls.display(),
        id = id.display()
    );
    program(root.path(), "docker", &docker);
    fs::create_dir_all(root.path().join("run/naru")).unwrap();
    let told = |shell: &str| {
        let told = console_of(root.path(), &format!("systemctl() {{ say \"systemctl $*\"; }}; {shell}"));
        (told, fs::read_to_string(&pulls).unwrap().lines().count())
    };
    assert_eq!(told("pull_image"), (String::new(), 0), "one that is there is run, on every boot");
    let unwell = ": >\"$run/unwell\"; pull_image";
    assert_eq!(told(unwell), ("systemctl stop naru-app.service\n".to_owned(), 1));
    assert_eq!(told("[ -s \"$run/since\" ] && [ ! -e \"$run/unwell\" ] || say wrong"), (String::new(), 1));
    assert_eq!(told(unwell), (String::new(), 1), "a registry counts pulls");
    assert_eq!(told(&format!("echo 1 >\"$run/pulled\"; {unwell}")), (String::new(), 2), "it is the same");
}

/// What the console says of a pull that Docker refuses in these words, how often Docker was asked, and how long the
/// boot paused.
fn pulled(words: &str) -> (String, usize, String) {
    let root = root(&boot(image()));
    let calls = root.path().join("calls");
    let docker = format!("[ $1 = pull ] || exit 1\necho x >>{}\necho '{words}'\nexit 1", calls.display());
    program(root.path(), "docker", &docker);
    let told = console_of(root.path(), "systemctl() { :; }; container || :");
    let slept = fs::read_to_string(root.path().join("slept")).unwrap_or_default();
    (told, fs::read_to_string(calls).unwrap().lines().count(), slept)
}

#[test]
fn why_an_app_is_not_well_is_told_as_soon_as_it_is_known() {
    let root = root(&boot(image()));
    // What the health path answers, how often the app ended, after how many seconds, and what listens.
    let cases = [
        ("502 0 29 127.0.0.1:8080", ""),
        ("502 0 30 127.0.0.1:8080", "app_on_loopback 127.0.0.1:8080"),
        ("502 0 30 [::1]:8080", "app_on_loopback [::1]:8080"),
        ("502 0 39 3000", ""),
        ("502 0 40 3000", "app_elsewhere 3000"),
        ("502 0 40 127.0.0.1:3000", "app_elsewhere 127.0.0.1:3000"),
        ("502 0 299 ", ""),
        ("502 0 300 ", "app_deaf 8080"),
        ("500 0 59 8080", ""),
        ("500 0 60 3000 8080", "app_answers 500 /health"),
        ("504 0 119 8080", ""),
        ("000 0 120 8080", "app_mute 8080"),
        ("502 3 20 ", ""),
        ("502 4 20 ", "app_ends 3"),
    ];
    for (given, why) in cases {
        let [code, ends, after, ports] = given.splitn(4, ' ').collect::<Vec<_>>()[..] else {
            panic!("{given}")
        };
        let shell = format!(
            "systemctl() {{ echo 3; }}; listening() {{ echo '{ports}'; }}; why=health_failed; \
             judge {code} {ends} {after} && say \"$why\"; true"
        );
        let expected = if why.is_empty() { String::new() } else { format!("{why}\n") };
        assert_eq!(console_of(root.path(), &shell), expected, "{given}");
    }
    for (status, why) in [("127", "app_not_started 127"), ("137", "app_killed 137")] {
        let shell =
            format!("systemctl() {{ echo {status}; }}; listening() {{ :; }}; judge 502 4 9; say \"$why\"");
        assert_eq!(console_of(root.path(), &shell), format!("{why}\n"));
    }
    // What runs the container may be waiting by then, and has not ended with anything.
    fs::create_dir_all(root.path().join("run/naru")).unwrap();
    fs::write(root.path().join("run/naru/status"), "3\n").unwrap();
    let shell = "systemctl() { echo 0; }; listening() { :; }; judge 502 4 9; say \"$why\"";
    assert_eq!(console_of(root.path(), shell), "app_ends 3\n");
}

#[test]
fn a_path_that_answers_well_is_told_where_the_one_that_was_given_is_wrong() {
    let root = root(&boot(image()));
    for (code, well, told) in [
        (404, "/healthz", "app_answers 404 /health /healthz"),
        (302, "/", "app_answers 302 /health /"),
        (401, "/health", "app_answers 401 /health"),
        (404, "/nowhere", "app_answers 404 /health"),
        (500, "/", "app_answers 500 /health"),
    ] {
        let shell = format!(
            "curl() {{ [ \"${{!#}}\" = http://127.0.0.1{well} ] && echo 200 || echo 404; }}; \
             listening() {{ echo 8080; }}; judge {code} 0 60 && say \"$why\"; true"
        );
        assert_eq!(console_of(root.path(), &shell), format!("{told}\n"), "{well}");
    }
}

#[test]
fn what_listens_in_the_container_is_asked_of_its_own_network() {
    let root = root(&boot(image()));
    let listens = [
        ("0.0.0.0:8080", "8080 "),
        ("*:8080", "8080 "),
        ("[::]:8080", "8080 "),
        ("127.0.0.1:8080", "127.0.0.1:8080 "),
        ("127.0.0.1%lo:8080", "127.0.0.1:8080 "),
        ("[::1]:8080", "[::1]:8080 "),
        ("[::ffff:127.0.0.1]:8080", "127.0.0.1:8080 "),
    ];
    program(root.path(), "docker", "echo 4711");
    for (at, told) in listens {
        let nsenter = format!("[ \"$1 $2\" = '-t 4711' ] && echo 'LISTEN 0 4096 {at} *:*'");
        program(root.path(), "nsenter", &nsenter);
        assert_eq!(console_of(root.path(), "say \"$(listening)\""), format!("{told}\n"), "{at}");
    }
    program(root.path(), "nsenter", "echo 'cannot open /proc/4711/ns/net' >&2; exit 1");
    let told = console_of(root.path(), "ports=$(listening) || ports=8080; say \"<$ports>\"");
    assert_eq!(told, "<>\n", "a container that ends meanwhile listens nowhere");
    program(root.path(), "docker", "exit 1");
    assert_eq!(console_of(root.path(), "say \"<$(listening)>\""), "<>\n", "no container, no ports");
}

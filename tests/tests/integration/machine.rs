//! What Naru hands to EC2, booted: by a real systemd, with real apt, nginx and Docker (`naru_tests::machine`).
//!
//! Where there is no root to boot, and there is none without root's rights, a test says why and is over. `cargo xtask
//! test` leaves them out there, and says so too.

mod failures;

use std::collections::BTreeMap;

use aws_sdk_ec2::types::{Filter, Instance, InstanceAttributeName, Reservation};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use naru_aws::blueprint::AppSource;
use naru_aws::boot::ImageName;
use naru_engine::Outcome;
use naru_tests::machine::{INSTANCE, Image, Machine, Mark, Pace, REGISTRY, Root};
use naru_tests::{DEPLOYMENT, Trip, entered};
use serde_json::Value;

/// The image that is launched, by the name that it has in its registry.
const SHOP: &str = "example/shop:1.2";

/// The root that machines boot; `None` where there is none, which the test says.
fn root() -> Option<Root> {
    let found = Root::find();
    if let Err(why) = &found {
        eprintln!("skipped: {why}");
    }
    found.ok()
}

/// What a launch in the practice account hands to its instance, and keeps for it in the parameter store.
struct Launched {
    user_data: Vec<u8>,
    parameters: BTreeMap<String, String>,
}

impl Launched {
    /// Launches a back-end alone, whose app has these environment variables.
    fn with(source: AppSource, variables: &[&str]) -> Self {
        // Its time is the account's, a machine's is the wall's.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
        runtime.expect("a runtime starts").block_on(async {
            let mut trip = Trip::with_values();
            trip.blueprint.frontend = None;
            trip.blueprint.backend.as_mut().expect("it has one").source = source;
            trip.wants(variables.iter().copied());
            let (outcome, _) = trip.launch().await;
            assert_eq!(outcome.expect("the ledger holds"), Outcome::Done);
            let ours = Filter::builder().name("tag:naru:deployment").values(DEPLOYMENT).build();
            let made = trip.aws.ec2.describe_instances().filters(ours).send().await.expect("it is listed");
            let made = made.reservations().iter().flat_map(Reservation::instances);
            let ids: Vec<&str> = made.filter_map(Instance::instance_id).collect();
            let [id] = ids[..] else { panic!("one instance: {ids:?}") };
            let told = trip.aws.ec2.describe_instance_attribute().instance_id(id);
            let told = told.attribute(InstanceAttributeName::UserData).send().await.expect("it is told");
            let told = told.user_data().and_then(|data| data.value()).expect("it has one");
            let user_data = STANDARD.decode(told).expect("it is base64");
            let mut parameters = BTreeMap::new();
            for variable in variables {
                let path = format!("/naru/{DEPLOYMENT}/env/{variable}");
                let kept = trip.aws.ssm.get_parameter().name(&path).with_decryption(true).send().await;
                let kept = kept.expect("it is kept").parameter.and_then(|kept| kept.value);
                parameters.insert(path, kept.expect("it has a value"));
            }
            Self { user_data, parameters }
        })
    }

    fn image(variables: &[&str]) -> Self {
        let image = ImageName::parse(&format!("{REGISTRY}/{SHOP}")).expect("an image's name");
        Self::with(AppSource::Image { image }, variables)
    }
}

/// The steps that a boot ended, in order.
fn ended(told: &[String]) -> Vec<&str> {
    told.iter().filter_map(|line| line.strip_prefix("naru-step: ")?.strip_suffix(" end")).collect()
}

fn text(body: &[u8]) -> String {
    String::from_utf8_lossy(body).into_owned()
}

#[test]
fn the_sample_comes_up_as_it_is_handed_to_ec2() {
    let Some(root) = root() else { return };
    let machine =
        Machine::boot(&root, &root.cloud(), &Launched::with(AppSource::Sample {}, &[]).user_data, Pace::Own);
    let told = machine.until_told(Mark::default());
    assert_eq!(ended(&told), ["user", "packages", "proxy", "app", "health"], "{told:#?}");
    machine.until_well();
    let echo = machine.get("/api/anything?at=all").expect("it answers");
    let echo: Value = serde_json::from_slice(&echo.body).expect("it is JSON");
    assert_eq!(echo["path"], "/api/anything", "{echo}");
    assert_eq!(echo["instance"], INSTANCE, "{echo}");
    assert_eq!(echo["headers"]["X-Forwarded-Proto"], "http", "{echo}");
    let who =
        machine.run("ps --no-headers -o user:20 -p $(systemctl show --value --property MainPID naru-app)");
    assert_eq!(who, "naru-app");
    assert_eq!(machine.run("systemctl --failed --no-legend"), "");
}

#[test]
fn an_image_comes_up_and_comes_back_from_every_kill_and_a_reboot() {
    let Some(root) = root() else { return };
    let variables = ["DATABASE_URL", "GREETING"];
    let launched = Launched::image(&variables);
    let cloud = root.cloud();
    cloud.push(SHOP, &Image::shop("well", 8080));
    cloud.parameters_are(Some(launched.parameters.clone()));
    let machine = Machine::boot(&root, &cloud, &launched.user_data, Pace::Own);
    let told = machine.until_told(Mark::default());
    let steps = ["user", "packages", "proxy", "image", "environment", "app", "health"];
    assert_eq!(ended(&told), steps, "{told:#?}");
    machine.until_well();
    for variable in variables {
        let value = machine.get(&format!("/env/{variable}")).expect("it answers");
        assert_eq!(text(&value.body), entered(variable));
    }
    is_kept_apart(&machine);

    for (what, pid) in [
        ("the app", "pgrep -f '^/shop well'"),
        ("nginx's master", "systemctl show --value --property MainPID nginx"),
        ("dockerd", "systemctl show --value --property MainPID docker"),
    ] {
        let before = machine.run(pid);
        assert!(!before.is_empty() && before != "0", "{what} runs");
        machine.run(&format!("kill -9 {before}"));
        let another = || machine.try_run(pid).filter(|now| !now.is_empty() && now != "0" && *now != before);
        machine.until(&format!("{what} is started again"), another);
        machine.until_well();
    }
    assert_eq!(cloud.times_asked("GetParametersByPath"), 1, "each reading decrypts every value");

    let mark = machine.mark();
    machine.reboot();
    let told = machine.until_told(mark);
    assert_eq!(ended(&told), ["image", "environment", "app", "health"], "{told:#?}");
    machine.until_well();
    assert_eq!(cloud.times_asked("GetParametersByPath"), 2, "what was in memory is gone");
    for variable in variables {
        assert!(!machine.console().contains(&entered(variable)), "the console tells no value");
        let kept = machine.run(&format!(
            "journalctl --no-pager | grep --count --fixed-strings '{}' || :",
            entered(variable)
        ));
        assert_eq!(kept, "0", "the journal keeps no value");
    }
}

#[test]
fn values_reach_the_app_as_they_were_typed_and_none_is_run_or_seen() {
    let Some(root) = root() else { return };
    let key = "-----BEGIN PRIVATE KEY-----\nMIIa-planted-line/+=\n-----END PRIVATE KEY-----\n";
    let longest = "0123456789abcde\n".repeat(256);
    let values = [
        // The app writes this one as it begins.
        ("DATABASE_URL", key),
        (
            "SHELL_LINES",
            "$(touch /owned)\n`touch /owned`\n; touch /owned #\n'; touch /owned; '\n\"; touch /owned",
        ),
        ("SHELL_LINE", "$(touch /owned)`touch /owned`; touch /owned"),
        ("OPTION", "--privileged\n--volume=/:/host"),
        ("PAIRS", "A=1\nB=2"),
        ("ENDS", "a\n\n\n"),
        ("RETURNS", "a\r\nb\r"),
        ("ONLY", "\n"),
        ("EMPTY", "naru:empty"),
        ("HANGUL", "\u{ac00}\u{b098}=\n\u{1f6a2}"),
        ("QUOTES", " '\"`\\n\\\\ "),
        ("UID", "1\n2"),
        ("IFS", "a\nb"),
        ("NARU_IMAGE", "evil\n"),
        ("DOCKER_HOST", "tcp://nowhere:1"),
        ("LONGEST", longest.as_str()),
    ];
    let variables = values.map(|(name, _)| name);
    let launched = Launched::image(&variables);
    let cloud = root.cloud();
    cloud.push(SHOP, &Image::shop("well", 8080));
    let path = |name: &str| format!("/naru/{DEPLOYMENT}/env/{name}");
    cloud.parameters_are(Some(values.map(|(name, value)| (path(name), value.to_owned())).into()));
    let machine = Machine::boot(&root, &cloud, &launched.user_data, Pace::Own);
    let told = machine.until_told(Mark::default());
    assert_eq!(told.last().map(String::as_str), Some("naru-step: health end"), "{told:#?}");
    for (name, value) in values {
        let reached = machine.get(&format!("/env/{name}")).expect("it answers");
        let value = if value == "naru:empty" { "" } else { value };
        assert_eq!(text(&reached.body), value, "{name}");
    }
    assert_eq!(machine.run("[ ! -e /owned ] && echo none"), "none");
    // Brackets, so that the look doesn't find itself.
    let seen =
        "cat /proc/[0-9]*/cmdline | tr '\\0' '\\n' | grep --count '[p]lanted-line\\|[t]ouch /owned' || :";
    assert_eq!(machine.run(seen), "0", "whoever lists processes sees no value");
    let kept = "journalctl --no-pager | grep --count '[p]lanted-line' || :";
    assert_eq!(machine.run(kept), "0", "each line of a value is masked");
    let masked = "journalctl --no-pager --unit naru-app | grep --count 'database \\*\\*' || :";
    assert_eq!(machine.run(masked), "1", "the app wrote it");
}

/// Root in the container is nobody outside, its values are root's alone, and nothing but nginx and sshd is reached.
fn is_kept_apart(machine: &Machine) {
    let app = "$(pgrep -f '^/shop well')";
    let ids = machine.run(&format!("cat /proc/{app}/uid_map"));
    assert_eq!(ids.split_whitespace().collect::<Vec<_>>()[..2], ["0", "1000000"], "{ids}");
    let status = machine.run(&format!("grep -E '^(NoNewPrivs|Seccomp|CapEff):' /proc/{app}/status"));
    let status: Vec<&str> = status.split_whitespace().collect();
    // CHOWN, DAC_OVERRIDE, FOWNER, KILL, SETGID, SETUID and NET_BIND_SERVICE.
    assert_eq!(status, ["CapEff:", "00000000000004eb", "NoNewPrivs:", "1", "Seccomp:", "2"]);
    assert_eq!(
        machine.run("stat --format '%A %U' /run/naru /run/naru/env /run/naru/lines"),
        "drwx------ root\n-rw------- root\n-rw------- root"
    );
    assert_eq!(machine.run("findmnt --noheadings --output FSTYPE --target /run/naru/env"), "tmpfs");
    let reached = machine.run("ss -Hltn | awk '{ print $4 }' | grep -v '^127\\.' | sed 's/.*://' | sort -nu");
    assert_eq!(reached, "22\n80");
}

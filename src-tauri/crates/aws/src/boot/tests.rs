//! The user data as text, and its scripts really run: on loopback, against stand-ins for AWS's two endpoints.

mod environment;
mod sample;
mod stand_ins;
mod steps;

use std::{
    collections::BTreeMap,
    fs,
    io::{Read as _, Write as _},
    path::Path,
    process::{Command, Stdio},
};

use flate2::read::GzDecoder;
use serde_json::Value;
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
        let length = boot.packed().len();
        assert!(length < USER_DATA_MAX, "{length}");
    }
}

#[test]
fn cloudinit_gzip_packs_the_same_boot_the_same() {
    let boot = boot(image());
    let (packed, mut text) = (boot.packed(), String::new());
    GzDecoder::new(packed.as_slice()).read_to_string(&mut text).unwrap();
    assert_eq!(text, boot.user_data());
    assert_eq!(packed, boot.packed(), "a run that is repeated has to be the same to EC2");
}

#[test]
fn the_yaml_gives_back_each_file_as_it_is() {
    let files = written(&boot(image()));
    assert_eq!(files["/opt/naru/boot.sh"], BOOT);
    assert_eq!(files["/opt/naru/image.sh"], IMAGE);
    assert_eq!(files["/opt/naru/env.sh"], ENV);
    assert_eq!(files["/opt/naru/run.sh"], RUN);
    assert_eq!(files["/opt/naru/run.py"], RUN_PY);
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
    assert!(RUN.contains("--publish \"127.0.0.1:"));
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
    for script in [BOOT, IMAGE, ENV, RUN] {
        let mut bash = Command::new("bash").arg("-n").stdin(Stdio::piped()).spawn().unwrap();
        bash.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        assert!(bash.wait().unwrap().success());
    }
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

/// A program on the `PATH` of a script, in place of the real one.
fn program(root: &Path, name: &str, shell: &str) {
    use std::os::unix::fs::PermissionsExt;

    let path = root.join("bin").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, format!("#!/bin/bash\n{shell}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// The `PATH` with those programs first.
fn path(root: &Path) -> String {
    format!("{}:{}", root.join("bin").display(), std::env::var("PATH").unwrap_or_default())
}

//! User data of several kinds, and what a machine makes of each.

use serde_json::json;

use super::*;
use crate::testing::SAMPLE;

fn server(text: &str) -> Option<Server> {
    Server::of_user_data(text)
}

fn sample() -> Server {
    server(SAMPLE).expect("something listens")
}

#[test]
fn the_sample_listens_where_nginx_passes_to() {
    let app = Hosted { port: 8080, health_path: "/health".to_owned(), code: Code::Sample };
    assert_eq!(sample(), Server { port: 80, app: Some(app), tells_steps: true, pauses: None });
}

#[test]
fn nothing_listens_where_nothing_is_started() {
    let started = "  - [systemctl, restart, nginx]\n";
    for data in [
        String::new(),
        "#!/bin/bash\napt-get install -y nginx\n".to_owned(),
        "#cloud-config\n".to_owned(),
        "#cloud-config\nwrite_files: no list\n".to_owned(),
        "#cloud-config\npackages: [nginx]\n".to_owned(),
        SAMPLE.replace("#cloud-config", "# cloud-config"),
        SAMPLE.replace(started, ""),
        SAMPLE.replace(started, "  - [systemctl, stop, nginx]\n"),
        SAMPLE.replace("/etc/nginx/conf.d/", "/srv/"),
        SAMPLE.replace("listen 80", "listen 127.0.0.1:80"),
    ] {
        assert!(server(&data).is_none(), "{data}");
    }
}

#[test]
fn nginx_has_nothing_behind_it_where_no_app_is_started_or_it_listens_elsewhere() {
    for (from, to) in [
        ("--now app.service", "app.service"),
        ("start, app", "start, other"),
        ("127.0.0.1:8080", "127.0.0.1:8000"),
        ("127.0.0.1:8080", "10.0.0.9:8080"),
        ("EnvironmentFile", "# EnvironmentFile"),
        ("Usage: ", "Use: "),
        ("python3", "ruby"),
    ] {
        let changed = SAMPLE.replace(from, to);
        let app = server(&changed).expect("nginx listens").app;
        assert_eq!(app.is_none(), changed != SAMPLE, "{from} -> {to}");
    }
}

#[test]
fn a_container_is_reached_where_it_is_published() {
    let run = "/usr/bin/docker run --rm --publish 127.0.0.1:8080:3000 --name app ghcr.io/kim/shop:1.2";
    let data = SAMPLE.replace("/usr/bin/python3 /opt/app/sample.py 127.0.0.1 $PORT $HEALTH_PATH", run);
    let app = server(&data).and_then(|server| server.app).expect("it is published");
    let image = Code::Image("ghcr.io/kim/shop:1.2".to_owned());
    assert_eq!(app, Hosted { port: 3000, health_path: "/".to_owned(), code: image });
    // A program that runs Docker's client has its words at the end.
    let wrapped = data.replace("/usr/bin/docker", "/usr/bin/python3 /opt/run.py /run/lines docker");
    assert_eq!(server(&wrapped).and_then(|server| server.app), Some(app));
    let asks = "runcmd:\n  - curl -s http://127.0.0.1/up | grep ok\n";
    let app = server(&data.replace("runcmd:\n", asks)).and_then(|server| server.app);
    assert_eq!(app.map(|app| app.health_path).as_deref(), Some("/up"), "the machine itself asks there");
}

#[test]
fn a_file_may_be_packed_and_put_into_its_place_by_a_script() {
    use base64::Engine as _;
    use base64::prelude::BASE64_STANDARD;

    let site =
        BASE64_STANDARD.encode("server { listen 81; location / { proxy_pass http://localhost:8080; } }");
    let packed = format!("write_files:\n  - path: /opt/site\n    encoding: b64\n    content: {site}\n");
    let script = "  - path: /opt/set-up.sh\n    content: |\n      site=/opt/site\n      \
                  cp \"$site\" /etc/nginx/sites-enabled/app\n";
    let data = SAMPLE
        .replace("/etc/nginx/conf.d/", "/srv/")
        .replace("write_files:\n", &(packed + script))
        .replace("runcmd:\n", "runcmd:\n  - [bash, /opt/set-up.sh]\n");
    let listens = server(&data).expect("something listens");
    assert_eq!((listens.port, listens.app), (81, sample().app));
}

#[test]
fn what_an_account_saved_of_a_machine_can_still_be_read() {
    let saved = json!({ "port": 3000, "health_path": "/up", "source": "image:nginx:1", "nginx_port": 80 });
    let server: Server = serde_json::from_value(saved).expect("the form of accounts before");
    let app = server.app.clone().expect("there was always an app");
    let image = Code::Image("nginx:1".to_owned());
    assert_eq!(app, Hosted { port: 3000, health_path: "/up".to_owned(), code: image });
    assert_eq!((server.port, server.tells_steps), (80, true));
    for server in [server, Server { app: None, ..sample() }] {
        let again = serde_json::to_value(&server).and_then(serde_json::from_value::<Server>);
        assert_eq!(again.expect("it is written as it is read"), server);
    }
}

//! What a machine makes of the user data: the practice account's, which knows cloud-init, a shell's words, systemd and
//! nginx, and nothing of this module.

use fastrand::Rng;
use naru_practice::{Code, Hosted, Pauses, Server};

use super::*;

/// Names that the grammar of images allows, one of each form.
const IMAGES: &[&str] = &[
    "nginx",
    "kim/shop:1.2",
    "kim/my_shop__a--b.c:v1.0_rc",
    "ghcr.io/kim/shop/api:1",
    "registry.kr:5000/shop:Tag",
    "nginx@sha256:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",
];

/// A text of up to `most` of these parts.
fn text(random: &mut Rng, parts: &[&str], most: usize) -> String {
    (0..random.usize(..=most)).map(|_| *random.choice(parts).expect("there are some")).collect()
}

fn any_boot(random: &mut Rng) -> Boot {
    let path = text(random, &["/", "up", "~k", "a-b_c.d", "%20", ":@", "+,="], 8);
    let levels = text(random, &["/naru", "/x_1", "/a.b-c"], 5);
    let source = match random.choice(IMAGES).filter(|_| random.bool()) {
        Some(name) => Source::Image(ImageName::parse(name).unwrap()),
        None => Source::Sample,
    };
    // One in two is a port of which the machine itself has need.
    let port = if random.bool() { random.i64(1..1024) } else { random.i64(1024..=65535) };
    Boot {
        region: RegionName::parse("ap-northeast-2").unwrap(),
        source,
        port: Port::new(port).unwrap(),
        health_path: HealthPath::parse(&format!("/{path}")).unwrap(),
        env_path: ParameterPath::parse(&levels).ok(),
        deployment: DeploymentName::parse("shop").unwrap(),
    }
}

#[test]
fn a_machine_serves_what_the_boot_is_for() {
    let mut random = Rng::with_seed(7);
    let pauses = Some(Pauses { first: 15.0, most: Some(180.0), steps: 5 });
    for _ in 0..500 {
        let boot = any_boot(&mut random);
        let served = Server::of_user_data(&boot.user_data());
        let (port, code) = match &boot.source {
            Source::Image(name) => (boot.port.get(), Code::Image(name.to_string())),
            Source::Sample => (boot.port.on_loopback(), Code::Sample),
        };
        let app = Hosted { port, health_path: boot.health_path.to_string(), code };
        assert_eq!(
            served,
            Some(Server { port: NGINX_PORT, app: Some(app), tells_steps: true, pauses }),
            "{boot:?}"
        );
    }
}

#[test]
fn each_part_of_it_is_needed() {
    let boot = any_boot(&mut Rng::with_seed(7));
    let image = Source::Image(ImageName::parse(IMAGES[0]).unwrap());
    for source in [Source::Sample, image] {
        let data = Boot { source: source.clone(), ..boot.clone() }.user_data();
        let served = |part: &str| {
            assert!(data.contains(part), "{part}");
            Server::of_user_data(&data.replace(part, ""))
        };
        for part in [
            "#cloud-config",
            "naru-boot.service]",
            "ExecStart=/opt/naru/boot.sh",
            "systemctl restart nginx",
            "/etc/nginx/conf.d/",
        ] {
            assert_eq!(served(part), None, "{part}");
        }
        let runs = if source == Source::Sample {
            "ExecStart=/usr/bin/python3"
        } else {
            "ExecStart=/opt/naru/run.sh"
        };
        for part in ["systemctl restart naru-app.service", runs, "NARU_LOCAL_PORT='"] {
            assert_eq!(served(part).map(|served| served.app), Some(None), "{part}");
        }
        let once = served("Restart=on-failure").expect("it boots");
        assert_eq!(once.pauses, None, "a step that fails is tried again because systemd is told so");
    }
}

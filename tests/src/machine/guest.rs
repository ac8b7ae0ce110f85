//! What is laid around the user data so that Debian in a container does as Ubuntu on EC2 does. Nothing in the user data
//! knows of it.
//!
//! The rest of what differs is the root's own: its packages, its one apt repository and the authority that it trusts
//! (`tests/machine/root.sh`).

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::Pace;

/// Whoever makes a user namespace has to see a whole `/proc` and `/sys` somewhere, and those of a container are
/// covered in parts.
const WHOLE: &str = "[Unit]
DefaultDependencies=no
Before=sysinit.target
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/mkdir -p /run/whole/proc /run/whole/sys
ExecStart=/bin/mount -t proc proc /run/whole/proc
ExecStart=/bin/mount -t sysfs sysfs /run/whole/sys
";

/// The user data is given by a folder. A machine's network is there before it, and its mirror is chosen.
const CLOUD_INIT: &str = "datasource_list: [NoCloud]
network: {config: disabled}
apt_preserve_sources_list: true
manage_etc_hosts: false
";

/// Lays it into a folder that stands above the root.
pub(super) fn lay(upper: &Path, name: &str, user_data: &[u8], pace: Pace) {
    let put = |path: &str, bytes: &[u8]| {
        let path = upper.join(path);
        let folder = path.parent().expect("it lies in a folder");
        fs::create_dir_all(folder).and_then(|()| fs::write(&path, bytes)).expect("a file can be written");
    };
    put("var/lib/cloud/seed/nocloud/user-data", user_data);
    put("var/lib/cloud/seed/nocloud/meta-data", format!("instance-id: {name}\n").as_bytes());
    put("etc/cloud/cloud.cfg.d/99-test.cfg", CLOUD_INIT.as_bytes());
    put("etc/hostname", format!("{name}\n").as_bytes());
    put("etc/resolv.conf", b"");
    let cloud = "10.99.0.1 ghcr.io registry-1.docker.io auth.docker.io ssm.ap-northeast-2.amazonaws.com";
    put("etc/hosts", format!("127.0.0.1 localhost {name}\n{cloud}\n").as_bytes());
    put("etc/systemd/system/test-whole.service", WHOLE.as_bytes());
    let wants = upper.join("etc/systemd/system/sysinit.target.wants");
    fs::create_dir_all(&wants).expect("a folder can be made");
    symlink("../test-whole.service", wants.join("test-whole.service")).expect("a link can be made");
    if let Pace::Hurried { patience } = pace {
        let manager = format!("[Manager]\nDefaultEnvironment=NARU_PATIENCE={patience} NARU_WAIT=1\n");
        put("etc/systemd/system.conf.d/test.conf", manager.as_bytes());
    }
}

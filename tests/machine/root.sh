#!/bin/bash
# Makes the root that the machine tests boot, where it isn't there yet, and prints its folder. The first time it needs a
# network and a minute or two, then nothing. Where it can't, the last line on stderr says why.
#
#   base/  a root like Ubuntu's cloud image: systemd, cloud-init, sshd, curl, Python. The packages that the user data
#          installs lie in its own apt repository, /opt/debs.
#   ca/    an authority that base trusts, and its certificate for what a machine asks over HTTPS
#
# Debian stands in for Ubuntu, and what that takes stands here and in tests/src/machine/guest.rs. None of it is in the
# user data.
set -Eeuo pipefail
# Mounts end with this process.
if [ "${NARU_ROOT_APART:-}" != yes ]; then
  unshare --mount true || { echo "nothing can be mounted apart from the rest here, which takes root's rights" >&2 && exit 1; }
  NARU_ROOT_APART=yes exec unshare --mount "$0"
fi

SUITE=trixie
BASE=systemd,systemd-sysv,dbus,libpam-systemd,cloud-init,openssh-server,curl,python3,sudo,iproute2,ca-certificates,procps,kmod,netbase,bsdutils,util-linux
# Debian has Docker's client in a package of its own.
ADDED='nginx jq docker.io docker-cli'
HOSTS=DNS:ghcr.io,DNS:registry-1.docker.io,DNS:auth.docker.io,DNS:ssm.ap-northeast-2.amazonaws.com

trouble() { echo "$*" >&2 && exit 1; }
trap 'echo "there is no root yet, and line $LINENO of ${0##*/} failed: see above" >&2' ERR

# The mirror that this machine's own apt asks, where it is a Debian.
mirror=$(sed -nE 's/^(URIs:|deb( \[[^]]*\])?) *(http[^ ]*\/debian)\/?( .*)?$/\3/p' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1 || :)
mirror=${mirror:-http://deb.debian.org/debian}
cache=${XDG_CACHE_HOME:-${HOME:?}/.cache}/naru-machine
digest=$({ cat "$0" && echo "$mirror" && uname -m; } | sha256sum)
root=$cache/root-${digest:0:16}
mkdir -p "$cache"

# What boot.sh asks of a machine beside its tools.
able() {
  local at=$cache/able-$$ may=yes
  mkdir -p "$at"/{lower,upper,work,merged}
  mount -t overlay overlay -o "volatile,lowerdir=$at/lower,upperdir=$at/upper,workdir=$at/work" "$at/merged" || may=
  [ -z "$may" ] || umount "$at/merged"
  rm -rf "$at"
  [ -n "$may" ] || trouble "no overlay can be mounted here, or not on $cache"
  unshare --net --pid --fork true || trouble "no namespaces can be made here"
}

make() {
  local part=$cache/part base=$cache/part/base
  rm -rf --one-file-system "$part"
  mkdir -p "$part/ca"
  mmdebstrap --quiet --variant=minbase --dpkgopt=force-unsafe-io --include="$BASE" "$SUITE" "$base" "$mirror" ||
    trouble "there is no root yet, and mmdebstrap could not make one from $mirror: is there a network?"

  # The packages, as the root's own apt chooses them, and then as its only repository.
  cp --remove-destination /etc/resolv.conf /etc/hosts "$base/etc/"
  mkdir -p "$base/opt/debs/partial"
  chroot "$base" sh -c "apt-get -q update && apt-get -qy --no-install-recommends -o Dir::Cache::archives=/opt/debs --download-only install $ADDED" ||
    trouble "there is no root yet, and apt could not fetch $ADDED from $mirror: is there a network?"
  (cd "$base/opt/debs" && rm -rf partial lock && dpkg-scanpackages --multiversion . >Packages)
  rm -rf "$base"/etc/apt/sources.list "$base"/etc/apt/sources.list.d/* "$base"/var/lib/apt/lists/* "$base"/var/cache/apt/*.bin
  echo 'deb [trusted=yes] file:///opt/debs ./' >"$base/etc/apt/sources.list"

  # The authority, in the root's store of those it trusts.
  (
    cd "$part/ca"
    exec 2>/dev/null
    new='-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes'
    # shellcheck disable=SC2086
    openssl req -x509 $new -days 3650 -subj '/CN=Naru machine test' -keyout ca.key -out ca.crt \
      -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign
    # shellcheck disable=SC2086
    openssl req $new -subj /CN=cloud -keyout cloud.key -out cloud.csr
    openssl x509 -req -in cloud.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 3650 -extfile <(echo "subjectAltName=$HOSTS") -outform DER -out cloud.der
    openssl pkcs8 -topk8 -nocrypt -in cloud.key -outform DER -out cloud.key.der
  ) || trouble "there is no root yet, and openssl could not make its certificates"
  install -m 0644 "$part/ca/ca.crt" "$base/usr/local/share/ca-certificates/naru-test.crt"
  chroot "$base" update-ca-certificates

  rm "$base/etc/resolv.conf"
  # None at all would be a system's very first boot, which enables all that there is.
  : >"$base/etc/machine-id"

  # Another checkout may use another one.
  find "$cache" -maxdepth 1 -name 'root-*' -mtime +7 -exec rm -rf --one-file-system {} +
  mv "$part" "$root"
}
able >&2
# Of two at once the second waits, and finds it made.
exec 9>"$cache/lock"
flock 9
[ -d "$root" ] || make </dev/null >&2
touch "$root"
echo "$root"

#!/bin/bash
# Turns a fresh Ubuntu into the app's server. Each step is told to the console, which AWS shows without a login,
# and to the journal: "naru-step: NAME begin|end|failed", a failure after the last lines of its log.
set -uo pipefail
root=${NARU_ROOT:-}
console=${NARU_CONSOLE:-/dev/console}
# shellcheck source=/dev/null
. "$root/opt/naru/settings"
logs=$root/var/log/naru
values=()

say() {
  { printf '%s\n' "$*" >"$console"; logger -t naru-boot -- "$*"; } 2>/dev/null
  return 0
}

# What an app logs may hold its environment's values. They are masked, the longest first, since one may be a
# part of another.
load_values() {
  [ -r "$root/run/naru/env" ] || return 0
  mapfile -t values < <(cut -d= -f2- "$root/run/naru/env" | awk '{ print length($0) "\t" $0 }' | sort -rn | cut -f2-)
}
masked() {
  local line value
  while IFS= read -r line || [ -n "$line" ]; do
    for value in "${values[@]}"; do
      [ ${#value} -lt 4 ] || line=${line//"$value"/********}
    done
    printf '%s\n' "${line:0:300}"
  done
}

step() {
  local name=$1 line
  shift
  say "naru-step: $name begin"
  if "$@" >"$logs/$name.log" 2>&1; then
    say "naru-step: $name end"
    return 0
  fi
  tail -n 20 "$logs/$name.log" | tr -cd '\11\12\40-\176\200-\377' | masked | while IFS= read -r line; do
    say "naru-log: $name: $line"
  done
  say "naru-step: $name failed"
  return 1
}

retry() {
  local tries=$1 wait=5
  shift
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep "$wait"
    wait=$((wait * 2))
  done
}

make_user() {
  id -u naru-app >/dev/null 2>&1 ||
    useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin naru-app ||
    return 1
  # The ids that root and the users of a container are outside of it (userns-remap in daemon.json).
  [ "$NARU_SOURCE" != image ] || grep -qs '^naru-app:' /etc/subuid ||
    usermod --add-subuids 1000000-1065535 --add-subgids 1000000-1065535 naru-app
}

install_packages() {
  local packages=(nginx jq)
  [ "$NARU_SOURCE" != image ] || packages+=(docker.io)
  export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
  retry 5 apt-get -q -o Acquire::Retries=3 update &&
    retry 5 apt-get -qy -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 --no-install-recommends install "${packages[@]}"
}

set_up_proxy() {
  install -m 0644 /opt/naru/nginx.conf /etc/nginx/conf.d/naru.conf &&
    rm -f /etc/nginx/sites-enabled/default &&
    nginx -t && systemctl enable nginx && systemctl restart nginx
}

# What a second try can't mend ends at once.
pull_image() {
  local tries wait=5 log
  for tries in 1 2 3 4 5 6; do
    log=$(timeout 900 docker pull --quiet "$NARU_IMAGE" 2>&1) && return 0
    printf '%s\n' "$log"
    case $log in
      *"manifest unknown"* | *"not found"* | *"access denied"* | *"no matching manifest"* | *"unauthorized"*) return 1 ;;
    esac
    [ "$tries" = 6 ] || sleep "$wait"
    wait=$((wait * 2))
  done
  return 1
}

start_app() {
  systemctl daemon-reload && systemctl enable naru-app.service && systemctl restart naru-app.service
}

# Asks through nginx, as the load balancer does. It only tells: the app goes on being restarted.
await_health() {
  local try code=000 restarts
  for ((try = 0; try < 100; try++)); do
    code=$(curl -s -o /dev/null -m 5 -w '%{http_code}' "http://127.0.0.1$NARU_HEALTH_PATH")
    case $code in 2??) return 0 ;; esac
    restarts=$(systemctl show --property NRestarts --value naru-app.service)
    [ "${restarts:-0}" -lt 5 ] || break
    sleep 3
  done
  journalctl --unit naru-app.service --lines 15 --no-pager --output cat
  echo "the health path answers $code, restarts: ${restarts:-0}"
  return 1
}

main() {
  mkdir -p "$logs" && chmod 0700 "$logs"
  step user make_user && step packages install_packages && step proxy set_up_proxy || return 1
  if [ "$NARU_SOURCE" = image ]; then
    step image pull_image && step environment /opt/naru/env.sh || return 1
    load_values
  fi
  step app start_app && step health await_health
}

# A test sources this file for its functions.
[ "${BASH_SOURCE[0]}" != "$0" ] || main

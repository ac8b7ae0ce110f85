#!/bin/bash
# Turns a fresh Ubuntu into the app's server, and goes on where it was: systemd runs it on every boot, and again after a
# pause that grows where a step failed. Each step is told to the console, which AWS shows without a login, and to the
# journal: "naru-step: NAME begin|end|failed". Before a failure come the last lines of its log, and why it is in a word:
# "naru-why: TIME WORD what is known of it".
set -uo pipefail
root=${NARU_ROOT:-}
console=${NARU_CONSOLE:-/dev/console}
# shellcheck source=/dev/null
. "$root/opt/naru/settings"
logs=$root/var/log/naru
state=$root/var/lib/naru
run=$root/run/naru
# How many hundredths of its time an app is given before it is judged. Where time is short, pauses are as well.
patience=${NARU_PATIENCE:-100}
why=

say() {
  { printf '%s\n' "$*" >"$console"; logger -t naru-boot -- "$*"; } 2>/dev/null
  return 0
}

# Programs draw with escapes and go back in a line. What remains is what one would read in the end.
plain() {
  LC_ALL=C sed -E 's/\x1b\[[0-9;?]*[ -/]*[@-~]//g; s/\r+$//; s/.*\r//' | tr -cd '\11\12\40-\176\200-\377'
}

step() {
  local name=$1 line log=$logs/$1.log
  shift
  why=${name}_failed
  say "naru-step: $name begin"
  if "$@" >"$log" 2>&1; then
    say "naru-step: $name end"
    return 0
  fi
  ! grep -qi 'no space left on device' "$log" || why=disk_full
  tail -n 40 "$log" | plain | while IFS= read -r line; do
    say "naru-log: $name: ${line:0:300}"
  done
  say "naru-why: $(date -u +%FT%TZ) $why"
  say "naru-step: $name failed"
  # What failed is kept when the next try writes its own log.
  { date -u +"== %FT%TZ $why"; cat "$log"; } | tail -c 20000 >>"$logs/failed.log"
  tail -c 200000 "$logs/failed.log" >"$logs/failed.part" && mv "$logs/failed.part" "$logs/failed.log"
  return 1
}

# A step that is done once for all boots.
once() {
  [ -e "$state/$1" ] || { step "$@" && : >"$state/$1"; }
}

pause() { sleep "${NARU_WAIT:-$1}"; }

retry() {
  local tries=$1 wait=5
  shift
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    pause "$wait"
    wait=$((wait * 2))
  done
}

make_user() {
  id -u naru-app >/dev/null 2>&1 ||
    useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin naru-app ||
    return 1
  # The ids that root and the users of a container are outside of it (userns-remap in daemon.json). An image may have
  # files of any id that fits into 31 bits, and Docker refuses one that has an id beyond the range.
  [ "$NARU_SOURCE" != image ] || grep -qs '^naru-app:' /etc/subuid ||
    usermod --add-subuids 1000000-2147483647 --add-subgids 1000000-2147483647 naru-app
}

install_packages() {
  local packages=(nginx jq)
  export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
  # One that was cut off is brought to its end first.
  dpkg --configure -a && retry 3 apt-get -q -o Acquire::Retries=3 update || return 1
  if [ "$NARU_SOURCE" = image ]; then
    packages+=(docker.io)
    # Some releases have Docker's client in a package of its own.
    ! apt-cache policy docker-cli | grep -q 'Candidate: [0-9]' || packages+=(docker-cli)
  fi
  retry 3 apt-get -qy -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 --no-install-recommends install "${packages[@]}"
}

set_up_proxy() {
  install -m 0644 /opt/naru/nginx.conf /etc/nginx/conf.d/naru.conf &&
    rm -f /etc/nginx/sites-enabled/default &&
    nginx -t && systemctl daemon-reload && systemctl enable nginx && systemctl restart nginx
}

start_app() {
  systemctl daemon-reload && systemctl enable naru-app.service || return 1
  # One that this boot has started already is left to it, and one that keeps ending needn't wait longer.
  local ends=0
  [ ! -s "$run/ends" ] || read -r ends _ <"$run/ends"
  if [ "$ends" = 0 ] && systemctl is-active --quiet naru-app.service; then return 0; fi
  rm -f "$run/ends"
  systemctl restart naru-app.service
}

# What the app itself wrote: systemd and Docker write beside it.
app_lines() {
  local since=@0
  [ ! -s "$run/since" ] || read -r since <"$run/since"
  journalctl _SYSTEMD_UNIT=naru-app.service --boot --since "$since" --no-pager --output cat
}

# Where an app is well that has no such health path, or one behind a login: usual paths are asked, the front page last. One
# that answers with a fault of its own has the right path.
well_at() {
  local path
  case $1 in 3?? | 401 | 403 | 404 | 405) ;; *) return 0 ;; esac
  for path in /health /healthz /api/health /actuator/health /; do
    [ "$path" != "$NARU_HEALTH_PATH" ] || continue
    case $(curl -s -o /dev/null -m 5 -w '%{http_code}' "http://127.0.0.1$path") in
      2??) printf ' %s' "$path" && return 0 ;;
    esac
  done
}

# What is known of an app that isn't well by now, if it is known.
judge() {
  local code=$1 ends=$2 after=$3 status ports
  past() { [ "$after" -ge $(($1 * patience / 100)) ]; }
  if [ "$ends" -ge 4 ]; then
    if [ -s "$run/status" ]; then read -r status <"$run/status"; else
      status=$(systemctl show --property ExecMainStatus --value naru-app.service)
    fi
    case $status in
      12[567]) why="app_not_started $status" ;;
      137) why="app_killed $status" ;;
      *) why="app_ends $status" ;;
    esac
    return 0
  fi
  ports=$(listening) || ports=$NARU_PORT
  case " $ports " in
    *" $NARU_PORT "*)
      case $code in
        000 | 502 | 504) ! past 120 || why="app_mute $NARU_PORT" ;;
        *) ! past 60 || why="app_answers $code $NARU_HEALTH_PATH$(well_at "$code")" ;;
      esac
      ;;
    *" 127.0.0.1:$NARU_PORT "* | *" [::1]:$NARU_PORT "*) ! past 30 || why="app_on_loopback $ports" ;;
    *[0-9]*) ! past 40 || why="app_elsewhere $ports" ;;
    *) ! past 300 || why="app_deaf $NARU_PORT" ;;
  esac
  [ "$why" != health_failed ]
}

# Asks through nginx, as the load balancer does. It only tells: the app goes on being restarted.
await_health() {
  local code since=$SECONDS before ends
  before=$(systemctl show --property NRestarts --value naru-app.service)
  while :; do
    code=$(curl -s -o /dev/null -m 5 -w '%{http_code}' "http://127.0.0.1$NARU_HEALTH_PATH")
    case $code in 2??) rm -f "$run/unwell" && return 0 ;; esac
    ends=$(systemctl show --property NRestarts --value naru-app.service)
    ! judge "$code" "$((ends - before))" "$((SECONDS - since))" || break
    pause 3
  done
  [ ! -d "$run" ] || : >"$run/unwell"
  # How it began tells as much as how it ended.
  app_lines >"$logs/app.log"
  if [ "$(wc -l <"$logs/app.log")" -le 36 ]; then cat "$logs/app.log"; else
    head -n 12 "$logs/app.log"
    echo '[...]'
    tail -n 23 "$logs/app.log"
  fi
  echo "the health path answers $code, and the app ended $((ends - before)) times"
  return 1
}

# Without a container the app listens where it was told.
listening() { return 1; }
container() { :; }
# shellcheck source=/dev/null
[ "$NARU_SOURCE" != image ] || . "$root/opt/naru/image.sh"

main() {
  mkdir -p "$logs" "$state" && chmod 0700 "$logs"
  once user make_user && once packages install_packages && once proxy set_up_proxy && container || return 1
  step app start_app && step health await_health
}

# A test sources this file for its functions.
[ "${BASH_SOURCE[0]}" != "$0" ] || main

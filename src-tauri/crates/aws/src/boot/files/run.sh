#!/bin/bash
# Runs the app's container until it ends. What it writes goes to the journal alone, once and with the values masked.
set -uo pipefail
root=${NARU_ROOT:-}
# shellcheck source=/dev/null
. "$root/opt/naru/settings"
run=$root/run/naru

# One that ends again soon after its start waits longer each time. systemd's own growing pause never shrinks again, so
# that an app that ends once a month would be away for minutes.
count=0 last=0
[ ! -s "$run/ends" ] || read -r count last <"$run/ends"
read -r now _ </proc/uptime
now=${now%.*}
if [ "$last" != 0 ] && [ $((now - last)) -lt 120 ]; then count=$((count + 1)); else count=0; fi
pause=$((count < 7 ? (1 << count) - 1 : 120))
printf '%s %s\n' "$count" "$((now + pause))" >"$run/ends.part" && mv "$run/ends.part" "$run/ends"
sleep "${NARU_WAIT:-$pause}"

docker rm --force naru-app >/dev/null 2>&1
# An app that is process 1 and knows no SIGTERM would only end by being killed.
init=
! command -v docker-init >/dev/null || init=--init
# shellcheck disable=SC2086
python3 "$root/opt/naru/run.py" "$run/lines" docker run --name naru-app --rm $init --pull never --env-file "$run/env" --publish "127.0.0.1:$NARU_LOCAL_PORT:$NARU_PORT" --security-opt no-new-privileges --cap-drop ALL --cap-add CHOWN --cap-add DAC_OVERRIDE --cap-add FOWNER --cap-add KILL --cap-add NET_BIND_SERVICE --cap-add SETGID --cap-add SETUID --pids-limit 1024 --log-driver none --stop-timeout 20 "$NARU_IMAGE" 2>&1 |
  LC_ALL=C stdbuf -oL sed -f "$run/mask"
status=${PIPESTATUS[0]}
# By the time that anybody asks, the next run may be waiting for its turn.
echo "$status" >"$run/status"
exit "$status"

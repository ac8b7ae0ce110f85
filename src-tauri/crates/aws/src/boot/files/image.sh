# shellcheck shell=bash disable=SC2154
# The steps of a container, for boot.sh, which tells why one failed.

image_id() { docker image inspect --format '{{.Id}}' "$NARU_IMAGE" 2>/dev/null; }

# Whose app wasn't well with an image may push another under the same name. Registries count pulls in hours, so that it is
# looked for every five minutes at most; and where it can't be had, the one that is there goes on.
pull_again() {
  local before=$1 last=0
  [ -e "$run/unwell" ] || return 0
  [ ! -s "$run/pulled" ] || read -r last <"$run/pulled"
  [ $((EPOCHSECONDS - last)) -ge "${NARU_WAIT:-300}" ] || return 0
  echo "$EPOCHSECONDS" >"$run/pulled"
  timeout 900 docker pull --quiet "$NARU_IMAGE" || return 0
  [ "$(image_id)" != "$before" ] || return 0
  systemctl stop naru-app.service
  docker image rm "$before"
  rm -f "$run/unwell"
  # What the one before said is no evidence any more.
  echo "@$EPOCHSECONDS" >"$run/since"
}

# What a second try can't mend ends at once.
pull_image() {
  local tries log before
  if before=$(image_id); then
    pull_again "$before"
    return 0
  fi
  systemctl is-active --quiet docker || systemctl restart docker || { why=docker_down; return 1; }
  for tries in 1 2 3; do
    log=$(timeout 900 docker pull --quiet "$NARU_IMAGE" 2>&1) && return 0
    # Docker itself waits for ever on a registry that falls silent in the middle.
    [ $? != 124 ] || log+='timeout: no end after 15 minutes'
    printf '%s\n' "$log"
    # Names and addresses are left out: an image may be called like a fault.
    case $(sed -E 's#[^" ]*/[^" ]*##g' <<<"$log") in
      *toomanyrequests* | *"rate limit"* | *"HTTP 429"* | *"status: 429"*) why="image_limit $NARU_IMAGE" && return 1 ;;
      *"no matching manifest"*) why="image_platform $NARU_IMAGE $(uname -m)" && return 1 ;;
      *"access denied"* | *unauthorized* | *denied* | *"HTTP 401"* | *"HTTP 403"*) why="image_private $NARU_IMAGE" && return 1 ;;
      *"manifest unknown"* | *"name unknown"* | *"not found"* | *"HTTP 404"*) why="image_missing $NARU_IMAGE" && return 1 ;;
      *"cannot be mapped to a host ID"*) why="image_ids $NARU_IMAGE" && return 1 ;;
      *"Cannot connect to the Docker daemon"*) why=docker_down ;;
      *lookup* | *[Tt]imeout* | *"deadline exceeded"* | *"connection re"* | *"no route"* | *unreachable* | *EOF*) why="image_unreachable $NARU_IMAGE" ;;
      *) why="image_failed $NARU_IMAGE" ;;
    esac
    [ "$tries" = 3 ] || pause $((tries * 5))
  done
  return 1
}

fetch_environment() {
  /opt/naru/env.sh
  case $? in
    0) return 0 ;;
    3) why=env_zero ;;
    4) why="env_denied $NARU_ENV_PATH" ;;
  esac
  return 1
}

# What listens in the container: a port where others reach it, address and port where nobody does.
listening() {
  local pid
  pid=$(docker inspect --format '{{.State.Pid}}' naru-app 2>/dev/null) && [ "${pid:-0}" != 0 ] || return 0
  # It may end between two looks: then nothing listens.
  nsenter -t "$pid" -n ss -Hltn 2>/dev/null | awk '{
    at = $4; sub(/%[^:]*/, "", at)
    if (at !~ /^127\.|^\[::1\]|^\[::ffff:127\./) sub(/.*:/, "", at)
    sub(/^\[::ffff:127\.[0-9.]*\]/, "127.0.0.1", at)
    print at
  }' | sort -u | tr '\n' ' ' || :
}

container() {
  if ! step image pull_image; then
    # The registry counts an address's pulls in hours, and each try is one.
    case $why in image_limit*) pause 900 ;; esac
    return 1
  fi
  step environment fetch_environment
}

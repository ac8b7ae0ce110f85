#!/bin/bash
# Writes the app's environment from the parameter store to files in memory that root alone reads: NAME=value a line, and
# what has line breaks to one of its own; and beside them what masks the values in what the app writes. Once a boot: each
# reading decrypts every value, and values that change come with another instance. Docker keeps a container's environment
# among its own files, which root alone reads too, on the encrypted disk. Secrets go through pipes: arguments are seen by
# every process. They are JSON from the store's answer on, so that the shell never reads one.
set -euo pipefail
umask 077
root=${NARU_ROOT:-}
# shellcheck source=/dev/null
. "$root/opt/naru/settings"
imds=${NARU_IMDS:-http://169.254.169.254}
ssm=${NARU_SSM:-https://$NARU_SSM_HOST}
wait=${NARU_WAIT:-3}
run=$root/run/naru
mkdir -p "$run"
exec 9>"$run/lock"
flock 9
[ ! -e "$run/env" ] || exit 0
export TMPDIR=$run # A long here-string is a file.
: >"$run/values.part"

metadata() {
  printf 'header = "X-aws-ec2-metadata-token: %s"\n' "$token" |
    curl -sS --fail -m 10 -K - "$imds/latest/meta-data/iam/security-credentials/$1"
}

# A role just attached takes some seconds to arrive, both here and at the parameter store.
credentials() {
  local token role json
  token=$(curl -sS --fail -m 10 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' "$imds/latest/api/token") &&
    role=$(metadata '') && json=$(metadata "$role") || return 1
  id=$(jq -r .AccessKeyId <<<"$json") secret=$(jq -r .SecretAccessKey <<<"$json") session=$(jq -r .Token <<<"$json")
}

page() {
  printf 'user = "%s:%s"\nheader = "X-Amz-Security-Token: %s"\n' "$id" "$secret" "$session" |
    curl -sS --fail-with-body -m 20 -K - --aws-sigv4 "aws:amz:$NARU_REGION:ssm" \
      -H 'Content-Type: application/x-amz-json-1.1' -H 'X-Amz-Target: AmazonSSM.GetParametersByPath' \
      --data-binary "$1" "$ssm/"
}

if [ -n "$NARU_ENV_PATH" ]; then
  next=''
  while :; do
    query=$(jq -cn --arg path "$NARU_ENV_PATH" --arg next "$next" \
      '{Path: $path, WithDecryption: true, MaxResults: 10} + if $next == "" then {} else {NextToken: $next} end')
    answer=''
    for try in 1 2 3 4 5 6 7 8; do
      if credentials && answer=$(page "$query"); then break; fi
      # The kind of AWS's error, never its text.
      kind=$(jq -r '.__type // "no answer"' <<<"$answer" 2>/dev/null || echo 'no answer')
      echo "try $try: $kind" >&2
      [ "$try" != 8 ] || case $kind in *AccessDenied*) exit 4 ;; *) exit 1 ;; esac
      sleep "$wait"
    done
    # The store has no empty values, and Naru keeps a word for one.
    jq -c '.Parameters[] | {(.Name | split("/") | last): (if .Value == "naru:empty" then "" else .Value end)}' \
      <<<"$answer" >>"$run/values.part"
    next=$(jq -r '.NextToken // ""' <<<"$answer")
    [ -n "$next" ] || break
  done
fi

values() { jq -rs "add // {} | $1" "$run/values.part"; }
# No program's environment has a zero byte.
values 'to_entries[] | select(any(.value | explode[]; . == 0)) | error("the value of \(.key) has a zero byte")' || exit 3
# A line of Docker's file is a value. What has line breaks goes by run.py.
values 'to_entries[] | select(.value | test("[\r\n]") | not) | "\(.key)=\(.value)"' >"$run/env.part"
values 'with_entries(select(.value | test("[\r\n]")))' >"$run/lines"

# For sed, without escapes and what was drawn over: the longest first, since one may be a part of another. Each line of a
# value is masked, and what an app makes lines of: keys often come with "\n" for their breaks. Ports and such words are
# no secrets, and without them no line would say anything.
{
  printf '%s\n' 's/\x1b\[[0-9;?]*[ -/]*[@-~]//g' 's/\r*$//' 's/.*\r//'
  values '.[] | splits("[\r\n]+"), splits("([\r\n]|\\\\[rn])+")' | LC_ALL=C sed -E 's/^[[:blank:]]+|[[:blank:]]+$//g' |
    { LC_ALL=C grep -Eavx '.{0,3}|[0-9]{1,5}|true|false|null|none' || :; } |
    LC_ALL=C awk '!told[$0]++ { print length($0) "\t" $0 }' | sort -rn | cut -f2- |
    LC_ALL=C sed -e 's|[][\/.*^$]|\\&|g' -e 's|.*|s/&/********/g|'
} >"$run/mask"
rm "$run/values.part"
mv "$run/env.part" "$run/env"

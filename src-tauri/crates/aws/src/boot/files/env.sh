#!/bin/bash
# Writes the app's environment, NAME=value a line, from the parameter store to a file in memory that root alone reads;
# and beside it what masks the values in what the app writes. Once a boot: each reading decrypts every value, and values
# that change come with another instance. Docker keeps a container's environment among its own files, which root alone
# reads too, on the encrypted disk. Secrets go through pipes: arguments are seen by every process.
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
: >"$run/env.part"

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
    # A line of the file is a value, so a value has no line breaks. Naru refuses them where they are typed. The store has
    # no empty values, and Naru keeps a word for one.
    jq -r '.Parameters[] | (.Name | split("/") | last) as $name
      | if (.Value | test("[\n\r\u0000]")) then error("the value of \($name) has a line break")
        else "\($name)=\(if .Value == "naru:empty" then "" else .Value end)" end' <<<"$answer" >>"$run/env.part" || exit 3
    next=$(jq -r '.NextToken // ""' <<<"$answer")
    [ -n "$next" ] || break
  done
fi

# For sed, without escapes and what was drawn over: the longest value first, since one may be a part of another. Ports
# and such words are no secrets, and without them no line would say anything.
{
  printf '%s\n' 's/\x1b\[[0-9;?]*[ -/]*[@-~]//g' 's/\r*$//' 's/.*\r//'
  cut -d= -f2- "$run/env.part" | { LC_ALL=C grep -Eavx '.{0,3}|[0-9]{1,5}|true|false|null|none' || :; } |
    LC_ALL=C awk '{ print length($0) "\t" $0 }' | sort -rn | cut -f2- |
    LC_ALL=C sed -e 's|[][\/.*^$]|\\&|g' -e 's|.*|s/&/********/g|'
} >"$run/mask"
mv "$run/env.part" "$run/env"

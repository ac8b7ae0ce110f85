#!/bin/bash
# boot.sh FOLDER ROOT: boots the machine of a folder, again where it reboots, until it powers off. It runs in namespaces
# of its own, of mounts, networks and processes: all that it mounts, links and starts ends with it, however that comes
# about.
#
# The folder holds upper/, what the machine's root has over ROOT, and gets the rest: console, what the machine writes on
# its console. This process's own network is what the machine finds outside: the cloud at 10.99.0.1 and AWS's metadata
# service at its usual address. "ready" is written once that stands; the machine boots when a line is read.
set -euo pipefail
folder=$1 root=$2
name=${folder##*/}

mkdir -p "$folder"/{upper,work,root,docker,containerd}
mount -t overlay overlay -o "volatile,lowerdir=$root,upperdir=$folder/upper,workdir=$folder/work" "$folder/root"

# The machine's network outlives its reboots.
unshare --net sleep infinity &
inside=$!
ip link set lo up
ip addr add 169.254.169.254/32 dev lo
until [ "$(readlink "/proc/$inside/ns/net")" != "$(readlink /proc/self/ns/net)" ]; do sleep .02; done
ip link add cloud type veth peer name eth0 netns "$inside"
ip addr add 10.99.0.1/24 dev cloud
ip link set cloud up
nsenter --target "$inside" --net sh -c 'ip link set lo up && ip addr add 10.99.0.2/24 dev eth0 && ip link set eth0 up && ip route add default via 10.99.0.1'

# A control group of its own: the machine takes the one that it finds itself in for the whole tree.
for tree in /sys/fs/cgroup/unified /sys/fs/cgroup; do
  [ ! -e "$tree/cgroup.procs" ] || break
done
mkdir -p "$tree/$name" && echo 0 >"$tree/$name/cgroup.procs"

echo ready
read -r _
# What Docker does with networks, filters and mapped ids asks for more than nspawn gives by itself. With --keep-unit it
# ends with 133 where the machine reboots.
export SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 SYSTEMD_NSPAWN_API_VFS_WRITABLE=1
while :; do
  status=0
  setsid -w systemd-nspawn --quiet --keep-unit --register=no --machine="$name" --directory="$folder/root" --boot \
    --network-namespace-path="/proc/$inside/ns/net" --resolv-conf=off --console=read-only \
    --capability=all --system-call-filter='add_key keyctl bpf perf_event_open' \
    --bind="$folder/docker:/var/lib/docker" --bind="$folder/containerd:/var/lib/containerd" \
    </dev/null >>"$folder/console" 2>&1 || status=$?
  [ "$status" = 133 ] || exit "$status"
done

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves installer/test.sh on a machine with nothing installed: a bare Debian 12 root (the base system alone), a fresh
# clone, one command. The host's apt and pip settings and its own certificates are passed in, and the local folders
# that they name are mounted. Needs root and debootstrap. Says which wheel of LibTorch it got.
set -euo pipefail
# shellcheck source=installer/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../../installer/lib.sh"

usage() {
    cat <<'TEXT'
Usage: bash tests/bareroot/run.sh [--setup-only] [--keep] [--folder DIR] [-- OPTIONS OF installer/test.sh]

  --setup-only   stop after the packages and the wheels
  --keep         leave the root folder for a look inside (it is printed)
  --folder DIR   make the root below DIR (otherwise below $TMPDIR or /var/tmp)
TEXT
}

setupOnly=no keep=no parent="${TMPDIR:-/var/tmp}" testOptions=()
while [ $# -gt 0 ]; do
    case "$1" in
        --setup-only) setupOnly=yes ;;
        --keep) keep=yes ;;
        --folder) parent="${2:?--folder needs a folder}"; shift ;;
        --) shift; testOptions=("$@"); break ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; die "unknown option $1" ;;
    esac
    shift
done
[ "$(id -u)" -eq 0 ] || die "this needs root, for debootstrap and chroot." "Run: sudo bash tests/bareroot/run.sh"
command -v debootstrap >/dev/null || die "debootstrap is not installed." "On Debian: apt-get install debootstrap"

bare="$(mktemp -d "$parent/fettle-bare.XXXXXX")"
chmod 755 "$bare"
mounts=()
cleanUp() {
    local i
    rm -f "$bare.log"
    for ((i = ${#mounts[@]} - 1; i >= 0; i--)); do umount "${mounts[i]}" || umount -l "${mounts[i]}" || true; done
    if [ "$keep" = yes ]; then
        say "kept: $bare"
    elif mount | grep -qF " on $bare/"; then
        warn "something is still mounted below $bare; it is left as it is"
    else
        rm -rf --one-file-system "$bare"
    fi
}
trap cleanUp EXIT
trap 'exit 130' INT TERM

bind() { # bind HOST-PATH [ro]: the same path inside
    mkdir -p "$bare$1"
    mount --bind "$1" "$bare$1"
    mounts+=("$bare$1")
    if [ "${2:-}" = ro ]; then mount -o remount,bind,ro "$bare$1"; fi
}

seconds() { date +%s; }
began="$(seconds)"
timed() { say "-- $1: $(($(seconds) - began)) s"; began="$(seconds)"; }

# Debian's own sources, in either form, also where a line has options or the file several entries.
debianSuite=bookworm
mirror="$(apt-get indextargets --format '$(SITE) $(CODENAME) $(SUITE)' 2>/dev/null |
    awk -v suite="$debianSuite" '($2 == suite || $3 == suite) && $1 ~ /debian/ && $1 !~ /security/ {print $1; exit}')"
if [ -z "$mirror" ]; then
    mirror="$(sed -nE 's/^URIs: *([^ ]+).*/\1/p; s/^deb (\[[^]]*\] )?([^ ]+) .*/\2/p' \
        /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep -v security | grep debian | head -n 1)"
fi
[ -n "$mirror" ] || die "no Debian source is configured on this machine (apt-get indextargets shows none)."

step "Bare Debian root (minbase) in $bare"
debootstrap --variant=minbase "$debianSuite" "$bare" "$mirror" >"$bare.log" 2>&1 ||
    { tail -n 20 "$bare.log" >&2; die "debootstrap failed."; }
rm -f "$bare.log"
timed "debootstrap"

step "The host's settings"
# apt: Debian's own sources and all options; not the sources of other projects, which a bare machine does not have.
rm -f "$bare/etc/apt/sources.list"
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    [ -f "$file" ] && grep -qE '^(deb|URIs:).*/debian' "$file" && install -D -m 644 "$file" "$bare$file"
done
for folder in /etc/apt/apt.conf.d /etc/apt/preferences.d /etc/apt/auth.conf.d /etc/apt/keyrings /usr/local/share/ca-certificates; do
    if [ -d "$folder" ]; then mkdir -p "$bare$folder" && cp -rL "$folder/." "$bare$folder/"; fi
done
for file in /etc/apt/apt.conf /etc/apt/auth.conf /etc/resolv.conf /etc/hosts; do
    if [ -f "$file" ]; then install -D -m 644 "$(readlink -f "$file")" "$bare$file"; fi
done
# Hooks of packages that are only on the host would fail inside.
grep -lE '^(DPkg|APT::Update)::(Pre|Post)' "$bare"/etc/apt/apt.conf.d/* 2>/dev/null | while read -r file; do
    case "$(basename "$file")" in docker-* | *apt-listchanges* | *debconf* | *needrestart*) rm -f "$file" ;; esac
done

# Certificates: what the host trusts, where programs look for it. Debian's own package makes the folder anew later
# and takes up /usr/local/share/ca-certificates; the host's bundle is named by the environment meanwhile.
mkdir -p "$bare/etc/fettle-host"
bundle=/etc/ssl/certs/ca-certificates.crt
environment=("HOME=/home/fettle" "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" "CI=true" "LC_ALL=C.UTF-8" "TERM=dumb")
if [ -f "$bundle" ]; then
    cp -L "$bundle" "$bare/etc/fettle-host/certificates.crt"
    install -D -m 644 "$bundle" "$bare$bundle"
    for variable in PIP_CERT SSL_CERT_FILE REQUESTS_CA_BUNDLE CURL_CA_BUNDLE GIT_SSL_CAINFO; do
        environment+=("$variable=/etc/fettle-host/certificates.crt")
    done
    echo 'Acquire::https::CaInfo "/etc/fettle-host/certificates.crt";' >"$bare/etc/apt/apt.conf.d/99fettle-certificates"
fi
for variable in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY FETTLE_TORCH_SOURCE FETTLE_LIBTORCH \
    PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_FIND_LINKS PIP_TRUSTED_HOST PIP_DEFAULT_TIMEOUT PIP_NO_INDEX; do
    if [ -n "${!variable:-}" ]; then environment+=("$variable=${!variable}"); fi
done

# pip: all its settings in one file that pip is told of.
pipFile="$bare/etc/pip.conf"
for file in /etc/xdg/pip/pip.conf /etc/pip.conf "$HOME/.pip/pip.conf" "${XDG_CONFIG_HOME:-$HOME/.config}/pip/pip.conf" "${PIP_CONFIG_FILE:-}"; do
    if [ -n "$file" ] && [ -f "$file" ]; then cat "$file"; echo; fi
done | python3 -c '
import configparser, sys
merged = configparser.RawConfigParser(strict=False)
merged.read_string(sys.stdin.read())
merged.write(sys.stdout)' | sed -E 's#^cert = .*#cert = /etc/fettle-host/certificates.crt#' >"$pipFile"

# Local folders that the settings name.
{
    cat "$pipFile"
    printf '%s\n' "${PIP_FIND_LINKS:-}" "${PIP_INDEX_URL:-}" "${PIP_EXTRA_INDEX_URL:-}" "${FETTLE_TORCH_SOURCE:-}" "${FETTLE_LIBTORCH:-}"
    cat "$bare"/etc/apt/sources.list "$bare"/etc/apt/sources.list.d/* 2>/dev/null | grep -E '^(deb|URIs)' || true
} | grep -oE '(file:|copy:|[ =]|^)/+[^ "]+' | sed -E 's#^(file:|copy:|[ =])?/+#/#' | while read -r path; do
    if [ -f "$path" ]; then path="$(dirname "$path")"; fi
    # The pages of a local index point to files beside it.
    case "$path" in */simple | */simple/) path="$(dirname "$path")" ;; esac
    case "$path" in /etc/* | /) ;; *) if [ -d "$path" ]; then echo "$path"; fi ;; esac
done | sort -u >"$bare/etc/fettle-host/folders"
while read -r path; do
    say "mounted: $path"
    bind "$path" ro
done <"$bare/etc/fettle-host/folders"
mkdir -p "$bare/proc" "$bare/sys" "$bare/dev"
mount -t proc proc "$bare/proc"; mounts+=("$bare/proc")
bind /sys ro
mount --bind /dev "$bare/dev"; mounts+=("$bare/dev")
if [ -d /dev/pts ]; then mount --bind /dev/pts "$bare/dev/pts"; mounts+=("$bare/dev/pts"); fi # tests ask at a terminal
if [ -d /dev/shm ]; then mount -t tmpfs tmpfs "$bare/dev/shm"; mounts+=("$bare/dev/shm"); fi

# The clone, and the real data beside it where the host has some.
source="$bare/srv/fettle"
mkdir -p "$bare/srv" "$bare/home/fettle"
git -C "$repoRoot" -c safe.directory='*' archive --format=tar --prefix=fettle/ HEAD | tar -x -C "$bare/srv"
if git -C "$repoRoot" rev-parse --git-dir >/dev/null 2>&1; then
    rm -rf "$source"
    git -c safe.directory='*' clone -q --no-hardlinks "$repoRoot" "$source"
fi
if [ -d "$repoRoot/../shared/data" ]; then
    mkdir -p "$bare/srv/shared/data"
    mount --bind "$(readlink -f "$repoRoot/../shared/data")" "$bare/srv/shared/data"; mounts+=("$bare/srv/shared/data")
    mount -o remount,bind,ro "$bare/srv/shared/data"
fi
timed "settings and clone"

inside() { env -i "${environment[@]}" chroot "$bare" "$@" </dev/null; }

step "Set-up inside"
inside bash -c 'cd /srv/fettle && bash installer/setup.sh'
timed "set-up (packages and wheels)"
wheel="$(inside bash -c 'sed -n "s/^__version__ = .\(.*\)./\1/p" "$HOME"/.cache/fettle/deps/torch-*/torch/version.py 2>/dev/null' || true)"
say "The bare root got the wheel torch ${wheel:-none (FETTLE_LIBTORCH was used)}"
step "Set-up a second time"
inside bash -c 'cd /srv/fettle && bash installer/setup.sh'
timed "set-up again"
if [ "$setupOnly" = yes ]; then exit 0; fi

step "Tests inside"
status=0
inside bash -c 'cd /srv/fettle && bash installer/test.sh "$@"' test "${testOptions[@]}" || status=$?
timed "build and tests"
say "The bare root got the wheel torch ${wheel:-none (FETTLE_LIBTORCH was used)}"
exit "$status"

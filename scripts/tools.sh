#!/bin/sh
# Installs the programs that some tests need, by the system's packages. Nothing else of the project needs them.
set -eu

# program:package
wanted="soffice:libreoffice-calc-nogui chromium:chromium chromedriver:chromium-driver po2tmx:translate-toolkit"

missing=""
for pair in $wanted; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair#*:}"
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "tools: install by hand:$missing" >&2
    exit 0
fi
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo"
$sudo apt-get update -qq
# shellcheck disable=SC2086 # one word a package
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -qq -y --no-install-recommends $missing >/dev/null

#!/bin/sh
# Installs the programs that some tests need, by the system's packages. Nothing else of the project needs them.
set -eu
cd "$(dirname "$0")/.."

# program:package
wanted="soffice:libreoffice-calc-nogui chromium:chromium chromedriver:chromium-driver po2tmx:translate-toolkit xmllint:libxml2-utils"
# What a translation memory is checked by: the file lies in OmegaT's archive, which need not be installed for it.
dtd=target/tools/tmx14.dtd

missing=""
for pair in $wanted; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair#*:}"
done
[ -n "$missing" ] || [ ! -f "$dtd" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "tools: install by hand:$missing; put the TMX 1.4 DTD at $dtd" >&2
    exit 0
fi
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo"
$sudo apt-get update -qq
# shellcheck disable=SC2086 # one word a package
[ -z "$missing" ] || DEBIAN_FRONTEND=noninteractive $sudo apt-get install -qq -y --no-install-recommends $missing >/dev/null

if [ ! -f "$dtd" ]; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    if (cd "$folder" && apt-get download -qq omegat 2>/dev/null) && dpkg-deb -x "$folder"/omegat*.deb "$folder/omegat"; then
        mkdir -p "${dtd%/*}"
        /usr/bin/python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read("schemas/tmx14.dtd"))' \
            "$folder/omegat/usr/share/omegat/OmegaT.jar" >"$folder/tmx14.dtd" && mv "$folder/tmx14.dtd" "$dtd"
    else
        echo "tools: put the TMX 1.4 DTD at $dtd by hand (Debian's package omegat has it)" >&2
    fi
fi

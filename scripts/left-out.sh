#!/bin/sh
# Names the tests that were left out because a program or file that they need is not there.
cd "$(dirname "$0")/.." || exit
needs() {
    for wanted in $2; do
        command -v "$wanted" >/dev/null 2>&1 || [ -f "$wanted" ] || echo "left out: $1 needs $wanted; make tools gets it"
    done
}
needs "spreadsheet round trips (tests/spreadsheet.rs)" soffice
needs "the page in a browser (tests/page.rs)" "chromium chromedriver"
needs "the memory read back by another program (tests/memory.rs)" po2tmx
needs "the memory checked by its DTD (tests/memory.rs)" "xmllint target/tools/tmx14.dtd"

#!/bin/sh
# Names the tests that were left out because a program that they need is not installed.
needs() {
    for program in $2; do
        command -v "$program" >/dev/null 2>&1 || echo "left out: $1 needs $program; make tools installs it"
    done
}
needs "spreadsheet round trips (tests/spreadsheet.rs)" soffice
needs "the page in a browser (tests/page.rs)" "chromium chromedriver"
needs "the memory read back by another program (tests/memory.rs)" po2tmx

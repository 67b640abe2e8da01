#!/bin/sh
# Names the tests that were left out because a program that they need is not installed.
command -v soffice >/dev/null 2>&1 || echo "left out: spreadsheet round trips (tests/spreadsheet.rs) need soffice; make tools installs it"

#!/bin/sh
# Makes the pictures of README.md from the sample corpus: the page by Chromium, the workbook by LibreOffice (make tools) and
# poppler-utils.
set -eu
cd "$(dirname "$0")/.."

program=${PROGRAM:-target/release/quotealign}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
mkdir -p docs

"$program" run sources -o "$out" --quiet --settings tests/no-system.toml

cargo run --locked --quiet --example pictures -- "$out/report.html" docs

soffice "-env:UserInstallation=file://$out/profile" --headless --convert-to pdf --outdir "$out" "$out/audit.xlsx" >/dev/null 2>&1
# The page on which the blocks of words begin.
page=1
pages=$(pdfinfo "$out/audit.pdf" | sed -n 's/^Pages: *//p')
until pdftotext -f "$page" -l "$page" "$out/audit.pdf" - | grep -q '^place'; do
  page=$((page + 1))
  [ "$page" -le "$pages" ] || { echo "no page of the workbook begins with the blocks of words" >&2; exit 1; }
done
pdftoppm -png -r 110 -f "$page" -l "$page" -x 60 -y 70 -W 1130 -H 620 -singlefile "$out/audit.pdf" docs/workbook
ls -l docs

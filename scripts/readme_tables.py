#!/usr/bin/env python3
"""Writes the extracts of tables in README.md anew, from a run over the sample corpus.

usage: scripts/readme_tables.py [OUTPUT]        OUTPUT: the folder of `make`, output/ unless told otherwise

Each extract stands between `<!-- extract: NAME -->` and `<!-- end -->`.
"""
import csv
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "output"

# name: (file, columns to show, rows to show, filter)
EXTRACTS = {
    "articles": ("articles.csv", ["article_id", "file", "outlet", "date", "lang", "encoding", "chars", "quotes"], 3, None),
    "quotes": ("quotes.csv", ["quote_id", "outlet", "kind", "text", "speaker", "speaker_mention", "cue", "reason", "confidence"], 4,
               lambda r: r["outlet"] in ("The Quayside Courier", "Lantern Wire")),
    "statements": ("statements.csv", ["statement_id", "speakers", "lang", "text", "renderings", "outlets", "agreement", "divergences", "worst"], 4,
                   lambda r: int(r["renderings"]) > 2),
    "renderings": ("renderings.csv", ["statement_id", "rendering_id", "outlet", "role", "start", "end", "text", "normalised"], 3,
                   lambda r: r["statement_id"].startswith("morandello-government")),
    "alignment": ("alignment.csv", ["statement_id", "place", "status", "outlet", "start", "end", "reading", "transposition_id", "confidence"], 5,
                  lambda r: r["statement_id"].startswith("morandello-government")),
    "divergences": ("divergences.csv", ["divergence_id", "severity", "class", "outlet", "text_here", "text_there", "explanation", "decision"], 6,
                    None),
}


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


def cell(text):
    return text.replace("|", "\\|").replace("<", "&lt;")


def markdown(header, body):
    lines = ["| " + " | ".join(map(cell, header)) + " |", "|" + " --- |" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(map(cell, r)) + " |" for r in body])


def extract(name):
    if name == "sheet":
        # The sheet with the most columns that a reader can still take in.
        sheets = {p: rows(p) for p in sorted((OUTPUT / "alignments").glob("morandello*.csv"))}
        path, table = max(sheets.items(), key=lambda s: len(s[1][0]))
        return f"`alignments/{path.name}`:\n\n" + markdown(table[0].keys(), [list(r.values()) for r in table])
    file, columns, most, wanted = EXTRACTS[name]
    found = [r for r in rows(OUTPUT / file) if wanted is None or wanted(r)][:most]
    return markdown(columns, [[r[c] for c in columns] for r in found])


def main():
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    fill = lambda m: f"{m.group(1)}\n{extract(m.group(2))}\n\n<!-- end -->"
    readme.write_text(re.sub(r"(<!-- extract: (\w+) -->\n).*?<!-- end -->", fill, text, flags=re.S), encoding="utf-8")


if __name__ == "__main__":
    main()

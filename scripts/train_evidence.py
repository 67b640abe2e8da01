#!/usr/bin/env python3
"""Learns src/audit/weights.toml: which differences change what is said, and which are other ways to say it?

  train_evidence.py prepare PAIRS.jsonl RENDERINGS.csv
  cargo run --release --example audit_evidence RENDERINGS.csv > EVIDENCE.csv
  train_evidence.py train PAIRS.jsonl EVIDENCE.csv > src/audit/weights.toml          figures by cross-validation go to stderr

PAIRS.jsonl: {"id", "type", "reference", "rendering", "perturbed"}: two faithful renderings of one sentence, and the second with one planted error.
Three kinds of statement are made of each: the rendering and its perturbed form (what differs is the error), the reference and the rendering
(whatever differs is none), and the reference and the perturbed form (the error among other ways to say it; only the error is learned from).
"""
import collections, csv, difflib, json, math, random, re, sys

KINDS = {"omission": "loss", "omission_entity": "loss", "addition": "loss", "substitution_antonym": "change", "entity_change": "change"}
RIDGE = 2.0
# How much a planted error in a paraphrase counts beside one in an equal sentence.
MIXED = 0.3
# An error missed costs more than a false alarm: by so much the decision is moved.
SHIFT = {"loss": 0.5, "change": 1.0}


def words(text):
    return re.findall(r"[^\W_]+", text.lower())


def edit(x):
    """-> the words that the perturbed form lost, and those that it gained"""
    a, b = words(x["rendering"]), words(x["perturbed"])
    lost, gained = [], []
    for op, i, j, p, q in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op != "equal":
            lost += a[i:j]
            gained += b[p:q]
    return set(lost), set(gained)


def distinct(items):
    first = {}
    for x in items:
        first.setdefault((x["reference"], x["rendering"]), x)
    return first.values()


def prepare(items, path):
    with open(path, "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f)
        w.writerow(["statement_id", "rendering_id", "lang", "role", "text"])
        planted = [x for x in items if x["type"] in KINDS]
        for kind, xs, a, b in (("min", planted, "rendering", "perturbed"), ("good", distinct(items), "reference", "rendering"), ("mix", planted, "reference", "perturbed")):
            for x in xs:
                w.writerow([f"{x['id']}|{kind}", "a", x["lang"] if x["lang"].startswith("en") else "en", "base", x[a]])
                w.writerow([f"{x['id']}|{kind}", "b", "en", "variant", x[b]])


def samples(items, path):
    """-> {kind of difference: [(fold key, values, is a change, weight, statement)]} and the names of the features"""
    by_id = {x["id"]: x for x in items}
    out = collections.defaultdict(list)
    with open(path, encoding="utf-8", newline="") as f:
        rows = csv.reader(f)
        names = next(rows)[4:]
        for row in rows:
            ident, source = row[0].rsplit("|", 1)
            x, kind = by_id[ident], row[1]
            values = [float(v) for v in row[4:]]
            key = x["reference"]
            if source == "good":
                out[kind].append((key, values, 0, 1.0, row[0]))
            elif KINDS[x["type"]] == kind:
                lost, gained = edit(x)
                here, there = set(words(row[2])), set(words(row[3]))
                hit = gained & here if gained else lost & there and not here
                if source == "min":
                    out[kind].append((key, values, 1, 1.0, row[0]))
                elif hit and len(here | there) <= 2 * len(lost | gained) + 2:
                    out[kind].append((key, values, 1, MIXED, row[0]))
    return out, names


def solve(matrix, vector):
    n = len(vector)
    m = [row[:] + [v] for row, v in zip(matrix, vector)]
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[p] = m[p], m[i]
        for r in range(n):
            if r != i and m[i][i]:
                k = m[r][i] / m[i][i]
                if k:
                    m[r] = [a - k * b for a, b in zip(m[r], m[i])]
    return [m[i][n] / m[i][i] if m[i][i] else 0.0 for i in range(n)]


def probability(weights, values):
    s = sum(w * v for w, v in zip(weights, values))
    return 1 / (1 + math.exp(-max(-30, min(30, s))))


def fit(data):
    """logistic regression with a ridge, by Newton's steps"""
    n = len(data[0][1])
    w = [0.0] * n
    for _ in range(12):
        grad, hess = [-RIDGE * v if i else 0.0 for i, v in enumerate(w)], [[RIDGE * (i == j and i > 0) + 1e-6 * (i == j) for j in range(n)] for i in range(n)]
        for _, x, y, weight, _ in data:
            p = probability(w, x)
            g, h = weight * (y - p), weight * p * (1 - p)
            for i, xi in enumerate(x):
                if xi:
                    grad[i] += g * xi
                    row = hess[i]
                    for j, xj in enumerate(x):
                        if xj:
                            row[j] += h * xi * xj
        w = [a + b for a, b in zip(w, solve(hess, grad))]
    return w


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    items = [json.loads(l) for l in open(sys.argv[2], encoding="utf-8")]
    if sys.argv[1] == "prepare":
        return prepare(items, sys.argv[3])
    data, names = samples(items, sys.argv[3])
    print("# Learned by scripts/train_evidence.py; src/audit/evidence.rs tells what each weight weighs.")
    faithful = len(distinct(items))
    for kind in sorted(data, reverse=True):
        rows = data[kind]
        keys = sorted({r[0] for r in rows})
        random.Random(1).shuffle(keys)
        fold = {k: i % 5 for i, k in enumerate(keys)}
        scored = []
        for f in range(5):
            w = fit([r for r in rows if fold[r[0]] != f])
            scored += [(probability(w, r[1]), *r) for r in rows if fold[r[0]] == f]
        weights = fit(rows)
        # Recall on errors in equal sentences and in paraphrases, and the share of faithful pairs with a false alarm.
        for shift in (-2, -1, 0, 1, 2, 3):
            least = 1 / (1 + math.exp(shift))
            share = lambda rs: sum(r[0] >= least for r in rs) / max(1, len(rs))
            alarms = len({r[5] for r in scored if r[3] == 0 and r[0] >= least})
            planted, mixed = ([r for r in scored if r[3] and r[5].endswith(end)] for end in ("|min", "|mix"))
            print(f"{kind} bias {shift:+d}: recall {share(planted):.3f} ({len(planted)}), in paraphrases {share(mixed):.3f} ({len(mixed)}), faithful pairs with an alarm {alarms / faithful:.3f}", file=sys.stderr)
        print(f"\n[{kind}]")
        for name, w in zip(names, weights):
            print(f"{name} = {w + SHIFT[kind] if name == 'bias' else w:.3f}")


if __name__ == "__main__":
    main()

"""Trains the naming of sections on the McGill Billboard annotations and writes the table as Swift source.

    python train.py BILLBOARD [--swift FILE]

A linear-chain conditional random field (Lafferty, McCallum & Pereira, ICML 2001) over the cues of `cues.py`. The charts
are roughened before training, because the analysis finds sections, repeats and voices less well than an annotator.
"""

import argparse
import random

import numpy as np

import charts
import cues
from field import Field

NAMES = charts.NAMES


def clean(chart):
    sections = [[s.bars, s.letter, s.voice, NAMES.index(s.name)] for s in chart.sections]
    return sections


def roughened(chart, rng, amount=1.0):
    """(bars, letters, voices, names) as the analysis might find them."""
    sections = clean(chart)
    for i, s in enumerate(sections):
        if s[1] is None:
            # A fade-out repeats what was before it more often than not.
            s[1] = sections[i - 1][1] if i and rng.random() < 0.6 else f"?{i}"
    out = []
    join, cut = rng.random() * 0.7 * amount, rng.random() * 0.5 * amount
    for bars, letter, voice, name in sections:
        last = out[-1] if out else None
        if last and bars < 4 and rng.random() < 0.5 * amount:
            share = bars / (last[0] + bars)
            last[0], last[2] = last[0] + bars, last[2] * (1 - share) + voice * share
        elif last and last[1] == letter and last[3] == name and last[0] + bars <= 24 and rng.random() < join:
            share = bars / (last[0] + bars)
            last[0], last[2] = last[0] + bars, last[2] * (1 - share) + voice * share
        elif bars >= 16 and rng.random() < cut:
            half = bars // 2 // 4 * 4
            out += [[half, letter, voice, name], [bars - half, letter, voice, name]]
        else:
            out.append([bars, letter, voice, name])
    letters = sorted({s[1] for s in out})
    if len(letters) > 2 and rng.random() < 0.15 * amount:
        a, b = rng.sample(letters, 2)
        for s in out:
            s[1] = a if s[1] == b else s[1]
    noise = rng.random() * 0.15 * amount
    for i, s in enumerate(out):
        if rng.random() < 0.08 * amount:
            s[1] = f"!{i}"
        if rng.random() < 0.03 * amount:
            s[2] = rng.random()
        s[2] = min(1.0, max(0.0, 0.05 * amount + (1 - 0.15 * amount) * s[2] + rng.gauss(0, noise)))
    order = {}
    for s in out:
        order.setdefault(s[1], len(order))
    return [s[0] for s in out], [order[s[1]] for s in out], [s[2] for s in out], [s[3] for s in out]


def batch(items):
    longest = max(len(i[0]) for i in items)
    x = np.zeros((len(items), longest, cues.CUE_COUNT))
    y = np.zeros((len(items), longest), int)
    mask = np.zeros((len(items), longest), bool)
    for row, (bars, letters, voices, names) in enumerate(items):
        x[row, : len(bars)] = cues.cues(bars, letters, voices)
        y[row, : len(bars)] = names
        mask[row, : len(bars)] = True
    return x, y, mask


def trained(songs, rounds=6, l2=2e-3, seed=1):
    rng = random.Random(seed)
    field = Field(cues.CUE_COUNT, len(NAMES))
    field.fit(*batch([roughened(c, rng) for _ in range(rounds) for c in songs]), l2)
    return field


def emitted(p, threshold):
    """The name that the analysis would print, or None: solo and instrumental together if neither alone is sure."""
    p = p.copy()
    best = int(p.argmax())
    if NAMES[best] in ("solo", "instrumental"):
        if p[NAMES.index("solo")] >= threshold:
            return "solo"
        both = p[NAMES.index("solo")] + p[NAMES.index("instrumental")]
        return "instrumental" if both >= threshold else None
    if p[best] < threshold or NAMES[best] == "other":
        return None
    return NAMES[best]


def report(field, songs, seed, amount, rounds=3):
    rng = random.Random(seed)
    rows, kinds = [], {n: [0, 0, 0] for n in NAMES}
    for _ in range(rounds):
        for c in songs:
            bars, letters, voices, names = roughened(c, rng, amount)
            p = field.marginals(cues.cues(bars, letters, voices))
            for i in range(len(bars)):
                rows.append((bars[i], NAMES[names[i]], p[i]))
    right = sum(b for b, n, p in rows if NAMES[p.argmax()] == n) / sum(r[0] for r in rows)
    print(f"amount {amount}: {right:.3f} of time right")
    for threshold in (0.5, 0.6, 0.65, 0.7, 0.75, 0.8):
        said = [(b, n, emitted(p, threshold)) for b, n, p in rows]
        said = [(b, n, e) for b, n, e in said if e]
        good = sum(b for b, n, e in said if n == e or e == "instrumental" and n == "solo")
        goodn = sum(1 for b, n, e in said if n == e or e == "instrumental" and n == "solo")
        time = sum(b for b, _, _ in said)
        print(f"  at {threshold}: coverage {time / sum(r[0] for r in rows):.3f}, precision {good / time:.3f} by time, {goodn / len(said):.3f} by section")
    threshold = 0.65
    for b, n, p in rows:
        e = emitted(p, threshold)
        kinds[n][0] += 1
        if e:
            kinds[e][1] += 1
            kinds[e][2] += n == e or e == "instrumental" and n == "solo"
    for n, (truth, said, good) in kinds.items():
        print(f"    {n:13s} true {truth:5d}, said {said:5d}, right {good / max(1, said):.2f}")
    conf = np.array([p.max() for _, _, p in rows])
    hit = np.array([NAMES[p.argmax()] == n for _, n, p in rows])
    print("  calibration", [(f"{lo:.1f}", f"{hit[(conf >= lo) & (conf < lo + .1)].mean():.2f}") for lo in np.arange(.3, 1, .1)])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("billboard")
    parser.add_argument("--l2", type=float, default=2e-3)
    options = parser.parse_args()
    songs = charts.charts(options.billboard)
    field = trained([c for c in songs if c.split == "train"], l2=options.l2)
    held_out = [c for c in songs if c.split != "train"]
    for amount in (0.0, 1.0):
        report(field, held_out, 5, amount)


if __name__ == "__main__":
    main()

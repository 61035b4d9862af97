"""Trains the naming of sections on the McGill Billboard annotations and writes the table as Swift source.

    python train_names.py BILLBOARD [--swift FILE]

A linear-chain conditional random field (Lafferty, McCallum & Pereira, ICML 2001) over the cues of `cues.py`. The charts
are roughened before training, because the analysis finds sections, repeats and voices less well than an annotator.
"""

import argparse
import random

import numpy as np

import charts
import cues
import swift_source
from field import Field

NAMES = charts.NAMES
THRESHOLD, REPEAT_THRESHOLD, RARE_THRESHOLD = 0.7, 0.6, 0.8
THRESHOLDS = (0.6, 0.65, 0.7, 0.75, 0.8)
REPEATED = ("verse", "chorus", "bridge")
EXCERPT_SHARE, UNSUNG_SHARE = 0.35, 0.06


def clean(chart):
    sections = [[s.bars, s.letter, s.voice, NAMES.index(s.name)] for s in chart.sections]
    return sections


def excerpt(sections, rng):
    """A short version: sections left out anywhere, some of them halved."""
    sections = [list(s) for s in sections]
    target = rng.randint(24, 60)
    if rng.random() < 0.5:
        for s in sections:
            if s[0] >= 8 and rng.random() < 0.6:
                s[0] //= 2
    while len(sections) > 4 and sum(s[0] for s in sections) > target:
        del sections[rng.choice([0, len(sections) - 1, rng.randrange(len(sections)), rng.randrange(len(sections))])]
    return sections


def roughened(chart, rng, amount=1.0):
    """(bars, letters, voices, names) as the analysis might find them."""
    sections = clean(chart)
    for i, s in enumerate(sections):
        if s[1] is None:
            # A fade-out repeats what was before it more often than not.
            s[1] = sections[i - 1][1] if i and rng.random() < 0.6 else f"?{i}"
    if rng.random() < EXCERPT_SHARE * amount:
        sections = excerpt(sections, rng)
    if rng.random() < UNSUNG_SHARE * amount:
        # Where nobody sings at all, verse and chorus are names for something that is not heard.
        voiced = [NAMES.index(n) for n in ("verse", "pre-chorus", "chorus", "bridge", "solo", "instrumental")]
        sections = [[b, l, 0.0, NAMES.index("other") if n in voiced else n] for b, l, _, n in sections]
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
    # What the vocal stem tells of singing: up to a share of 0.25 where nobody sings, 0.75 where somebody does.
    noise = rng.random() * amount
    for i, s in enumerate(out):
        if rng.random() < 0.08 * amount:
            s[1] = f"!{i}"
        if rng.random() < 0.03 * amount:
            s[2] = rng.random()
        s[2] = min(1.0, max(0.0, 0.25 * noise + (1 - 0.5 * noise) * s[2] + rng.gauss(0, 0.02 + 0.18 * noise)))
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


def trained(songs, rounds=8, l2=2e-3, seed=1):
    rng = random.Random(seed)
    field = Field(cues.CUE_COUNT, len(NAMES))
    field.fit(*batch([roughened(c, rng) for _ in range(rounds) for c in songs]), l2)
    return field


def emitted(p, threshold):
    """The name that the analysis would print, or None: solo and instrumental together if neither alone is sure."""
    p = p.copy()
    best = int(p.argmax())
    if NAMES[best] in ("solo", "instrumental"):
        if p[NAMES.index("solo")] >= RARE_THRESHOLD:
            return "solo"
        both = p[NAMES.index("solo")] + p[NAMES.index("instrumental")]
        return "instrumental" if both >= threshold else None
    if NAMES[best] == "pre-chorus" and p[best] < RARE_THRESHOLD:
        return None
    if p[best] < threshold or NAMES[best] == "other":
        return None
    return NAMES[best]


def printed(probabilities, letters, threshold):
    """Names to print: those that are sure, and likely ones that another section of the letter bears."""
    sure = [emitted(p, threshold) for p in probabilities]
    likely = [emitted(p, min(threshold, REPEAT_THRESHOLD)) for p in probabilities]
    return [s or (n if n in REPEATED and any(a == b and t == n for b, t in zip(letters, sure)) else None)
            for s, n, a in zip(sure, likely, letters)]


def report(field, songs, seed, amount, rounds=3):
    rng = random.Random(seed)
    rows, kinds = [], {n: [0, 0, 0] for n in NAMES}
    for _ in range(rounds):
        for c in songs:
            bars, letters, voices, names = roughened(c, rng, amount)
            p = field.marginals(cues.cues(bars, letters, voices))
            said = {t: printed(p, letters, t) for t in THRESHOLDS}
            for i in range(len(bars)):
                rows.append((bars[i], NAMES[names[i]], p[i], {t: said[t][i] for t in THRESHOLDS}))
    right = sum(b for b, n, p, _ in rows if NAMES[p.argmax()] == n) / sum(r[0] for r in rows)
    print(f"amount {amount}: {right:.3f} of time right")
    for threshold in THRESHOLDS:
        said = [(b, n, names[threshold]) for b, n, _, names in rows]
        said = [(b, n, e) for b, n, e in said if e]
        good = sum(b for b, n, e in said if n == e or e == "instrumental" and n == "solo")
        goodn = sum(1 for b, n, e in said if n == e or e == "instrumental" and n == "solo")
        time = sum(b for b, _, _ in said)
        print(f"  at {threshold}: coverage {time / sum(r[0] for r in rows):.3f}, precision {good / time:.3f} by time, "
              f"{goodn / len(said):.3f} by section")
    for _, n, _, names in rows:
        e = names[THRESHOLD]
        kinds[n][0] += 1
        if e:
            kinds[e][1] += 1
            kinds[e][2] += n == e or e == "instrumental" and n == "solo"
    for n, (truth, said, good) in kinds.items():
        print(f"    {n:13s} true {truth:5d}, said {said:5d}, right {good / max(1, said):.2f}")
    conf = np.array([p.max() for _, _, p, _ in rows])
    hit = np.array([NAMES[p.argmax()] == n for _, n, p, _ in rows])
    bins = np.arange(0.3, 1, 0.1)
    print("  calibration", [(f"{lo:.1f}", f"{hit[(conf >= lo) & (conf < lo + .1)].mean():.2f}") for lo in bins])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("billboard", help="the archive or the unpacked folder")
    parser.add_argument("--l2", type=float, default=2e-3)
    parser.add_argument("--swift", help="file for the table, made from all charts but the test split")
    options = parser.parse_args()
    songs = charts.charts(options.billboard)
    field = trained([c for c in songs if c.split != "test"], l2=options.l2)
    for amount in (0.0, 1.0):
        report(field, [c for c in songs if c.split == "test"], 5, amount)
    if options.swift:
        names = "SectionName.allCases.count"
        swift_source.write(
            options.swift, "NameWeights",
            "Weights of the naming of sections: made by `training/section-names/train_names.py`.",
            [("emission", f"Scores of names by cue [SectionCues.count, {names}].", "Double", field.emission.ravel()),
             ("transition", f"Scores of one name after another [{names}, {names}].", "Double",
              field.transition.ravel())])


if __name__ == "__main__":
    main()

"""Trains where sections begin, on rendered songs (the evidence) and the McGill Billboard annotations (the lengths).

    python train_boundaries.py EVIDENCE TRUTH BILLBOARD [--swift FILE]

EVIDENCE holds NAME.json as the feature dump writes them, TRUTH the songs' NAME.json.
"""

import argparse
import glob
import json
import pathlib

import mir_eval
import numpy as np
from scipy.optimize import minimize

import charts
import lattice


def load(evidence, truth):
    """(name, song, truth, dump) of each rendered song, and the names of the columns."""
    out = []
    names = json.loads((pathlib.Path(evidence) / "names").read_text())
    for path in sorted(glob.glob(f"{evidence}/*.json")):
        name = pathlib.Path(path).stem
        dump, known = json.loads(pathlib.Path(path).read_text()), json.loads((pathlib.Path(truth) / f"{name}.json").read_text())
        if len(dump["lines"]) < 6:
            continue
        x = np.array(dump["evidence"], float)
        x = np.hstack([x, np.ones((len(x), 1))])
        out.append((name, lattice.Song(len(dump["lines"]) - 1, dump["starts"], x, dump["hasLeadIn"]), known, dump))
    return out, names["lines"] + ["bias"]


def chart_songs(path):
    out = []
    for chart in charts.charts(path):
        if chart.split == "train":
            bars = [s.bars for s in chart.sections]
            if sum(bars) <= 200:
                out.append(lattice.Song(sum(bars), np.cumsum([0] + bars[:-1])))
    return [s for s in out if s.is_possible]


def fit(songs, lengths_only, l2, share, l2_length=1e-3):
    """Weights of the evidence and of the lengths; `share` is how much all charts weigh beside all rendered songs."""
    columns = songs[0].evidence.shape[1]
    songs = [s for s in songs if s.is_possible]
    together = lattice.Lattice(songs + lengths_only, columns)
    shares = np.array([1 / len(songs)] * len(songs) + [share / max(1, len(lengths_only))] * len(lengths_only))
    ridge = np.array([l2] * (columns - 1) + [0] + [l2_length] * lattice.LENGTH_FEATURES)

    def loss(p):
        value, d_lines, d_lengths = together.gradient(p[:columns], p[columns:], shares)
        return 0.5 * (ridge * p ** 2).sum() - value, ridge * p - np.concatenate([d_lines, d_lengths])

    start = np.zeros(columns + lattice.LENGTH_FEATURES)
    p = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    return p[:columns], p[columns:]


def scores(starts, lines, known, letters=None):
    edges = np.array([lines[s] for s in starts] + [lines[-1]])
    found = np.stack([edges[:-1], edges[1:]], 1)
    true = np.array([[s[0], s[1]] for s in known["sections"]])
    true[-1, 1] = lines[-1]
    out = []
    for window in (3.0, 0.5):
        out.append(mir_eval.segment.detection(true, found, window=window, trim=True)[2])
    out.append(mir_eval.segment.detection(true, found, window=0.5, trim=False)[2])
    if letters is not None:
        out.append(mir_eval.segment.pairwise(true, known["letters"], found, list(letters))[2])
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("evidence")
    parser.add_argument("truth")
    parser.add_argument("billboard")
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--l2", type=float, default=0.02)
    parser.add_argument("--tilt", type=float, default=0.0)
    options = parser.parse_args()
    songs, names = load(options.evidence, options.truth)
    rng = np.random.default_rng(3)
    sample = rng.permutation(chart_songs(options.billboard))[:60]
    folds, rows, old = 3, [], []
    for fold in range(folds):
        train = [s[1] for i, s in enumerate(songs) if i % folds != fold]
        held_out = [s for i, s in enumerate(songs) if i % folds == fold]
        w, v = fit(train, list(sample), options.l2, options.share)
        grid = lattice.Lattice([s[1] for s in held_out], len(names))
        lengths, lines = grid.scores(w, v)
        divisions = [grid.best(lengths, lines + tilt) for tilt in (0, -0.5, 0.5)]
        for index, (name, song, known, dump) in enumerate(held_out):
            rows.append(sum((scores(d[index], dump["lines"], known) for d in divisions), []))
            old.append(scores(dump["oldSections"], dump["lines"], known, dump["oldLetters"]))
    print(len(songs), "new F3 F.5 F.5untrimmed (and with fewer)", np.mean(rows, 0).round(3), "old F3 F.5 untrimmed pairwise", np.mean(old, 0).round(3))
    for name, value in zip(names, w):
        print(f"  {name:24s} {value:6.2f}")
    print(v.round(2))


if __name__ == "__main__":
    main()

"""Where sections begin: weights of the evidence, from rendered songs, and of the sections' lengths, from these and from
the McGill Billboard annotations."""

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
        dump = json.loads(pathlib.Path(path).read_text())
        known = json.loads((pathlib.Path(truth) / f"{name}.json").read_text())
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

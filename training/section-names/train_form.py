"""Trains where sections begin, which repeat each other and in which bars somebody sings, on rendered songs.

    python train_form.py DUMP SONGS BILLBOARD [--swift FILE]

DUMP holds NAME.json as `FormDump` writes them, SONGS the songs' NAME.json and folders with NAME.mid, BILLBOARD the
annotations, which tell how long sections are.
"""

import argparse
import json
import pathlib

import numpy as np

import boundaries
import lattice
import repeats
import swift_source

FOLDS = 3
CHART_COUNT = 60
THRESHOLD = 0.5


def held_out_scores(songs, columns, charts, options):
    """Means over cross-validation: F at 3 s, at 0.5 s, at 0.5 s untrimmed, pairwise F of letters on true sections."""
    rows = []
    pairs = repeats.pairs(songs)
    for fold in range(FOLDS):
        train = [s[1] for i, s in enumerate(songs) if i % FOLDS != fold]
        w, v = boundaries.fit(train, charts, options.l2, options.share)
        known = [p for i, p in enumerate(pairs) if i % FOLDS != fold and len(p[1])]
        r = repeats.logistic(
            np.vstack([p[0] for p in known]), np.concatenate([p[1] for p in known]), options.l2_repeats)
        held_out = [i for i in range(len(songs)) if i % FOLDS == fold]
        grid = lattice.Lattice([songs[i][1] for i in held_out], len(columns))
        for i, starts in zip(held_out, grid.best(*grid.scores(w, v))):
            _, _, truth, dump = songs[i]
            letters = repeats.clustered(repeats.matrix(pairs[i][0], r, len(dump["starts"])), THRESHOLD)
            rows.append(boundaries.scores(starts, dump["lines"], truth)
                        + boundaries.scores(dump["starts"], dump["lines"], truth, letters)[3:])
    return np.mean(rows, 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dump")
    parser.add_argument("songs")
    parser.add_argument("billboard")
    parser.add_argument("--share", type=float, default=0.5, help="weight of the charts beside the rendered songs")
    parser.add_argument("--l2", type=float, default=0.05)
    parser.add_argument("--l2-repeats", type=float, default=1e-3)
    parser.add_argument("--swift", help="file for the weights")
    options = parser.parse_args()
    songs, columns = boundaries.load(options.dump, options.songs)
    charts = list(np.random.default_rng(3).permutation(boundaries.chart_songs(options.billboard))[:CHART_COUNT])
    print("F 3 s, F 0.5 s, untrimmed, pairwise:", held_out_scores(songs, columns, charts, options).round(3))
    names = json.loads((pathlib.Path(options.dump) / "names").read_text())
    w, v = boundaries.fit([s[1] for s in songs], charts, options.l2, options.share)
    pairs = [p for p in repeats.pairs(songs) if len(p[1])]
    r = repeats.logistic(np.vstack([p[0] for p in pairs]), np.concatenate([p[1] for p in pairs]), options.l2_repeats)
    x = np.vstack([np.array(s[3]["singing"], float) for s in songs])
    y = np.concatenate([repeats.sung_bars(options.songs, s[0], s[2], s[3]["lines"]) > 0.3 for s in songs])
    sings = repeats.logistic(x, y.astype(float), 1e-3)
    for kind, weights in (("lines", w), ("letters", r), ("singing", sings)):
        for name, value in zip(names[kind] + ["bias"], weights):
            print(f"  {kind:8s} {name:24s} {value:6.2f}")
    if options.swift:
        title = "Weights of the analysis of a song's form: made by `training/section-names/train_form.py`."
        swift_source.write(options.swift, "FormWeights", title, [
            ("lines", "Of `BoundaryEvidence.names`.", "Float", w[:-1]),
            ("lineBias", "Score of a line without evidence.", "Float", w[-1]),
            ("lengths", "Of `SectionLengths.features`.", "Float", v),
            ("letters", "Of `SectionLikeness.names`.", "Float", r),
            ("letterThreshold", "Least mean probability of being repeats under one letter.", "Double", THRESHOLD),
            ("singing", "Of `Singing.names`.", "Float", sings),
        ])


if __name__ == "__main__":
    main()

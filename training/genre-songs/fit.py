"""Fits the genre model to analysed songs and writes its table as Swift. See README.md.

The model is multinomial and additive: for each feature a piecewise linear function per genre. It is the minimum of the
mean cross-entropy plus squared distances from the declared priors (their strength chosen by cross-validation), so that
what the songs do not show stays as it was declared. The temperature is that of the cross-validated predictions.
"""

import argparse
import json
import pathlib
import re

import numpy as np
import scipy.optimize

from priors import PRIORS

GENRES = list(PRIORS)
SWIFT_ORDER = [
    "rock", "pop", "metal", "punk", "blues", "jazz", "funk", "disco", "soul", "hip hop", "reggae", "latin", "country",
    "folk", "electronic", "drum and bass", "classical", "ambient",
]
assert sorted(GENRES) == sorted(SWIFT_ORDER)
GENRES = SWIFT_ORDER
# Knots of a feature; of all others, quantiles of what was seen.
KNOTS = {
    "bpm": [60, 75, 90, 105, 118, 128, 136, 150, 165, 178, 200],
    "beats_per_bar": [2, 3, 4],
    "swing_ratio": [0.5, 0.56, 0.6, 0.66],
    "minor_key_share": [0, 1],
}
SHARES = [0, 0.15, 0.5, 1]
# How a recording was made says less of others than what is played: such features are held closer to their priors.
SOUND_PENALTY = 3.0
# Composed songs count so much beside rendered ones; cross-validation judges by the latter where there are enough.
COMPOSED_SHARE, LEAST_RENDERED = 1 / 3, 24
# The table has so many decimals.
DECIMALS = 2


def is_sound(feature):
    return feature.endswith("_db") or feature.endswith("_sustain_share") or feature in ("other_attack",)


def read(analysed, truths):
    """(features by song, genre numbers, names)."""
    songs, labels, names = [], [], []
    for path in sorted(pathlib.Path(truths).glob("*.json")):
        if path.name.startswith("."):
            continue
        found = sorted(pathlib.Path(analysed).glob(f"{path.stem}-*/theory.json")) or [pathlib.Path(analysed) / path.name]
        if not found[0].exists():
            continue
        features = json.loads(found[0].read_text())["music_theory"]["genre"]["features"] or {}
        songs.append(features)
        labels.append(GENRES.index(json.loads(path.read_text())["genre"]))
        names.append(path.stem)
    return songs, np.array(labels), names


def knots_of(feature, values):
    if feature in KNOTS:
        return np.array(KNOTS[feature], float)
    if len(values) < 8:
        return np.array([0.0, 1.0])
    if feature.endswith("_share") or feature.endswith("_match"):
        top = max(float(np.quantile(values, 0.97)), 0.05)
        return np.array(SHARES if top > 0.6 else [0, 0.3 * top, top], float)
    low, middle, high = np.quantile(values, [0.06, 0.5, 0.94])
    spread = max(high - low, 1e-3)
    inner = np.quantile(values, [0.06, 0.35, 0.65, 0.94])
    knots = [inner[0]]
    for k in inner[1:]:
        if k - knots[-1] > 0.12 * spread:
            knots.append(float(k))
    return np.round(np.array(knots if len(knots) > 1 else [low, low + spread]), 3)


class Basis:
    """The knots of all features and the songs' places between them."""

    def __init__(self, songs):
        names = sorted({f for s in songs for f in s})
        self.features, self.knots, self.seen, at = names, {}, {}, 0
        self.columns = {}
        for name in names:
            values = np.array([s[name] for s in songs if name in s])
            self.knots[name] = knots_of(name, values)
            self.seen[name] = (float(values.min()), float(values.max()))
            self.columns[name] = slice(at, at + len(self.knots[name]))
            at += len(self.knots[name])
        self.size = at

    def matrix(self, songs):
        out = np.zeros((len(songs), self.size))
        for row, song in enumerate(songs):
            for name in self.features:
                if name not in song:
                    continue
                knots = self.knots[name]
                x = np.clip(song[name], knots[0], knots[-1])
                above = min(np.searchsorted(knots, x, "right"), len(knots) - 1)
                share = (x - knots[above - 1]) / (knots[above] - knots[above - 1])
                columns = self.columns[name]
                out[row, columns.start + above - 1] = 1 - share
                out[row, columns.start + above] = share
        return out

    def prior(self):
        out = np.zeros((self.size, len(GENRES)))
        for genre, rows in PRIORS.items():
            for feature, shape, strength, _ in rows:
                if feature not in self.knots:
                    continue
                knots = self.knots[feature]
                rise = 2 * (knots - knots[0]) / (knots[-1] - knots[0]) - 1
                if shape == "high":
                    curve = rise
                elif shape == "low":
                    curve = -rise
                else:
                    curve = np.where((knots >= shape[0]) & (knots <= shape[1]), 1.0, -1.0)
                out[self.columns[feature], GENRES.index(genre)] += strength * curve
        return out

    def penalties(self):
        out = np.ones(self.size)
        for name in self.features:
            out[self.columns[name]] = SOUND_PENALTY if is_sound(name) else 1.0
        return out[:, None]


def share(right):
    return f"{right.mean():.3f}" if len(right) else "-"


def softmax(scores):
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def fitted(x, y, counted, prior, penalties, strength):
    """Weights (columns, genres) and constants. `counted` is how much each song counts."""
    n, (size, count) = len(y), prior.shape
    counted = counted / counted.sum()
    mean = x.mean(0)
    centred = x - mean

    def loss(flat):
        w, b = flat[:-count].reshape(size, count), flat[-count:]
        p = softmax(centred @ w + b)
        away = w - prior
        value = -counted @ np.log(p[np.arange(n), y] + 1e-12) + strength * np.sum(penalties * away**2)
        error = p.copy()
        error[np.arange(n), y] -= 1
        error *= counted[:, None]
        grad = np.concatenate([(centred.T @ error + 2 * strength * penalties * away).ravel(), error.sum(0)])
        return value, grad

    found = scipy.optimize.minimize(
        loss, np.concatenate([prior.ravel(), np.zeros(count)]), jac=True, method="L-BFGS-B", options={"maxiter": 400}
    ).x
    w, b = found[:-count].reshape(size, count), found[-count:]
    return w, b - mean @ w


def temperature_of(scores, y):
    def loss(log_t):
        p = softmax(scores / np.exp(log_t))
        return -np.log(p[np.arange(len(y)), y] + 1e-12).mean()

    return float(np.exp(scipy.optimize.minimize_scalar(loss, bounds=(-1.5, 1.5), method="bounded").x))


def cross_validated(songs, y, counted, strength, folds=6):
    """Scores of songs by models that have not seen them; folds hold out every sixth song of each genre."""
    scores, number = np.zeros((len(y), len(GENRES))), np.zeros(len(y), int)
    for genre in range(len(GENRES)):
        number[y == genre] = np.arange(np.sum(y == genre)) % folds
    for fold in range(folds):
        inside, outside = np.flatnonzero(number != fold), np.flatnonzero(number == fold)
        if not len(outside):
            continue
        basis = Basis([songs[i] for i in inside])
        x = basis.matrix([songs[i] for i in inside])
        w, b = fitted(x, y[inside], counted[inside], basis.prior(), basis.penalties(), strength)
        scores[outside] = basis.matrix([songs[i] for i in outside]) @ w + b
    return scores


def written(path, basis, w, b, temperature):
    """Each feature's functions are centred over the genres and, with the constants, over the songs."""

    def row(values):
        texts = (f"{v:.{DECIMALS}f}" for v in values)
        return " ".join((re.sub(r"^(-?)0\.", r"\1.", t) if float(t) else "0") for t in texts)

    lines = [f"temperature {temperature:.3f}", "constants " + row(b - b.mean())]
    for name in basis.features:
        low, high = basis.seen[name]
        lines.append(f"feature {name} {low:.4g} {high:.4g}")
        for knot, weights in zip(basis.knots[name], w[basis.columns[name]]):
            lines.append(f"{knot:.4g} " + row(weights))
    body = "\n".join("        " + line for line in lines)
    text = (
        "extension GenreModel {\n    /// Written by `training/genre-songs/fit.py`.\n"
        f'    static let table = """\n{body}\n        """\n}}\n'
    )
    pathlib.Path(path).write_text(text)


def centred(w, b, x, basis):
    w = w - w.mean(1, keepdims=True)
    for name in basis.features:
        columns = basis.columns[name]
        has = x[:, columns].sum(1) > 0
        offset = (x[has][:, columns] @ w[columns]).mean(0) if has.any() else 0
        w[columns] -= offset
        b = b + offset * has.mean()
    return w, b


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("analysed", help="folder of `musigen analyze` results")
    parser.add_argument("truths", help="folder of rendered songs")
    parser.add_argument("--composed", default=None, help="folder of songs of compose.py")
    parser.add_argument("--out", default=None, help="Swift file to write")
    parser.add_argument("--strengths", type=float, nargs="+", default=[0.0005, 0.001, 0.002, 0.004, 0.008])
    options = parser.parse_args()
    songs, y, names = read(options.analysed, options.truths)
    rendered = len(songs)
    if options.composed:
        more, genres, _ = read(options.composed, options.composed)
        songs, y = songs + more, np.concatenate([y, genres]).astype(int)
    is_rendered = np.arange(len(songs)) < rendered
    counted = np.where(is_rendered, 1.0, COMPOSED_SHARE)
    judged = is_rendered if rendered >= LEAST_RENDERED else np.ones(len(songs), bool)
    print(f"{rendered} songs rendered, {len(songs) - rendered} composed, {len({f for s in songs for f in s})} features")
    best = None
    for strength in options.strengths:
        scores = cross_validated(songs, y, counted, strength)
        t = temperature_of(scores[judged], y[judged])
        p = softmax(scores / t)
        loss = -np.log(p[judged, y[judged]] + 1e-12).mean()
        right = scores.argmax(1) == y
        print(
            f"strength {strength}: cross-validated accuracy rendered {share(right[is_rendered])}, "
            f"composed {share(right[~is_rendered])}, log-loss {loss:.3f}, "
            f"temperature {t:.2f}",
            flush=True,
        )
        if best is None or loss < best[0]:
            best = (loss, strength, t)
    _, strength, temperature = best
    basis = Basis(songs)
    x = basis.matrix(songs)
    w, b = centred(*fitted(x, y, counted, basis.prior(), basis.penalties(), strength), x, basis)
    right = (x @ w + b).argmax(1) == y
    print(f"strength {strength}: on the songs themselves, rendered {share(right[is_rendered])}, all {share(right)}")
    if options.out:
        written(options.out, basis, w, b, temperature)


if __name__ == "__main__":
    main()

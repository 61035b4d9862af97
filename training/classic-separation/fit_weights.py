"""Fits the masks' weights to dumped cues and prints the table as `FittedWeights.swift`."""
import argparse
import glob
import os
import sys

import numpy as np

FREQUENCIES_HZ = np.array([30, 70, 120, 200, 350, 700, 1400, 2800, 5600, 10000, 18000.0], "f4")
CUE_COUNT = 19
BINS_PER_HZ = 4096 / 44100


def basis(bins):
    """Weights of the table's frequencies at each bin: linear interpolation on a logarithmic scale."""
    hz = np.log(np.clip(np.maximum(bins, 1) / BINS_PER_HZ, FREQUENCIES_HZ[0], FREQUENCIES_HZ[-1]))
    knots = np.log(FREQUENCIES_HZ)
    j = np.clip(np.searchsorted(knots, hz) - 1, 0, len(knots) - 2)
    fraction = (hz - knots[j]) / (knots[j + 1] - knots[j])
    result = np.zeros((len(bins), len(knots)), "f4")
    result[np.arange(len(bins)), j] = 1 - fraction
    result[np.arange(len(bins)), j + 1] = fraction
    return result


def load(path):
    """Cues, basis, ideal gains and weights of the sampled points of one song."""
    rows = np.fromfile(path, "<f4").reshape(-1, CUE_COUNT + 9)
    c = CUE_COUNT
    return rows[:, :c], basis(rows[:, c]), rows[:, c + 1 : c + 5], rows[:, c + 5 :]


def shares(logits):
    logits = np.concatenate([logits, np.zeros((len(logits), 1), "f4")], 1)
    e = np.exp(logits - logits.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def expand(cues, basis):
    return np.concatenate([basis] + [cues * basis[:, i : i + 1] for i in range(basis.shape[1])], 1)


def fit(paths, epochs, seed=0, decay=3e-5, rate=4e-3, batch=4096):
    """Adam on the squared errors of the stems, each song's in units of its worst stem's energy."""
    rng = np.random.default_rng(seed)
    songs = [load(path) for path in paths]
    cues, bases, gains, weights = [np.concatenate([song[i] for song in songs]) for i in range(4)]
    mean, deviation = cues.mean(0), cues.std(0) + 1e-6
    cues = (cues - mean) / deviation
    loudest = np.concatenate([np.full(len(s[0]), (s[3] * s[2] ** 2).sum(0).max()) for s in songs])
    counts = np.concatenate([np.full(len(s[0]), len(s[0])) for s in songs])
    weights = weights / loudest[:, None] * counts[:, None].astype("f4")
    w = np.zeros((expand(cues[:1], bases[:1]).shape[1], 3), "f4")
    m, v, step, total = 0 * w, 0 * w, 0, epochs * (len(cues) // batch)
    for epoch in range(epochs):
        order, loss = rng.permutation(len(cues)), 0
        for i in range(0, len(cues) - batch, batch):
            j = order[i : i + batch]
            x = expand(cues[j], bases[j])
            y = shares(x @ w)
            error = y - gains[j]
            weighted = weights[j] / batch * error
            loss += (weighted * error).sum()
            gradient = x.T @ (y * (weighted - (weighted * y).sum(1, keepdims=True)))[:, :3] + decay * w
            step += 1
            m = 0.9 * m + 0.1 * gradient
            v = 0.999 * v + 0.001 * gradient * gradient
            current = rate * 0.5 * (1 + np.cos(np.pi * step / total))
            w -= current * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
        print("epoch", epoch, "loss", round(float(loss / max(1, len(cues) // batch)), 4), file=sys.stderr, flush=True)
    return table(w, mean, deviation)


def table(w, mean, deviation):
    """[frequency, stem, bias and cues], for cues that are not standardised."""
    count = len(FREQUENCIES_HZ)
    result = np.zeros((count, 3, CUE_COUNT + 1))
    for i in range(count):
        slopes = w[count + i * CUE_COUNT : count + (i + 1) * CUE_COUNT] / deviation[:, None]
        result[i, :, 1:] = slopes.T
        result[i, :, 0] = w[i] - (slopes * mean[:, None]).sum(0)
    return result


def score(table, path):
    """About each stem's signal-to-distortion ratio, leaving out what no real mask can give."""
    cues, bases, gains, weights = load(path)
    logits = np.zeros((len(cues), 3), "f4")
    for i in range(len(FREQUENCIES_HZ)):
        logits += bases[:, i : i + 1] * (cues @ table[i, :, 1:].T.astype("f4") + table[i, :, 0].astype("f4"))
    signal = (weights * gains * gains).sum(0)
    error = (weights * (shares(logits) - gains) ** 2).sum(0)
    return np.where(signal > 0.02 * signal.max(), 10 * np.log10(np.maximum(signal, 1e-30) / error), np.nan)


def number(value):
    text = f"{value:.3f}"
    return "0" if text in ("-0.000", "0.000") else text.rstrip("0").rstrip(".")


def swift(table):
    lines = []
    for i, hz in enumerate(FREQUENCIES_HZ):
        lines.append(f"        // {int(hz)} Hz: vocals, drums, bass")
        for stem in range(3):
            line = "        "
            for value in map(number, table[i, stem]):
                if len(line) + len(value) + 2 > 118:
                    lines.append(line.rstrip())
                    line = "        "
                line += value + ", "
            lines.append(line.rstrip())
    return """extension StemMasks {
    /// Frequencies that the weights are given at, between which they are interpolated on a logarithmic scale.
    static let fittedFrequenciesHz: [Float] = [30, 70, 120, 200, 350, 700, 1400, 2800, 5600, 10_000, 18_000]

    /// For each frequency and stem: the bias, then the weight of each cue in the order of `Cue`. Fitted by least
    /// squares of the stems' errors, each in units of the stem's energy, over songs rendered for it.
    static let fittedTable: [Float] = [
""" + "\n".join(lines) + "\n    ]\n}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cues", help="folder of dumps: NN_NAME.bin and, mixed to mono, mono_NN_NAME.bin")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--hold-out", action="store_true", help="fit without every fourth song and score those")
    options = parser.parse_args()
    stereo = sorted(glob.glob(os.path.join(options.cues, "[0-9]*.bin")))
    mono = sorted(glob.glob(os.path.join(options.cues, "mono_*.bin")))
    held_out = stereo[::4] if options.hold_out else []
    names = {os.path.basename(path) for path in held_out}
    training = [p for p in stereo + mono if os.path.basename(p).removeprefix("mono_") not in names]
    result = fit(training, options.epochs)
    for name, paths in (("fitted", training), ("held out", held_out)):
        if paths:
            scores = np.array([score(result, path) for path in paths])
            print(name, "median SDR of vocals, drums, bass, other:", np.round(np.nanmedian(scores, 0), 2),
                  file=sys.stderr)
    print(swift(result))


if __name__ == "__main__":
    main()

"""Fits the weights of Sources/Analysis/Evidence/OnsetWeightsTable.swift to the notes of rendered songs."""

import json
import pathlib
import struct
import sys

import mido
import numpy as np

FRAME_RATE_HZ = 100
NEAREST_ONSETS_S = 0.05  # Notes closer than this are one onset.
LABEL_TOLERANCE_S = 0.03
SCORE_TOLERANCE_S = 0.05
PENALTY = 300.0
FOLDS = 4
# Frames from the peak, as in OnsetCandidates.
LEVEL_OFFSETS = [-8, -5, -3, 3, 6, 10]
FLUX_OFFSETS = [-6, -4, -2, 2, 4, 6]
PARTS = {"kick": "drums", "snare": "drums", "hi_hat": "drums", "bass": "bass", "vocals": "vocals", "other": "other"}
DRUM_KEYS = {  # General MIDI percussion.
    "kick": {35, 36},
    "snare": {37, 38, 39, 40},
    "hi_hat": {42, 44, 46, 49, 51, 52, 53, 54, 55, 57, 59, 70},
}


def arrays(path):
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    out = {}
    for name, entry in json.loads(data[8 : 8 + length]).items():
        if name.endswith((".flux", ".levels")):
            start, end = entry["data_offsets"]
            kind = {"F16": np.float16, "F32": np.float32}[entry["dtype"]]
            values = np.frombuffer(data[8 + length + start : 8 + length + end], kind)
            out[name] = values.reshape(entry["shape"]).astype(np.float64)
    return out


def notes(path):
    """Seconds of the onsets of each voice."""
    file = mido.MidiFile(path)
    tempo, tick = [], 0
    for message in file.tracks[0]:
        tick += message.time
        if message.type == "set_tempo":
            tempo.append((tick, message.tempo / file.ticks_per_beat / 1e6))
    ticks, seconds_per_tick = np.array(tempo).T
    starts = np.concatenate([[0], np.cumsum(np.diff(ticks) * seconds_per_tick[:-1])])
    out = {voice: [] for voice in PARTS}
    for track in file.tracks[1:]:
        stem, tick = track.name.split(":")[0], 0
        for message in track:
            tick += message.time
            if message.type != "note_on" or message.velocity == 0:
                continue
            at = np.searchsorted(ticks, tick, "right") - 1
            second = starts[at] + (tick - ticks[at]) * seconds_per_tick[at]
            voices = [v for v, keys in DRUM_KEYS.items() if message.note in keys] if stem == "drums" else [stem]
            for voice in voices:
                out[voice].append(second)
    return {voice: clustered(sorted(seconds)) for voice, seconds in out.items()}


def clustered(seconds):
    out = []
    for second in seconds:
        if not out or second - out[-1] >= NEAREST_ONSETS_S:
            out.append(second)
    return np.array(out)


def reaching(x, back, ahead):
    """Maximum over the frames from `back` before to `ahead` after."""
    out = x.copy()
    for lag in range(1, back + 1):
        out[lag:] = np.maximum(out[lag:], x[:-lag])
    for lag in range(1, ahead + 1):
        out[:-lag] = np.maximum(out[:-lag], x[lag:])
    return out


def candidates(flux):
    """Frames and refined times of the peaks of the onset strength, and the strength."""
    mean = flux.mean(1)
    strength = np.convolve(mean, [0.25, 0.5, 0.25], "same")
    inside = np.arange(1, len(strength) - 1)
    frames = inside[
        (strength[inside] >= reaching(strength, 3, 3)[inside])
        & (strength[inside] > strength[inside - 1])
        & (strength[inside] > 0.01)
    ]
    before, middle, after = strength[frames - 1], strength[frames], strength[frames + 1]
    curvature = np.minimum(-1e-9, before - 2 * middle + after)
    offsets = np.clip(0.5 * (before - after) / curvature, -0.5, 0.5)
    return frames, (frames + offsets) / FRAME_RATE_HZ, strength


def measured(song, part):
    """What is measured at each candidate [candidates, 130], and the candidates' times."""
    flux, levels, mix = song[part + ".flux"], song[part + ".levels"], song["mix.flux"]
    frames, times, strength = candidates(flux)
    loud = np.quantile(song["mix.levels"], 0.95, axis=0)
    sums = np.concatenate([[0], np.cumsum(strength)])
    low, high = np.maximum(0, frames - 20), np.minimum(len(strength), frames + 21)
    mean = (sums[high] - sums[low]) / (high - low)
    peak = strength[frames]

    def at(offset):
        return np.clip(frames + offset, 0, len(strength) - 1)

    columns = [
        np.sqrt(reaching(flux, 1, 1)[frames]),
        np.maximum(-4, reaching(levels, 0, 5)[frames] - loud),
        np.sqrt(reaching(mix, 1, 1)[frames]),
        reaching(levels, 0, 4)[frames] - levels[np.minimum(len(levels) - 1, frames + 10)],
        (peak / (peak + 3 * mean + 0.01))[:, None],
        np.sqrt(peak)[:, None],
        *[levels[at(offset)] - levels[frames] for offset in LEVEL_OFFSETS],
        *[np.sqrt(flux[at(offset)]) for offset in FLUX_OFFSETS],
    ]
    return np.concatenate(columns, 1), times


def labelled(times, truth):
    labels = np.zeros(len(times))
    for second in truth if len(times) else []:
        nearest = np.argmin(np.abs(times - second))
        labels[nearest] = abs(times[nearest] - second) < LABEL_TOLERANCE_S
    return labels


def matched(found, truth):
    """Differences in seconds of the onsets that are found."""
    i = j = 0
    differences = []
    while i < len(found) and j < len(truth):
        difference = found[i] - truth[j]
        if abs(difference) <= SCORE_TOLERANCE_S:
            differences.append(difference)
        i, j = i + (difference <= SCORE_TOLERANCE_S), j + (difference >= -SCORE_TOLERANCE_S)
    return differences


def prepared(songs, part, voice):
    """(measured, times, truth, labels) of each song."""
    out = []
    for song, truth in songs:
        if part not in song:
            song[part] = measured(song, part)
        x, times = song[part]
        out.append((x, times, truth[voice], labelled(times, truth[voice])))
    return out


def fitted(songs):
    """Weights and, last, the constant of the log odds, by Newton's method."""
    x = np.concatenate([x for x, _, _, _ in songs])
    y = np.concatenate([labels for _, _, _, labels in songs])
    mean, deviation = x.mean(0), x.std(0) + 1e-6
    z = np.concatenate([(x - mean) / deviation, np.ones((len(x), 1))], 1)
    weights, penalty = np.zeros(z.shape[1]), PENALTY * np.r_[np.ones(x.shape[1]), 0]
    for _ in range(9):
        p = 1 / (1 + np.exp(-z @ weights))
        hessian = (z * (p * (1 - p))[:, None]).T @ z + np.diag(penalty + 1e-6)
        weights -= np.linalg.solve(hessian, z.T @ (p - y) + penalty * weights)
    return np.r_[weights[:-1] / deviation, weights[-1] - (weights[:-1] * mean / deviation).sum()]


def scored(songs, weights, threshold, delay=0.0):
    """Mean F-measure of the songs that have the voice, differences, and false onsets a second where it is absent."""
    scores, differences, false = [], [], []
    for x, times, truth, _ in songs:
        found = times[x @ weights[:-1] + weights[-1] > threshold] - delay
        if len(truth) >= 10:
            hits = matched(found, truth)
            scores.append(2 * len(hits) / (len(found) + len(truth)))
            differences += hits
        elif len(truth) == 0:
            false.append(len(found) / max(1, times[-1] if len(times) else 1))
    return np.mean(scores), np.array(differences), np.mean(false) if false else 0.0


def main(songs, features, other=()):
    def read(songs, features):
        out = []
        for path in sorted(pathlib.Path(features).glob("*.features")):
            out.append((arrays(path), notes(pathlib.Path(songs) / path.stem / (path.stem + ".mid"))))
        return out

    known, unknown = read(songs, features), read(*other) if other else []
    print("import Interpretation\n")
    print("/// Made by `training/onset-evidence/fit.py`.")
    print("extension OnsetWeights {")
    print("    /// One table for each voice.")
    print("    static let byVoice: [Voice: OnsetWeights] = [")
    thresholds = np.log(np.arange(0.2, 0.61, 0.05) / (1 - np.arange(0.2, 0.61, 0.05)))
    for voice, part in PARTS.items():
        data = prepared(known, part, voice)
        scores = np.zeros(len(thresholds))
        for fold in range(FOLDS):
            weights = fitted([d for i, d in enumerate(data) if i % FOLDS != fold])
            rest = [d for i, d in enumerate(data) if i % FOLDS == fold]
            scores += [scored(rest, weights, t)[0] / FOLDS for t in thresholds]
        weights, threshold = fitted(data), thresholds[np.argmax(scores)]
        _, differences, false = scored(data, weights, threshold)
        delay = np.median(differences)
        print(
            f"{voice}: F {scores.max():.3f} at {1 / (1 + np.exp(-threshold)):.2f}, delay {delay * 1000:.1f} ms,",
            f"{false:.2f} false onsets a second in songs without it", file=sys.stderr, flush=True,
        )
        if unknown:
            score, differences, false = scored(prepared(unknown, part, voice), weights, threshold, delay)
            print(f"    other songs: F {score:.3f}, {np.median(differences) * 1000:.1f} ms, {false:.2f}", file=sys.stderr)
        print(f"        .{'hiHat' if voice == 'hi_hat' else voice}: OnsetWeights(")
        print(f"            weights: [{', '.join(f'{w:.4f}' for w in weights[:-1])}],")
        print(f"            constant: {weights[-1]:.4f}, threshold: {threshold:.4f}, delaySeconds: {delay:.4f}),")
    print("    ]")
    print("}")


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "--test"]
    main(*arguments[:2], arguments[2:])

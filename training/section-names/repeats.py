"""Which sections are repeats of each other, and in which bars somebody sings."""

import pathlib

import mido
import numpy as np
from scipy.optimize import minimize


def logistic(x, y, l2):
    """Weights of a logistic regression; the last column of x is constant."""
    ridge = np.full(x.shape[1], l2)
    ridge[-1] = 0

    def loss(w):
        z = x @ w
        value = np.logaddexp(0, z).mean() - (y * z).mean() + 0.5 * (ridge * w ** 2).sum()
        return value, x.T @ (1 / (1 + np.exp(-z)) - y) / len(y) + ridge * w

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def pairs(songs):
    """(features, is repeat) of each two sections of each song."""
    out = []
    for _, song, known, dump in songs:
        letters = letters_of(known, dump)
        x, y = [], []
        at = 0
        for i in range(len(letters)):
            for j in range(i):
                x.append(dump["pairs"][at])
                y.append(letters[i] == letters[j])
                at += 1
        out.append((np.array(x, float).reshape(len(y), -1), np.array(y, float)))
    return out


def letters_of(known, dump):
    """Letters of the dumped sections, which begin on bar lines."""
    starts = np.array([s[0] for s in known["sections"]])
    times = np.array(dump["lines"])[dump["starts"]]
    return [known["letters"][int(np.abs(starts - t).argmin())] for t in times]


def matrix(x, weights, count):
    """Probabilities [sections, sections] of being repeats."""
    out, p = np.ones((count, count)), 1 / (1 + np.exp(-x @ weights)) if len(x) else []
    at = 0
    for i in range(count):
        for j in range(i):
            out[i, j] = out[j, i] = p[at]
            at += 1
    return out


def clustered(probabilities, threshold):
    clusters = [[i] for i in range(len(probabilities))]
    while len(clusters) > 1:
        means = [(probabilities[np.ix_(a, b)].mean(), i, j) for i, a in enumerate(clusters)
                 for j, b in enumerate(clusters) if i < j]
        best = max(means)
        if best[0] < threshold:
            break
        clusters[best[1]] += clusters.pop(best[2])
    out = np.zeros(len(probabilities), int)
    for letter, members in enumerate(clusters):
        out[members] = letter
    return out


def sung_bars(folder, name, known, lines):
    """Share of each bar in which the vocal stem has notes; None if there is no singer."""
    singers = {p["name"] for p in known["parts"] if p["stem"] == "vocals"}
    if not singers:
        return np.zeros(len(lines) - 1)
    midi = mido.MidiFile(pathlib.Path(folder) / name / f"{name}.mid")
    on = np.zeros(int(lines[-1] * 50) + 2)
    seconds, sounding = tempo_seconds(midi), {}
    for track in midi.tracks:
        if track.name.split(": ")[-1] not in singers:
            continue
        tick = 0
        for message in track:
            tick += message.time
            if message.type == "note_on" and message.velocity:
                sounding[message.note] = seconds(tick)
            elif message.type in ("note_on", "note_off") and message.note in sounding:
                on[int(sounding.pop(message.note) * 50): int(seconds(tick) * 50) + 1] = 1
    return np.array([on[int(a * 50): max(int(a * 50) + 1, int(b * 50))].mean() for a, b in zip(lines, lines[1:])])


def tempo_seconds(midi):
    changes, tick = [(0, 500000)], 0
    for message in mido.merge_tracks(midi.tracks):
        tick += message.time
        if message.type == "set_tempo":
            changes.append((tick, message.tempo))
    ticks, tempi = np.array([c[0] for c in changes]), np.array([c[1] for c in changes])
    starts = np.concatenate([[0], np.cumsum(np.diff(ticks) * tempi[:-1])]) / midi.ticks_per_beat / 1e6

    def seconds(at):
        i = np.searchsorted(ticks, at, "right") - 1
        return starts[i] + (at - ticks[i]) * tempi[i] / midi.ticks_per_beat / 1e6

    return seconds

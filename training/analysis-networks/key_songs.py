"""Chords and keys of composed songs, beat by beat, and the mistakes that a chord decoder makes in them."""
import bisect
import json

import numpy as np

from chords import NO_CHORD, QUALITIES, classes, key_class

# What a quality is most often heard as instead.
CONFUSED = {
    "maj": ["7", "maj7", "maj6", "sus4", "min"],
    "min": ["min7", "maj", "min6"],
    "7": ["maj", "min7", "maj7", "sus4"],
    "maj7": ["maj", "7", "min7"],
    "min7": ["min", "7", "hdim7"],
    "sus4": ["maj", "sus2", "7"],
    "sus2": ["maj", "sus4", "min"],
    "dim": ["hdim7", "dim7", "min", "maj"],
    "aug": ["maj", "min"],
    "hdim7": ["dim", "min7", "min6"],
    "dim7": ["dim", "hdim7", "7"],
    "maj6": ["maj", "min7"],
    "min6": ["min", "hdim7", "dim"],
}
CONFUSED_INDICES = [[QUALITIES.index(other) for other in CONFUSED[quality]] for quality in QUALITIES]
# Roots that share notes with the chord: thirds and fifths away.
NEAR_ROOTS = np.array([7, 5, 9, 3, 4, 8])


class KeySong:
    """Beat by beat: chord class, whether a bar begins, key class."""

    def __init__(self, truth):
        self.name = truth["name"]
        beats = np.asarray(truth["beats"], float)
        # The first half of a beat stands for it.
        times = 0.75 * beats[:-1] + 0.25 * beats[1:]
        starts = [c[0] for c in truth["chords"]]
        keys = [k[0] for k in truth["keys"]]
        spans = [truth["chords"][max(0, bisect.bisect_right(starts, t) - 1)] for t in times]
        self.chords = np.array([classes(s[2])[0] for s in spans])
        self.keys = np.array([key_class(truth["keys"][max(0, bisect.bisect_right(keys, t) - 1)][1]) for t in times])
        downbeats = np.asarray(truth["downbeats"], float)
        nearest = np.abs(downbeats[:, None] - beats[None, :-1]).min(axis=0) if len(downbeats) else np.ones(len(times))
        self.bars = (nearest < 0.01).astype(np.float32)


def read(path):
    with open(path) as lines:
        return [KeySong(json.loads(line)) for line in lines]


def misheard(chords, random):
    """The chords as a decoder may write them: other qualities, other roots, missed and shifted changes."""
    chords = chords.copy()
    edges = np.flatnonzero(np.diff(chords)) + 1
    edges = np.concatenate([[0], edges, [len(chords)]])
    sloppiness = random.uniform(0, 2)
    for low, high in zip(edges, edges[1:]):
        chance = random.random() / max(0.05, sloppiness)
        chord = chords[low]
        if chance < 0.1 and chord != NO_CHORD:
            quality, root = divmod(chord - 1, 12)
            chords[low:high] = 1 + 12 * random.choice(CONFUSED_INDICES[quality]) + root
        elif chance < 0.14 and chord != NO_CHORD:
            quality, root = divmod(chord - 1, 12)
            minor = random.integers(2)
            chords[low:high] = 1 + 12 * minor + (root + random.choice(NEAR_ROOTS)) % 12
        elif chance < 0.18 and low > 0:
            chords[low:high] = chords[low - 1]
        elif chance < 0.2:
            chords[low:high] = NO_CHORD
        elif chance < 0.3 and low > 0:
            shifted = min(high, low + int(random.integers(1, 3)))
            chords[low:shifted] = chords[low - 1]
    return chords


def inputs(chords, bars):
    """[15, cells, 12]: the chord's quality at its root; without chord; where bars begin."""
    count = len(chords)
    rings = np.zeros((len(QUALITIES) + 2, count, 12), np.float32)
    sounding = np.flatnonzero(chords != NO_CHORD)
    quality, root = np.divmod(chords[sounding] - 1, 12)
    rings[quality, sounding, root] = 1
    rings[len(QUALITIES), chords == NO_CHORD] = 1
    rings[len(QUALITIES) + 1] = bars[:, None]
    return rings

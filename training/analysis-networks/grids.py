"""Cuts songs with truth into the cells that the harmony network sees: half beats, and how they may go wrong.

For each NAME.json of a folder writes a JSON list of lists of boundaries in seconds: the true half beats with the small
errors that a beat tracker makes, and a second cutting at half or double the tempo, off the beat, or of fixed length,
because the network must not depend on the beats being right.
"""
import argparse
import hashlib
import json
from pathlib import Path

import numpy as np


def half_beats(beats, duration):
    """Boundaries at the beats and half-way between them, continued to the song's ends."""
    beats = np.asarray(beats, float)
    if len(beats) < 2:
        return fixed(duration, 0.3)
    before, after = beats[1] - beats[0], beats[-1] - beats[-2]
    head = beats[0] - before * np.arange(int(beats[0] / before), 0, -1)
    tail = beats[-1] + after * np.arange(1, int((duration - beats[-1]) / after) + 2)
    beats = np.concatenate([head, beats, tail])
    middle = (beats[1:] + beats[:-1]) / 2
    grid = np.sort(np.concatenate([beats, middle]))
    grid = grid[(grid > 0.05) & (grid < duration - 0.05)]
    return np.concatenate([[0.0], grid, [duration]])


def fixed(duration, length):
    return np.concatenate([np.arange(0, duration - length / 2, length), [duration]])


def jittered(grid, random, deviation):
    grid = grid.copy()
    grid[1:-1] += random.normal(0, deviation, len(grid) - 2)
    return np.maximum.accumulate(grid) + 1e-4 * np.arange(len(grid)) * 0


def grids(truth):
    random = np.random.default_rng(int(hashlib.sha256(truth["name"].encode()).hexdigest()[:8], 16))
    beats, duration = truth["beats"], truth["duration"]
    first = jittered(half_beats(beats, duration), random, 0.012)
    kind = random.integers(5)
    if kind == 0:
        second = half_beats(beats[:: 2], duration)
    elif kind == 1:
        inner = np.asarray(beats, float)
        second = half_beats(np.sort(np.concatenate([inner, (inner[1:] + inner[:-1]) / 2])), duration)
    elif kind == 2:
        second = half_beats(np.asarray(beats) + random.uniform(-0.08, 0.08), duration)
    elif kind == 3:
        second = fixed(duration, random.uniform(0.2, 0.5))
    else:
        second = half_beats(beats, duration) + 0.0
    return [[round(float(t), 5) for t in grid] for grid in (first, jittered(second, random, 0.02))]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("songs", type=Path)
    arguments.add_argument("output", type=Path)
    options = arguments.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    for path in sorted(options.songs.glob("*.json")):
        target = options.output / path.name
        if not target.exists():
            target.write_text(json.dumps(grids(json.loads(path.read_text()))))

"""Songs with truth and network inputs, held in memory at half precision."""
import bisect
import json
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from chords import classes, key_class

FRAMES_PER_SECOND = 100


def load(inputs, truths, grids):
    """Every song of which inputs, truth and grids are there, in the order of names."""
    songs = []
    for path in sorted(Path(inputs).glob("*.safetensors")):
        truth = json.loads((Path(truths) / f"{path.stem}.json").read_text())
        cuts = json.loads((Path(grids) / f"{path.stem}.json").read_text())
        songs.append(Song(path.stem, load_file(path), truth, cuts))
    return songs


class Song:
    def __init__(self, name, tensors, truth, grids):
        self.name, self.truth = name, truth
        self.rhythm = tensors["rhythm"]
        self.bpm = truth["bpm"]
        self.beats = np.asarray(truth["beats"], np.float64)
        self.downbeats = np.asarray(truth["downbeats"], np.float64)
        self.cuts = [
            (tensors[f"notes.{i}"], tensors[f"levels.{i}"], *harmony_targets(truth, grid))
            for i, grid in enumerate(grids)
        ]


def harmony_targets(truth, grid):
    """Chord, bass and key classes of the cells: what sounds in their middle; 'pure' cells have nothing else."""
    starts = [c[0] for c in truth["chords"]]
    keys = [k[0] for k in truth["keys"]]
    chord, bass, key, weight = [], [], [], []
    for low, high in zip(grid, grid[1:]):
        middle = (low + high) / 2
        span = truth["chords"][max(0, bisect.bisect_right(starts, middle) - 1)]
        c, b = classes(span[2])
        if not span[0] <= middle < span[1]:
            c, b = 0, 0
        chord.append(c)
        bass.append(b)
        key.append(key_class(truth["keys"][max(0, bisect.bisect_right(keys, middle) - 1)][1]))
        inside = min(high, span[1]) - max(low, span[0])
        weight.append(1.0 if inside > 0.7 * (high - low) else 0.3)
    return np.array(chord), np.array(bass), np.array(key), np.array(weight, np.float32)


def frame_targets(times, count, scale=1.0):
    """1 at the times' frames, less at their neighbours."""
    target = np.zeros(count, np.float32)
    frames = np.round(np.asarray(times) * FRAMES_PER_SECOND * scale).astype(int)
    for offset, value in ((2, 0.25), (-2, 0.25), (1, 0.5), (-1, 0.5), (0, 1.0)):
        at = frames + offset
        at = at[(at >= 0) & (at < count)]
        target[at] = np.maximum(target[at], value)
    return target

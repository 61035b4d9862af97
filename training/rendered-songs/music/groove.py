"""Human drumming: loops of the Groove MIDI Dataset (Gillick et al., ICML 2019)."""

import csv
import dataclasses

import mido
import numpy as np


@dataclasses.dataclass
class Performance:
    path: object
    style: str
    bpm: float
    is_fill: bool


class PerformanceError(ValueError):
    pass


def catalogue(folder):
    """All performances in 4/4."""
    out = []
    with open(folder / "info.csv", newline="") as rows:
        for row in csv.DictReader(rows):
            path = folder / row["midi_filename"]
            if row["time_signature"] == "4-4" and path.exists():
                out.append(Performance(path, row["style"].split("/")[0], float(row["bpm"]), row["beat_type"] == "fill"))
    return out


def hits(performance):
    """(beat, drum, velocity), with the drummer's usual distance from the beats taken out."""
    song = mido.MidiFile(performance.path)
    out, tick = [], 0
    for message in mido.merge_tracks(song.tracks):
        tick += message.time
        if message.type == "note_on" and message.velocity:
            out.append((tick / song.ticks_per_beat, message.note, message.velocity))
    if not out:
        raise PerformanceError(f"{performance.path.name} has no notes.")
    beats = np.array([h[0] for h in out])
    on_beats = np.abs(beats - np.round(beats)) < 0.12
    if on_beats.sum() < 8:
        raise PerformanceError(f"{performance.path.name} does not play on the beats.")
    late = float(np.median((beats - np.round(beats))[on_beats]))
    return [(b - late, drum, velocity) for b, drum, velocity in out]


def loop(performance, rng, beats):
    """A stretch of whole bars, `beats` long, from the middle of a performance, beginning at 0."""
    everything = hits(performance)
    bar_count = int(everything[-1][0] // 4)
    if bar_count * 4 < beats:
        raise PerformanceError(f"{performance.path.name} is too short.")
    start = 4 * int(rng.integers(0, bar_count - beats // 4 + 1))
    inside = [(b - start, d, v) for b, d, v in everything if start - 0.06 <= b < start + beats - 0.06]
    if len(inside) < beats:
        raise PerformanceError(f"{performance.path.name} is nearly empty here.")
    return inside

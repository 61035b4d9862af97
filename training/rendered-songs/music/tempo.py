"""Beat times: constant tempi, drift, ritardandi, tempo changes, and swing inside the beat."""

import numpy as np


class TempoCurve:
    """Seconds of any position in beats. Beats are exact; swing only bends what lies between them."""

    def __init__(self, beat_count, bpm, kind, lead_in_s, rng, section_beats):
        periods = np.full(beat_count + 16, 60 / bpm)
        self.kind = kind
        if kind == "drift":
            walk = np.cumsum(rng.normal(0, 1, len(periods)))
            walk -= np.linspace(walk[0], walk[-1], len(walk)) * rng.uniform(0.3, 1)
            walk = np.convolve(walk, np.hanning(9) / np.hanning(9).sum(), "same")
            periods *= 1 + rng.uniform(0.008, 0.03) * walk / (np.abs(walk).max() + 1e-9)
        elif kind == "ritardando":
            length = int(rng.integers(6, 17))
            end = beat_count
            slowing = 1 + rng.uniform(0.2, 0.6) * np.linspace(0, 1, length + 1)[1:] ** 1.5
            periods[max(0, end - length) : end] *= slowing[-min(length, end) :]
            periods[end:] = periods[end - 1]
        elif kind == "change" and len(section_beats) > 2:
            at = int(section_beats[int(rng.integers(1, len(section_beats) - 1))])
            ratio = float(rng.choice([rng.uniform(0.8, 0.93), rng.uniform(1.07, 1.25)]))
            periods[at:] *= ratio
        elif kind == "ramp":
            periods *= np.linspace(1, rng.choice([0.86, 0.92, 1.08]), len(periods))
        self.times = lead_in_s + np.concatenate([[0], np.cumsum(periods)])
        self.periods = periods
        self.beat_count = beat_count
        self.swing, self.level = 0.5, 1

    def set_swing(self, ratio, level):
        """`ratio` of a half beat (level 1) or of a quarter beat (level 2)."""
        self.swing, self.level = ratio, level

    def seconds(self, beats, swung=True):
        beats = np.asarray(beats, float)
        whole = np.floor(beats + 1e-9)
        inside = np.clip(beats - whole, 0, 1)
        if swung and self.swing != 0.5:
            unit = 1 / self.level
            part = np.floor(inside / unit + 1e-9)
            x = np.clip(inside / unit - part, 0, 1)
            x = np.where(x < 0.5, x * 2 * self.swing, self.swing + (x - 0.5) * 2 * (1 - self.swing))
            inside = (part + x) * unit
        return np.interp(whole + inside, np.arange(len(self.times)), self.times)

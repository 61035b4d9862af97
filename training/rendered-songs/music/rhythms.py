"""Rhythms of accompaniment and melody: which positions of a bar are struck, and for how long."""

import numpy as np


def strength(position, bar_beats, division):
    """How strong a position of the bar is: 4 the bar, 3 its half, 2 a beat, 1 a division, 0 between."""
    if abs(position) < 1e-6:
        return 4
    beat = abs(position - round(position)) < 1e-6
    if beat:
        return 3 if bar_beats % 2 == 0 and abs(position - bar_beats / 2) < 1e-6 else 2
    inner = position * division
    return 1 if abs(inner - round(inner)) < 1e-6 else 0


def drawn(rng, bar_beats, division, density, syncopation):
    """Onsets drawn over the divisions (and half divisions when dense) of a bar; the first is always struck."""
    step = 1 / division if density < 0.75 or division == 3 else 0.5 / division
    out = [0.0]
    for position in np.arange(step, bar_beats - 1e-6, step):
        s = strength(position, bar_beats, division)
        p = (0.1, 0.45, 0.75, 0.85, 1)[s] * (1 - syncopation) + (0.5, 0.55, 0.25, 0.3, 1)[s] * syncopation
        if rng.random() < p * (0.35 + density):
            out.append(float(position))
    return out


def offbeats(bar_beats, division):
    return [b + (division - 1) / division for b in range(bar_beats)]


def named(name, rng, bar_beats, division):
    """Onsets of an accompaniment by the name of its manner."""
    beats = [float(b) for b in range(bar_beats)]
    inner = [b + i / division for b in range(bar_beats) for i in range(division)]
    if name == "whole":
        return [0.0]
    if name == "halves":
        return [0.0] + ([float((bar_beats + 1) // 2)] if bar_beats > 2 else [])
    if name == "beats":
        return beats
    if name == "divisions":
        return inner
    if name == "offbeats":
        return offbeats(bar_beats, division)
    if name == "afterbeats":  # The oom-pah's "pah".
        return beats[1:] if bar_beats != 4 else [1.0, 3.0]
    if name == "charleston" and division == 2:
        return [0.0, 1.5] + ([3.0] if bar_beats > 3 and rng.random() < 0.3 else [])
    if name == "tresillo" and division == 2 and bar_beats >= 4:
        return [0.0, 1.5, 3.0]
    if name == "push" and division == 2 and bar_beats >= 4:
        return [0.0, 1.0, 2.5, 3.0]
    if name == "dense":
        return drawn(rng, bar_beats, division, 0.9, 0.3)
    if name == "sparse":
        return drawn(rng, bar_beats, division, 0.2, 0.3)
    return drawn(rng, bar_beats, division, rng.uniform(0.3, 0.8), rng.uniform(0, 0.8))


def clipped(onsets, bar_beats, must):
    """Onsets inside a bar, with those that must be struck (where the chord changes), in order."""
    return sorted({round(o, 4) for o in onsets if o < bar_beats - 0.05} | {float(m) for m in must})

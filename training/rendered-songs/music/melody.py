"""Melodies: a motif per section, chord tones on strong places, steps between, suspensions and breaths."""

import numpy as np

from . import rhythms

MAJOR_SCALE, MINOR_SCALE = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10)


def scale_of(tonic, mode, chord):
    """The key's scale bent towards the chord: a chord tone replaces its neighbours that are a semitone away."""
    scale = {(tonic + s) % 12 for s in (MINOR_SCALE if mode == "minor" else MAJOR_SCALE)}
    tones = set(chord.pitch_classes)
    return sorted({p for p in scale if p in tones or not ({(p + 1) % 12, (p - 1) % 12} & (tones - scale))} | tones)


def motif(rng, bar_beats, division, density):
    """Onsets of two bars, the second a variation of the first, with room to breathe at the end."""
    first = rhythms.drawn(rng, bar_beats, division, density, rng.uniform(0, 0.6))
    second = first if rng.random() < 0.5 else rhythms.drawn(rng, bar_beats, division, density * 0.8, 0.3)
    breath = bar_beats * rng.uniform(0.5, 0.9)
    return [first[1:] if rng.random() < 0.3 else first, [o for o in second if o < breath] or [0.0]]


def nearest(pitch, classes, low, high):
    """The nearest pitch whose class is allowed."""
    for distance in range(12):
        for candidate in (pitch + distance, pitch - distance):
            if candidate % 12 in classes and low <= candidate <= high:
                return candidate
    return pitch


def sung(rng, section, spans, bars, low, high, density, freedom=0.2):
    """(beat, beats, pitch, velocity) over chord spans. `freedom` is the share of notes outside the chord."""
    figures, contour = {}, rng.normal(0, 1, 64).cumsum()
    out, current = [], int((low + high) / 2)
    onsets = []
    for number, (start, bar) in enumerate(bars):
        key = (bar.beats, bar.division)
        if key not in figures:
            figures[key] = motif(rng, *key, density)
        if number % 8 == 7 and rng.random() < 0.3:
            continue
        onsets += [(start + o, rhythms.strength(o, *key), start + bar.beats) for o in figures[key][number % 2]]
    for index, (onset, strength, bar_end) in enumerate(onsets):
        chord = next((c for a, b, c in spans if a <= onset + 1e-6 < b), None)
        if chord is None:
            continue
        following = onsets[index + 1][0] if index + 1 < len(onsets) else bar_end
        length = min(following, bar_end + 1) - onset
        span_end = next(b for a, b, c in spans if a <= onset + 1e-6 < b)
        tones, scale = chord.pitch_classes, scale_of(section.tonic, section.mode, chord)
        aim = (low + high) / 2 + 3.5 * contour[index % 16] + rng.normal(0, 1.5)
        step = int(np.clip(round((aim - current) / 2), -4, 4))
        is_tone = rng.random() > freedom * (0.7 if strength >= 2 or length > 1.2 else 2.2)
        pitch = nearest(current + step, tones if is_tone else scale, low, high)
        if is_tone and strength >= 2 and length >= 1.5 and rng.random() < 0.15:
            leaning = nearest(pitch + 1, scale, low, high)  # A suspension, resolved by step.
            out.append((onset, 0.5, leaning, 92))
            onset, length = onset + 0.5, length - 0.5
        if not is_tone and onset + length > span_end:
            length = max(0.2, span_end - onset)
        out.append(
            (
                onset,
                max(0.15, min(length, span_end - onset + 0.3) * rng.uniform(0.75, 0.98)),
                pitch,
                int(rng.integers(80, 108)),
            )
        )
        current = pitch
    return out

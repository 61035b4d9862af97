"""Chord voicings: close, open, guitar-like, with small movements between them."""

import itertools

import numpy as np


def voiced(chord, centre, previous, rng, wide=False, size=None):
    """MIDI pitches of a chord near `centre`, moving little from `previous`; every chord tone that matters is in it."""
    tones = list(chord.pitch_classes)
    size = size or len(tones)
    if len(tones) > 4 and chord.fifth in tones:
        tones.remove(chord.fifth)
    tones = tones[:5]
    best, best_cost = None, 1e9
    for rotation in range(len(tones)):
        order = tones[rotation:] + tones[:rotation]
        for base in (centre - 12, centre - 6, centre):
            pitch = base + (order[0] - base) % 12
            stack = [pitch]
            for tone in order[1:]:
                pitch += (tone - pitch) % 12 or 12
                stack.append(pitch)
            if wide and len(stack) > 2:
                stack[1] += 12
                stack.sort()
            cost = abs(np.mean(stack) - centre) * 0.4
            if previous:
                cost += sum(min(abs(a - b) for b in previous) for a in stack)
            if cost < best_cost:
                best, best_cost = stack, cost
    if size > len(best):
        best = best + [p + 12 for p in best[: size - len(best)]]
    return best


def guitar(chord, rng):
    """Up to six strings, the bass lowest, as open and barre chords lie."""
    low = 40 + (chord.bass_pitch_class - 40) % 12
    if low > 48:
        low -= 12 if low - 12 >= 40 else 0
    out, pitch = [low], low
    tones = set(chord.pitch_classes)
    if chord.bass_pitch_class not in tones:
        tones = tones | {chord.bass_pitch_class}
    cycle = itertools.count(low + 3)
    while len(out) < 6:
        pitch = next(cycle)
        if pitch > 76:
            break
        if pitch % 12 in tones and pitch - out[-1] >= 3 + (len(out) < 2):
            out.append(pitch)
    for tone in set(chord.pitch_classes) - {p % 12 for p in out}:
        out.append(60 + (tone - 60) % 12)
    return sorted(out)


def power(chord):
    root = 36 + (chord.bass_pitch_class - 36) % 12
    root += 12 if root < 40 else 0
    return [root, root + 7, root + 12]

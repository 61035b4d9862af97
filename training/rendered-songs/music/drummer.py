"""Plays drums through a song's sections: patterns or human loops, with fills, crashes, breaks and ghost notes."""

import numpy as np

from . import drum_patterns, groove
from .form import METRES

FILL_DRUMS = [38, 38, 48, 48, 45, 45, 41, 41]


def pick_patterns(rng, style, metre):
    """A calm and a full pattern."""
    known = drum_patterns.PATTERNS[metre]
    suited = [n for n in drum_patterns.STYLES[style].split(",") if n in known] if metre == "4/4" else list(known)
    first = str(rng.choice(suited))
    return first, str(rng.choice(suited)) if rng.random() < 0.6 else first


def varied(pattern, rng):
    """A pattern made a song's own: a kick moved or added, hats thinned, other drums standing in."""
    swap = {}
    if rng.random() < 0.25:
        swap[42] = int(rng.choice([51, 46, 44, 70, 54]))
    if rng.random() < 0.12:
        swap[38] = int(rng.choice([37, 39, 40]))
    out = [(p, swap.get(d, d), v, o) for p, d, v, o in pattern]
    kicks = [h for h in out if h[1] == 36]
    if kicks and rng.random() < 0.4:
        out.append((kicks[-1][0] + float(rng.choice([1, -1, 2])) / 16, 36, 84, rng.random() < 0.5))
    if rng.random() < 0.15:
        out = [h for h in out if h[1] not in (42, 46, 51) or (h[0] * 8) % 1 < 0.01]
    return [h for h in out if 0 <= h[0] < 1]


def bar_hits(pattern, bar, full_beats, rng):
    """A pattern in one bar; a longer bar begins it again, a shorter one breaks it off."""
    out = []
    for start in range(0, bar.beats, full_beats):
        for position, drum, velocity, is_optional in pattern:
            beat = start + position * full_beats
            if beat < bar.beats - 1e-6 and not (is_optional and rng.random() < 0.5):
                out.append((beat, drum, velocity))
    return out


def fill(rng, bar, intensity):
    """A fill over the last beats of a bar: (first beat of it, hits)."""
    length = min(bar.beats, int(rng.choice([1, 2, 2, bar.beats])))
    step = 1 / bar.division if rng.random() < 0.3 else 0.5 / bar.division
    start = bar.beats - length
    positions = np.arange(start, bar.beats - 1e-6, step)
    drums = FILL_DRUMS if rng.random() < 0.7 else [38]
    hits = []
    for index, position in enumerate(positions):
        if rng.random() < 0.25 + 0.6 * intensity:
            drum = drums[int(index * len(drums) / len(positions))]
            hits.append((float(position), drum, int(rng.integers(70, 112))))
    if rng.random() < 0.5:
        hits.append((float(start), 36, 96))
    return start, hits


def play(rng, song, style, loops, entry_section):
    """(beat, drum, velocity, is human timing) for the song. `loops` are human performances to draw on, or empty."""
    metre = song.time_signature
    full_beats = METRES[metre][0]
    calm, full = pick_patterns(rng, style, metre)
    calm, full = varied(drum_patterns.parsed(calm, metre), rng), varied(drum_patterns.parsed(full, metre), rng)
    rests = rng.random() < 0.25  # Some drummers leave whole sections out.
    human, out, start = {}, [], 0.0
    break_chance = 0.25 if rng.random() < 0.4 else 0.02
    for index, section in enumerate(song.sections):
        end = start + section.beat_count
        loud = section.label in ("chorus", "solo", "instrumental")
        silent = index < entry_section or (
            rests and section.label in ("intro", "outro", "bridge", "interlude") and rng.random() < 0.5
        )
        pattern = full if loud else calm
        if loops and metre == "4/4" and section.letter not in human and not silent:
            try:
                human[section.letter] = groove.loop(
                    loops[int(rng.integers(len(loops)))], rng, int(rng.choice([4, 8, 16]))
                )
            except groove.PerformanceError:
                human[section.letter] = []
        bar_start = start
        for number, bar in enumerate(section.bars):
            if silent:
                bar_start += bar.beats
                continue
            is_last = number == len(section.bars) - 1
            taken = human.get(section.letter)
            if taken and bar.beats == 4:
                length = int(round(max(b for b, _, _ in taken) / 4 + 0.51)) * 4
                phase = (4 * number) % max(4, length)
                hits = [(b - phase, d, v, True) for b, d, v in taken if phase - 0.06 <= b < phase + 3.94]
            else:
                hits = [(b, d, v, False) for b, d, v in bar_hits(pattern, bar, full_beats, rng)]
            if bar.division == 2 and metre != "7/8" and not taken and rng.random() < 0.3 and loud:
                hits.append((float(rng.integers(bar.beats)) + 0.75, 38, 36, False))
            if is_last and rng.random() < 0.8 or number % 4 == 3 and rng.random() < 0.25:
                cut, filled = fill(rng, bar, 0.7 if loud else 0.4)
                hits = [h for h in hits if h[0] < cut] + [(*h, False) for h in filled]
            elif number > 0 and rng.random() < break_chance * 0.3:
                hits = [h for h in hits if h[0] < 0.5] if rng.random() < 0.5 else []
            if number == 0 and index > 0 and rng.random() < (0.8 if loud else 0.35):
                hits.append((0.0, int(rng.choice([49, 57, 49, 46])), 112, False))
            level = (1.06 if loud else 0.9) * (0.75 if section.label in ("intro", "outro") else 1)
            out += [(bar_start + b, d, int(np.clip(v * level, 1, 127)), h) for b, d, v, h in hits]
            bar_start += bar.beats
        start = end
    return [h for h in out if h[0] > -0.05]

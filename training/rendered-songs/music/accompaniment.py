"""Comping: how chords become notes on a keyboard, a guitar or a section."""

import dataclasses

import numpy as np

from . import rhythms, voicing


@dataclasses.dataclass
class Manner:
    """How a part accompanies: a figure, a rhythm, a register, how long notes are held (0...1 of their time)."""

    figure: str  # block, strum, arpeggio, alberti, power, pad, ballad, oom-pah, riff
    rhythm: str
    centre: int
    hold: float
    wide: bool = False
    spread_s: float = 0.0


FIGURES = {
    "rock": "strum strum power power block riff",
    "pop": "block strum arpeggio ballad block",
    "ballad": "ballad arpeggio strum block alberti",
    "dance": "block block arpeggio",
    "hip-hop": "block arpeggio block",
    "funk": "block strum block",
    "soul": "block strum block",
    "jazz": "block block arpeggio",
    "latin": "block strum arpeggio",
    "reggae": "block strum",
    "country": "strum strum oom-pah arpeggio",
    "metal": "power power power riff",
    "folk": "strum arpeggio arpeggio",
    "electronic": "arpeggio block block",
    "march": "oom-pah block alberti",
    "afro": "arpeggio strum block",
}
RHYTHMS = {
    "rock": "divisions beats drawn push",
    "pop": "beats drawn push halves divisions tresillo",
    "ballad": "beats halves sparse",
    "dance": "offbeats drawn tresillo dense",
    "hip-hop": "sparse halves drawn",
    "funk": "dense drawn offbeats",
    "soul": "drawn beats offbeats",
    "jazz": "charleston sparse drawn afterbeats",
    "latin": "tresillo drawn dense",
    "reggae": "afterbeats offbeats",
    "country": "afterbeats beats drawn",
    "metal": "divisions dense drawn",
    "folk": "drawn divisions beats push",
    "electronic": "dense offbeats drawn divisions",
    "march": "afterbeats beats",
    "afro": "dense drawn tresillo",
}


def drawn_manner(rng, kind):
    figure = str(rng.choice(FIGURES[kind].split()))
    rhythm = str(rng.choice(RHYTHMS[kind].split()))
    return Manner(
        figure,
        rhythm,
        int(rng.integers(56, 70)),
        float(rng.choice([0.3, 0.6, 0.9, 0.98])),
        bool(rng.random() < 0.25),
        float(rng.uniform(0.005, 0.022)) if figure == "strum" else float(rng.choice([0, 0.0, 0.01])),
    )


def comped(manner, rng, spans, bars, pattern):
    """(beat, beats, pitch, velocity, seconds later) of a part over chord spans (start, end, chord)."""
    out, previous = [], None
    for start, end, chord in spans:
        if chord is None:
            continue
        if manner.figure == "power":
            tones = voicing.power(chord)
        elif manner.figure == "strum":
            tones = voicing.guitar(chord, rng)
        else:
            tones = voicing.voiced(chord, manner.centre, previous, rng, manner.wide)
        previous = tones
        if manner.figure == "pad":
            out += [(start, (end - start) * 0.99, p, 66, 0.0) for p in tones]
            continue
        onsets = [(0.0, True)]
        for bar_start, bar in bars:
            if bar_start + bar.beats <= start or bar_start >= end:
                continue
            here = pattern.get((bar.beats, bar.division), [0.0])
            if manner.figure in ("arpeggio", "alberti", "ballad"):
                here = rhythms.named(
                    "beats" if manner.figure == "ballad" else "divisions", rng, bar.beats, bar.division
                )
            onsets += [(bar_start + o - start, o == int(o)) for o in here if start + 1e-6 < bar_start + o < end - 0.1]
        if manner.figure in ("block", "strum") and manner.rhythm in ("afterbeats", "offbeats") and len(onsets) > 1:
            onsets = onsets[1:]  # The chord itself comes after the beat; the bass has the beat.
        out += _figure(manner, rng, start, end, sorted(set(onsets)), tones, chord)
    return out


def _figure(manner, rng, start, end, onsets, tones, chord):
    out = []
    times = [o for o, _ in onsets] + [end - start]
    if manner.figure in ("arpeggio", "alberti", "oom-pah") and len(onsets) < len(tones):
        # Too short to be spread out: all of the chord is heard at once.
        return [(start, (end - start) * max(0.5, manner.hold), p, 80, 0.0) for p in tones]
    for index, (onset, is_beat) in enumerate(onsets):
        gap = times[index + 1] - onset
        held = max(0.12, gap * manner.hold)
        velocity = int(np.clip((88 if is_beat else 76) + rng.normal(0, 5), 30, 120))
        if manner.figure == "arpeggio":
            order = tones + tones[-2:0:-1]
            out.append((start + onset, max(held, 1.0), order[index % len(order)], velocity, 0.0))
        elif manner.figure == "alberti":
            order = [tones[0], tones[-1], tones[len(tones) // 2], tones[-1]]
            out.append((start + onset, held, order[index % 4], velocity, 0.0))
        elif manner.figure == "ballad":
            if index == 0:
                low = 36 + (chord.bass_pitch_class - 36) % 12
                out += [(start, (end - start) * 0.95, p, 78, 0.0) for p in (low, low + 12)]
            out += [(start + onset, gap * 0.95, p, velocity - 10, 0.0) for p in tones]
        elif manner.figure == "oom-pah":
            if is_beat and index % 2 == 0:
                out.append((start + onset, held, 43 + (chord.bass_pitch_class - 43) % 12, velocity, 0.0))
            else:
                out += [(start + onset, held, p, velocity - 6, 0.0) for p in tones]
        elif manner.figure == "riff":
            figure = [tones[0] - 12, tones[0], tones[-1] - 12, tones[min(1, len(tones) - 1)] - 12]
            out.append((start + onset, held, figure[(index * 3) % 4], velocity, 0.0))
        else:
            down = not (manner.figure == "strum" and not is_beat)
            strings = tones if down else tones[::-1][:4]
            out += [
                (start + onset, held, p, velocity - (0 if down else 8), k * manner.spread_s)
                for k, p in enumerate(strings)
            ]
    return out

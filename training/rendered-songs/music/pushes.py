"""Chord changes played early."""

import numpy as np


def anticipate(arranger):
    """Plays some changes of chord a division before their beat; the truth stays on the beat, as people write it."""
    rng, division = arranger.rngs("pushes"), arranger.song.sections[0].bars[0].division
    early = 1 / division
    starts = [s + a for s, spans in zip(arranger.starts, arranger.spans) for a, _, c in spans if c and s + a > 1]
    chosen = {x for x in starts if rng.random() < 0.5}
    for part in arranger.parts:
        if part.voice != "font" or part.name in ("voice", "lead", "solo", "counter"):
            continue
        pushed = []
        for beat, beats, pitch, velocity, later, swung in part.notes:
            if beat in chosen:
                beat, beats = beat - early, beats + early
            else:
                following = next((x for x in (np.ceil(beat), np.ceil(beat) + 1) if x in chosen), None)
                if following is not None and following - early <= beat < following:
                    continue
                if following is not None:
                    beats = min(beats, max(0.1, following - early - beat))
            pushed.append((float(beat), float(beats), pitch, velocity, later, swung))
        part.notes = pushed

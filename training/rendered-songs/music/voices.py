"""Who sings or plays the tune, its second voice, and counter melodies."""

from . import accompaniment, instruments, melody


def tune(arranger):
    rng = arranger.rngs("melody")
    low = int(rng.integers(46, 62))
    if arranger.has_voice and rng.random() < 0.8:
        part = arranger.part("voice", "vocals", "singer", 0, 0.0, 0.1)
    elif arranger.has_voice:
        part = arranger.part("voice", "vocals", "font", arranger.choice(instruments.VOICES), -1.0, 0.1)
    elif rng.random() < 0.85:
        part = arranger.part("lead", "other", "font", arranger.choice(instruments.LEADS[arranger.kind]), -3.0, 0.3)
        low = int(rng.integers(55, 67))
    else:
        return
    solo = arranger.part("solo", "other", "font", arranger.choice(instruments.LEADS[arranger.kind]), -2.0, 0.4)
    second = (
        arranger.part("second voice", "vocals", "singer2", 0, -7.0, 0.5)
        if part.voice == "singer" and rng.random() < 0.35
        else None
    )
    counter = (
        arranger.part(
            "counter", "other", "font", arranger.choice(instruments.STRINGS + instruments.LEADS[arranger.kind]), -9.0
        )
        if rng.random() < 0.3
        else None
    )
    sung, density, freedom = {}, float(rng.uniform(0.15, 0.8)), float(rng.uniform(0.05, 0.4))
    for index, section in enumerate(arranger.song.sections):
        instrumental = section.label in ("intro", "outro", "interlude", "solo", "instrumental", "transition")
        if instrumental and section.label not in ("solo", "instrumental") and rng.random() < 0.6:
            continue
        who = solo if instrumental else part
        key = (section.letter, len(section.bars), section.tonic, instrumental)
        if key not in sung or rng.random() < 0.15:
            here = low + (8 if instrumental else 0)
            busy = density * (1.25 if section.label in ("chorus", "solo") else 0.9)
            sung[key] = melody.sung(
                rng,
                section,
                arranger.spans[index],
                arranger.bars_of(index),
                here,
                here + int(rng.integers(11, 18)),
                busy,
                freedom,
            )
        arranger.add(who, index, sung[key])
        if second and section.label == "chorus":
            shift = int(rng.choice([12, -12]))
            arranger.add(
                second,
                index,
                (
                    in_thirds(arranger, sung[key], index)
                    if rng.random() < 0.6
                    else [(b, d, p + shift, v) for b, d, p, v in sung[key]]
                ),
            )
        if counter and arranger.energy[index] > 0.6:
            arranger.add(
                counter, index, melody.sung(rng, section, arranger.spans[index], arranger.bars_of(index), 60, 76, 0.1)
            )


def in_thirds(arranger, notes, index):
    section, out = arranger.song.sections[index], []
    for beat, beats, pitch, velocity in notes:
        chord = next((c for a, b, c in arranger.spans[index] if a <= beat + 1e-6 < b), None)
        if chord:
            scale = melody.scale_of(section.tonic, section.mode, chord)
            above = melody.nearest(pitch + 4, chord.pitch_classes if beats > 0.8 else scale, pitch + 2, pitch + 9)
            out.append((beat, beats, above, velocity - 8))
    return out


def given_notes(arranger):
    """The parts that a song brings with it."""
    rng = arranger.rng
    voice = arranger.part(
        "voice",
        "vocals",
        "singer" if arranger.has_voice else "font",
        arranger.choice(instruments.LEADS["pop"]),
        -1.0,
        0.1,
    )
    voice.stem = "vocals" if arranger.has_voice else "other"
    bridge = arranger.part("bridge", "other", "font", arranger.choice(instruments.LEADS[arranger.kind]), -5.0)
    piano = arranger.part("piano", "other", "font", arranger.choice(instruments.PIANOS + [4, 24, 25, 11]), -5.0)
    to = {"MELODY": voice, "BRIDGE": bridge, "PIANO": piano}
    for index, section in enumerate(arranger.song.sections):
        for name, beat, beats, pitch, velocity in section.notes:
            arranger.add(to[name], index, [(max(0.0, beat), beats, pitch, velocity)])
    if rng.random() < 0.5:
        pad = arranger.part("pad", "other", "font", arranger.choice(instruments.PADS + instruments.STRINGS), -10.0, 0.3)
        manner = accompaniment.Manner("pad", "whole", 62, 1.0)
        for index in range(len(arranger.song.sections)):
            if arranger.energy[index] > 0.55:
                arranger.add(
                    pad, index, accompaniment.comped(manner, rng, arranger.spans[index], arranger.bars_of(index), {})
                )

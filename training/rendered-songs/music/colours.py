"""What makes a plain progression less plain: sevenths, suspensions, applied dominants, inversions."""

import dataclasses

from .harte import Chord, intervals


def enriched(chord, tonic, richness, rng):
    """`richness` 0 (triads) ... 3 (sevenths and more nearly everywhere)."""
    if chord.quality not in ("maj", "min", "dim", "7", "maj7", "min7"):
        return chord
    step = (chord.root - tonic) % 12
    p = (0.03, 0.2, 0.55, 0.92)[richness]
    quality = chord.quality
    if rng.random() < p:
        if quality == "maj":
            major_kind = ["maj7"] * 6 + ["maj6", "maj6", "maj(9)", "maj(9)"]
            quality = (
                str(rng.choice(["7"] * 6 + ["9", "sus4(b7)"]))
                if step in (2, 7, 10) and rng.random() < 0.8
                else str(rng.choice(["7", "maj", "maj7"])) if step in (4, 9, 11) else str(rng.choice(major_kind))
            )
        elif quality == "min":
            quality = "min7" if rng.random() < 0.85 else str(rng.choice(["min6", "min(9)", "min9"]))
        elif quality == "dim":
            quality = "hdim7" if rng.random() < 0.5 else "dim7"
    if richness == 3 and rng.random() < 0.3:
        quality = {"maj7": "maj9", "min7": "min9", "7": str(rng.choice(["9", "13", "7(b9)", "7(#9)"]))}.get(
            quality, quality
        )
    if quality == "maj" and rng.random() < 0.05:
        quality = str(rng.choice(["sus2", "sus4", "maj(9)", "maj6"]))
    return dataclasses.replace(chord, quality=quality)


UNUSUAL = {
    "maj": ["sus2", "sus4", "maj6", "aug", "maj7", "7", "maj(9)", "sus4(b7)", "min6"],
    "min": ["min6", "minmaj7", "dim", "hdim7", "dim7", "min7", "min(9)", "sus2"],
}


def unusual(chord, rng):
    """A rare quality on the same root: some songs are made of these, so that every quality is heard often enough."""
    kind = "min" if 3 in intervals(chord.quality) else "maj"
    return dataclasses.replace(chord, quality=str(rng.choice(UNUSUAL[kind]))) if rng.random() < 0.35 else chord


def inverted(chord, rng):
    """The chord over its third, fifth or seventh."""
    kinds = intervals(chord.quality)
    choices = [d for d, s in (("3", 4), ("b3", 3), ("5", 7), ("3", 4), ("b7", 10), ("7", 11)) if s in kinds]
    return dataclasses.replace(chord, bass=str(rng.choice(choices))) if choices and not chord.bass else chord


def coloured_bar(chords, next_chord, beats, tonic, rng, boldness):
    """One bar's chords, perhaps with a suspension, an applied dominant, a passing or a borrowed chord at its end."""
    if beats < 2 or len(chords) != 1 or rng.random() > boldness:
        return chords
    (_, chord), half = chords[0], (beats + 1) // 2
    late = beats - 1 if beats > 2 and rng.random() < 0.3 else half
    kind = rng.random()
    plain = chord.quality in ("maj", "min", "7", "maj7", "min7")
    if kind < 0.2 and chord.quality in ("maj", "7"):
        suspended = "sus4" if chord.quality == "maj" else "sus4(b7)"
        return [(0, Chord(chord.root, suspended)), (half, chord)]
    if next_chord is None or next_chord.root == chord.root or not plain:
        return chords
    minor_next = 3 in intervals(next_chord.quality)
    if kind < 0.55:
        applied = (next_chord.root + 7) % 12
        if applied == chord.root:
            return chords
        quality = str(rng.choice(["7", "7", "maj", "7(b9)" if minor_next else "9"]))
        return [(0, chord), (late, Chord(applied, quality))]
    if kind < 0.68 and (next_chord.root - chord.root) % 12 in (2, 7):
        return [(0, chord), (late, Chord((next_chord.root - 1) % 12, "dim7" if rng.random() < 0.7 else "dim"))]
    if kind < 0.78 and chord.quality == "maj":
        return [(0, chord), (half, Chord(chord.root, "aug"))]
    if kind < 0.9 and chord.quality == "maj" and (chord.root - tonic) % 12 == 5:
        return [(0, chord), (half, Chord(chord.root, str(rng.choice(["min", "min6"]))))]
    if kind < 0.95 and (next_chord.root - chord.root) % 12 in (7, 5, 2, 9):
        related = Chord((next_chord.root + 2) % 12, "hdim7" if minor_next else "min7")
        return [(0, related if rng.random() < 0.2 else chord), (half, Chord((next_chord.root + 7) % 12, "7"))]
    return chords

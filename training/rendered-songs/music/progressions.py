"""Chord progressions in roman numerals, relative to the major scale on the tonic ("bVI" is spelt out in minor too)."""

import re

from .harte import Chord

NUMERALS = {"I": 0, "II": 2, "III": 4, "IV": 5, "V": 7, "VI": 9, "VII": 11}
SUFFIXES = {
    "": "maj",
    "7": "7",
    "M7": "maj7",
    "6": "maj6",
    "9": "9",
    "sus4": "sus4",
    "sus2": "sus2",
    "7sus4": "sus4(b7)",
    "+": "aug",
    "add9": "maj(9)",
    "13": "13",
    "M9": "maj9",
    "5": "5",
    "7b9": "7(b9)",
}
MINOR_SUFFIXES = {
    "": "min",
    "7": "min7",
    "o": "dim",
    "ø": "hdim7",
    "o7": "dim7",
    "6": "min6",
    "9": "min9",
    "M7": "minmaj7",
}


def chord(numeral, tonic=0):
    """ "bVII7/3" and the like as a chord: capitals are major, small letters minor or diminished."""
    match = re.fullmatch(r"([b#]*)([IViv]+)([^/]*)(?:/([b#]?\d))?", numeral)
    root = (tonic + NUMERALS[match[2].upper()] + match[1].count("#") - match[1].count("b")) % 12
    suffixes = SUFFIXES if match[2].isupper() else MINOR_SUFFIXES
    return Chord(root, suffixes[match[3]], match[4] or "")


MAJOR = [
    "I V vi IV",
    "I vi IV V",
    "vi IV I V",
    "I IV V IV",
    "I iii IV V",
    "I IV I V",
    "I V IV I",
    "I vi ii V",
    "IV V iii vi",
    "I V/7 vi IV",
    "I ii IV I",
    "IV I V vi",
    "I IV vi V",
    "vi V IV V",
    "I I IV IV",
    "ii V I I",
    "I iii vi IV",
    "IV IV I I",
    "ii IV I V",
    "I V vi iii IV I IV V",
    "I V/7 vi I/5 IV I/3 ii V",
    "vi ii V I IV vi V I",
    "I I/3 IV V",
    "IV V I vi",
    "I IV ii V",
    "I III7 IV iv",
    "I I7 IV iv",
    "I vi iii V",
    "V IV I I",
    "I II7 IV I",
    "I bVII IV I",
    "I I+ I6 I7 IV iv I V",
    "I #io7 ii V",
    "IV #ivo7 I/5 V",
    "I VI7 II7 V7",
    "iii vi ii V",
    "I bIII IV I",
    "I V ii IV",
    "IV iv I I",
    "bVI bVII I I",
    "I iii bVII IV",
]
MINOR = [
    "i bVI bIII bVII",
    "i bVII bVI V",
    "i iv V i",
    "i iv bVII bIII",
    "i bVI iv V",
    "i v bVI bVII",
    "i bVII bVI bVII",
    "bVI bVII i i",
    "i i iv V",
    "i bIII bVII iv",
    "i iiø V i",
    "i bVI V i",
    "iv i V i",
    "bVI bIII bVII i",
    "i V/7 bIII/5 IV iv i iiø V",
    "i i/b7 bVI V",
    "i iv i V",
    "iv bVII bIII bVI iiø V i i",
    "i bVII iv bVI",
    "i V i bVII",
    "bVI iv i V",
    "i bII V i",
    "i bIII bVI V",
    "i v iv i",
    "i io7 iv V",
]
DORIAN = ["i IV i IV", "i IV bVII i", "i ii bIII IV", "i bVII IV i", "i v IV i", "i i IV IV"]
MIXOLYDIAN = ["I bVII IV I", "I bVII I bVII", "I v bVII IV", "I IV bVII IV", "I I bVII bVII", "bVII IV I I"]
LYDIAN = ["I II I II", "I II vi I", "I II IV I"]
PHRYGIAN = ["i bII i bII", "i bII bIII bII", "i bvii bII i"]
JAZZ_MAJOR = [
    "ii7 V7 IM7 IM7",
    "IM7 vi7 ii7 V7",
    "iii7 VI7 ii7 V7",
    "IM7 IM7 ii7 V7",
    "IM7 IVM7 iii7 VI7 ii7 V7 IM7 V7",
    "IM7 I6 ii7 V7 iii7 VI7b9 ii7 V7",
    "IM7 bIIIM7 bVIM7 bIIM7",
    "ii7 bII7 IM7 VI7",
    "IM9 iv6 IM9 bVII9",
    "IM7 #io7 ii7 #iio7 iii7 VI7 ii7 V13",
    "IVM7 iv6 iii7 VI7 ii7 V7 I6 I6",
    "IM7 III7 vi7 v7 IVM7 iv6 IM7 V7sus4",
]
JAZZ_MINOR = [
    "iiø V7 i7 i7",
    "i7 bVIM7 iiø V7b9",
    "i7 iv7 bVII7 bIIIM7 bVIM7 iiø V7 i6",
    "iM7 i7 i6 i7",
    "i7 i7 bVIM7 V7",
    "i9 bVI7 V7 i9",
    "iv7 bVII7 bIIIM7 bVIM7 iiø V7b9 i7 i7",
]
BLUES = [
    "I7 I7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7",
    "I7 IV7 I7 I7 IV7 IV7 I7 VI7 ii7 V7 I7 V7",
    "i7 i7 i7 i7 iv7 iv7 i7 i7 bVI7 V7 i7 V7",
    "I7 I7 IV7 IV7",
]
POOLS = {
    "major": MAJOR,
    "minor": MINOR,
    "dorian": DORIAN,
    "mixolydian": MIXOLYDIAN,
    "lydian": LYDIAN,
    "phrygian": PHRYGIAN,
    "jazz major": JAZZ_MAJOR,
    "jazz minor": JAZZ_MINOR,
    "blues": BLUES,
}
MINOR_POOLS = {"minor", "dorian", "phrygian", "jazz minor"}

# Where functional harmony goes from each chord; the weights are ours.
MOVES_MAJOR = {
    "I": "IV IV V V vi ii iii bVII",
    "ii": "V V V IV vi",
    "iii": "vi vi IV ii",
    "IV": "V V I I ii iv",
    "V": "I I I vi IV",
    "vi": "ii IV IV V iii",
    "iv": "I I V",
    "bVII": "IV IV I",
    "viio": "I vi",
}
MOVES_MINOR = {
    "i": "iv iv bVI bVII V bIII iiø",
    "iv": "V V i bVII bVI",
    "V": "i i i bVI",
    "bVI": "bVII bVII iv V bIII iiø",
    "bVII": "bIII i i bVI",
    "bIII": "bVI bVII iv",
    "iiø": "V V",
    "v": "bVI iv",
}


def wandering(rng, length, is_minor):
    """A progression drawn move by move, ending on a dominant or the tonic."""
    moves, home = (MOVES_MINOR, "i") if is_minor else (MOVES_MAJOR, "I")
    out = [home if rng.random() < 0.7 else str(rng.choice(list(moves)))]
    while len(out) < length - 1:
        out.append(str(rng.choice(moves[out[-1]].split())))
    return out + ["V" if rng.random() < 0.6 else home]

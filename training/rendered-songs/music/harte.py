"""Chord labels of Harte et al. (ISMIR 2005): parsing, pitch classes, spelling, transposition."""

import dataclasses
import functools
import re

NATURALS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
DEGREE_SEMITONES = [0, 2, 4, 5, 7, 9, 11, 12, 14, 16, 17, 19, 21]
SHORTHANDS = {
    "maj": "1,3,5",
    "min": "1,b3,5",
    "dim": "1,b3,b5",
    "aug": "1,3,#5",
    "maj7": "1,3,5,7",
    "min7": "1,b3,5,b7",
    "7": "1,3,5,b7",
    "dim7": "1,b3,b5,bb7",
    "hdim7": "1,b3,b5,b7",
    "minmaj7": "1,b3,5,7",
    "maj6": "1,3,5,6",
    "min6": "1,b3,5,6",
    "9": "1,3,5,b7,9",
    "maj9": "1,3,5,7,9",
    "min9": "1,b3,5,b7,9",
    "sus2": "1,2,5",
    "sus4": "1,4,5",
    "11": "1,3,5,b7,9,11",
    "min11": "1,b3,5,b7,9,11",
    "maj11": "1,3,5,7,9,11",
    "13": "1,3,5,b7,9,13",
    "min13": "1,b3,5,b7,9,13",
    "maj13": "1,3,5,7,9,13",
    "5": "1,5",
    "1": "1",
}
FIFTHS = "FCGDAEB"


class LabelError(ValueError):
    pass


def pitch_class(name):
    if not re.fullmatch(r"[A-G][#b]*", name):
        raise LabelError(f"{name!r} is no note name.")
    return (NATURALS[name[0]] + name.count("#") - name.count("b")) % 12


def degree_semitones(degree):
    match = re.fullmatch(r"([#b]*)(\d+)", degree)
    if not match or not 1 <= int(match[2]) <= 13:
        raise LabelError(f"{degree!r} is no chord degree.")
    return DEGREE_SEMITONES[int(match[2]) - 1] + match[1].count("#") - match[1].count("b")


@functools.lru_cache(maxsize=None)
def intervals(quality):
    """Semitones above the root, ascending, of the part of a label between colon and slash."""
    match = re.fullmatch(r"([a-z0-9]*)(?:\(([^()]*)\))?", quality)
    if not match or (match[1] and match[1] not in SHORTHANDS):
        raise LabelError(f"{quality!r} is no chord quality.")
    degrees = SHORTHANDS[match[1]].split(",") if match[1] else ["1"]
    for degree in (match[2] or "").split(","):
        if degree.startswith("*"):
            degrees = [d for d in degrees if d != degree[1:]]
        elif degree:
            degrees.append(degree)
    return tuple(sorted({degree_semitones(d) for d in degrees}))


@dataclasses.dataclass(frozen=True)
class Chord:
    """A root as a pitch class, a quality ("min7", "sus4(b7)") and the degree in the bass ("" is the root)."""

    root: int
    quality: str
    bass: str = ""

    @property
    def pitch_classes(self):
        return [(self.root + i) % 12 for i in intervals(self.quality)]

    @property
    def bass_pitch_class(self):
        return (self.root + (degree_semitones(self.bass) if self.bass else 0)) % 12

    @property
    def fifth(self):
        """The pitch class a bass line uses as the fifth: the chord's own, or the root where it has none."""
        own = [i % 12 for i in intervals(self.quality) if i % 12 in (6, 7, 8)]
        return (self.root + (7 if 7 in own else own[0] if own else 0)) % 12

    def transposed(self, semitones):
        return Chord((self.root + semitones) % 12, self.quality, self.bass)

    def label(self, tonic_name):
        return f"{spelled(self.root, tonic_name)}:{self.quality}" + (f"/{self.bass}" if self.bass else "")


def parsed(label):
    """The chord of a label, or None for N and X."""
    if label in ("N", "X"):
        return None
    match = re.fullmatch(r"([A-G][#b]*)(?::([^/]+))?(?:/([#b]*\d+))?", label)
    if not match:
        raise LabelError(f"{label!r} is no chord label.")
    quality = match[2] or "maj"
    intervals(quality)
    if match[3]:
        degree_semitones(match[3])
    return Chord(pitch_class(match[1]), quality, match[3] if match[3] not in (None, "1") else "")


def fifths_position(name):
    return FIFTHS.index(name[0]) + 7 * (name.count("#") - name.count("b"))


def spelled(pitch, tonic_name):
    """A pitch class as the key writes it: from its lowered second to its raised fourth on the line of fifths."""
    tonic = fifths_position(tonic_name)
    steps = ((pitch - pitch_class(tonic_name)) * 7) % 12
    position = tonic + (steps if steps <= 6 else steps - 12)
    while position > 13:
        position -= 12
    while position < -7:
        position += 12
    sharps = position // 7
    return FIFTHS[position % 7] + ("#" * sharps if sharps > 0 else "b" * -sharps)


def tonic_name(pitch, mode):
    if mode == "minor":
        return ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B"][pitch % 12]
    return ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"][pitch % 12]

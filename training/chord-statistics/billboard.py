"""Reads the McGill Billboard annotations (Burgoyne, Wild & Fujinaga, An Expert Ground Truth Set for Audio Chord
Recognition and Music Analysis, ISMIR 2011; CC0) as half-beat cells."""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import mcgill_billboard  # noqa: E402

QUALITIES = ["maj", "min", "7", "maj7", "min7", "sus4", "sus2", "dim", "aug", "hdim7", "dim7", "maj6", "min6"]
INTERVALS = [
    [0, 4, 7], [0, 3, 7], [0, 4, 7, 10], [0, 4, 7, 11], [0, 3, 7, 10], [0, 5, 7], [0, 2, 7], [0, 3, 6], [0, 4, 8],
    [0, 3, 6, 10], [0, 3, 6, 9], [0, 4, 7, 9], [0, 3, 7, 9],
]
NONE, UNKNOWN = 0, -1
LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
DEGREES = {1: 0, 2: 2, 3: 4, 4: 5, 5: 7, 6: 9, 7: 11, 9: 2, 11: 5, 13: 9}
SHORTHANDS = {
    "maj": "maj", "min": "min", "7": "7", "maj7": "maj7", "min7": "min7", "sus4": "sus4", "sus2": "sus2", "dim": "dim",
    "aug": "aug", "hdim7": "hdim7", "dim7": "dim7", "maj6": "maj6", "min6": "min6", "9": "7", "11": "7", "13": "7",
    "maj9": "maj7", "maj11": "maj7", "maj13": "maj7", "min9": "min7", "min11": "min7", "min13": "min7",
    "minmaj7": "min",
}


def pitch_class(name):
    return (LETTERS[name[0]] + name.count("#") - name[1:].count("b")) % 12


def interval(degree):
    digits = degree.lstrip("b#")
    return (DEGREES[int(digits)] + degree.count("#") - degree.count("b")) % 12


def chord(token):
    """(state, interval of the bass above the root or None); state 0 is no chord, -1 is one outside the vocabulary."""
    if token in ("N", "&pause"):
        return NONE, None
    match = re.fullmatch(r"([A-G][b#]*):([a-z0-9]+)(\(.*\))?(?:/([b#]*\d+))?", token)
    if not match:
        return UNKNOWN, None
    quality = SHORTHANDS.get(match[2])
    if quality is None:
        return UNKNOWN, None
    added = (match[3] or "").strip("()").split(",")
    quality = {("maj", "b7"): "7", ("maj", "7"): "maj7", ("min", "b7"): "min7"}.get(
        (quality, next((a for a in added if a in ("b7", "7")), "")), quality)
    root = pitch_class(match[1])
    bass = interval(match[4]) if match[4] else 0
    return 1 + 12 * QUALITIES.index(quality) + root, bass


def beats_per_bar(metre):
    numerator, denominator = (int(n) for n in metre.split("/"))
    if denominator == 8 and numerator % 3 == 0:
        return numerator // 3
    return numerator if denominator == 4 else max(1, round(numerator / 2))


class Song:
    """Cells of half a beat: chord state, bass interval, tonic, section; position in the bar in half-beats."""

    def __init__(self, name, text):
        self.title = self.artist = ""
        self.chords, self.bass, self.tonics, self.sections = [], [], [], []
        self.positions, self.meters, self.phrase = [], [], []
        meter, tonic, section = 4, None, -1
        for line in text.splitlines():
            if line.startswith("# metre:"):
                meter = beats_per_bar(line.split(":")[1].strip())
            elif line.startswith("# tonic:"):
                tonic = pitch_class(line.split(":")[1].strip())
            elif line.startswith("# title:"):
                self.title = line.split(":", 1)[1].strip()
            elif line.startswith("# artist:"):
                self.artist = line.split(":", 1)[1].strip()
            elif "|" in line:
                head, _, rest = line.partition("|")
                if re.search(r"\t[A-Z]'*, |\t[A-Z]'*,|\t[a-z]", head):
                    section += 1
                body, _, tail = rest.rpartition("|")
                repeats = re.match(r"\s*x(\d+)", tail)
                first = True
                for _ in range(min(32, int(repeats[1])) if repeats else 1):
                    for bar in body.split("|"):
                        self._bar(bar, meter, tonic, section, first)
                        first = False
        self.split = mcgill_billboard.split(self.title, self.artist)
        self.name = name

    def _bar(self, bar, meter, tonic, section, first):
        changed = re.match(r"\s*\((\d+/\d+)\)", bar)
        if changed:
            meter = beats_per_bar(changed[1])
            bar = bar[changed.end():]
        tokens = bar.split()
        if not tokens:
            return
        cells, previous = 2 * meter, (UNKNOWN, None)
        read = []
        for token in tokens:
            if token != ".":
                previous = chord(token)
            read.append(previous)
        for cell in range(cells):
            state, bass = read[cell * len(read) // cells]
            self.chords.append(state)
            self.bass.append(bass)
            self.tonics.append(tonic)
            self.sections.append(section)
            self.positions.append(cell)
            self.meters.append(meter)
            self.phrase.append(first and cell == 0)

    def modes(self):
        """0 major, 1 minor by cell: the quality of the tonic chord in the section, else in all sections of that tonic."""
        def vote(cells):
            minor = major = 0
            for i in cells:
                state = self.chords[i]
                if state > 0 and (state - 1) % 12 == self.tonics[i]:
                    third = INTERVALS[(state - 1) // 12]
                    minor += 3 in third
                    major += 4 in third
            return major, minor
        whole = {}
        for tonic in set(self.tonics):
            major, minor = vote([i for i, t in enumerate(self.tonics) if t == tonic])
            whole[tonic] = (minor > major, max(major, minor) >= 0.85 * (major + minor))
        modes = [0] * len(self.chords)
        for section in set(zip(self.sections, self.tonics)):
            cells = [i for i, key in enumerate(zip(self.sections, self.tonics)) if key == section]
            major, minor = vote(cells)
            mode, clear = whole[section[1]]
            if not clear and major + minor >= 8 and max(major, minor) >= 0.7 * (major + minor):
                mode = minor > major
            for i in cells:
                modes[i] = int(mode)
        return modes


def songs(path):
    """Every annotated song once, in the order of their numbers, from the unpacked folder or the archive."""
    read = (Song(name, text) for name, text in mcgill_billboard.texts(path).items())
    return list(mcgill_billboard.once(song for song in read if song.chords and song.tonics[0] is not None))

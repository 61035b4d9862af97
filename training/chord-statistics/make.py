"""Counts what chords do in popular songs and writes the tables of the chord and key decoder.

    python make.py BILLBOARD [--swift FILE] [--cells FILE] [--all]

BILLBOARD is the archive or the unpacked folder of the McGill Billboard annotations. Songs of the test split (a fifth,
chosen by a hash of title and artist) are left out unless --all is given. --cells writes all songs as cells for a study
of the decoder. Needs numpy.
"""

import argparse
import collections

import numpy as np

import billboard

FAMILIES = ["major", "minor", "dominant", "suspended", "diminished", "augmented"]
FAMILY_OF = [0, 1, 2, 0, 1, 3, 3, 4, 5, 4, 4, 0, 1]
RICH = [0, 0, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1]
CLASSES = 1 + 12 * len(FAMILIES)
LONGEST = 32
STEP = 0.08
ALPHABET = [chr(c) for c in range(35, 127) if c != 92]
# Changes of chord between beats are 2.4 % of all (Temperley, A Unified Probabilistic Model for Polyphonic Music
# Analysis, Journal of New Music Research 38, 2009), which annotations by whole beats do not show.
OFF_BEAT_FLOOR, BEAT_FLOOR = 0.006, 0.01


def relative(state, tonic):
    return 0 if state == 0 else 1 + 12 * ((state - 1) // 12) + ((state - 1) % 12 - tonic) % 12


def family_class(state):
    return 0 if state == 0 else 1 + 12 * FAMILY_OF[(state - 1) // 12] + (state - 1) % 12


def runs(song):
    """Stretches of one chord: (first cell, end cell, state)."""
    start = 0
    for i in range(1, len(song.chords) + 1):
        if i == len(song.chords) or song.chords[i] != song.chords[start]:
            yield start, i, song.chords[start]
            start = i


class Counts:
    def __init__(self):
        self.shares = np.zeros((2, 157))
        self.transitions = np.zeros((2, CLASSES, CLASSES))
        self.qualities = np.zeros((2, 2, 12, 13))
        self.exposures = collections.defaultdict(lambda: np.zeros((16, LONGEST)))
        self.events = collections.defaultdict(lambda: np.zeros((16, LONGEST)))
        self.basses = np.zeros((13, 12))
        self.key_intervals = np.zeros(12)
        self.key_changes = self.key_changes_at_sections = self.bars = self.songs = 0
        self.first = np.zeros((2, 157))
        self.last = np.zeros((2, 157))

    def add(self, song):
        modes = song.modes()
        self.songs += 1
        previous = None
        sounding = []
        for start, end, state in runs(song):
            age = 0
            for cell in range(start + 1, end + 1):
                age = age % LONGEST + 1
                if cell == len(song.chords):
                    break
                meter, position = song.meters[cell], song.positions[cell]
                if position < 16:
                    self.exposures[meter][position, age - 1] += 1
                    self.events[meter][position, age - 1] += cell == end
            if state < 0:
                previous = None
                continue
            tonic, mode = song.tonics[start], modes[start]
            chord = relative(state, tonic)
            self.shares[mode, chord] += end - start
            if state > 0:
                sounding.append((chord, mode))
            if previous is not None:
                before = relative(previous, tonic)
                self.transitions[mode, family_class(before), family_class(chord)] += 1
                if chord > 0:
                    rich = RICH[(before - 1) // 12] if before > 0 else 0
                    self.qualities[mode, rich, (chord - 1) % 12, (chord - 1) // 12] += 1
            previous = state
        if sounding:
            self.first[sounding[0][1], sounding[0][0]] += 1
            self.last[sounding[-1][1], sounding[-1][0]] += 1
        for i, (state, bass) in enumerate(zip(song.chords, song.bass)):
            if state > 0 and bass is not None:
                self.basses[(state - 1) // 12, bass] += 1
            self.bars += song.positions[i] == 0
            if i and song.tonics[i] != song.tonics[i - 1]:
                self.key_changes += 1
                self.key_changes_at_sections += song.phrase[i]
                self.key_intervals[(song.tonics[i] - song.tonics[i - 1]) % 12] += 1


def share_tables(counts):
    """Log share of time [2, 157]: counts smoothed by the family's share on the degree and by the quality's own."""
    result = np.zeros((2, 157))
    for mode in range(2):
        total = counts.shares[mode].sum()
        by_quality = counts.shares.sum(0)[1:].reshape(13, 12).sum(1) + 1
        by_class = np.bincount([family_class(s) for s in range(157)], counts.shares[mode], CLASSES) + 20
        for state in range(157):
            backoff = by_class[family_class(state)] / by_class.sum()
            if state:
                quality = (state - 1) // 12
                family = [q for q in range(13) if FAMILY_OF[q] == FAMILY_OF[quality]]
                backoff *= by_quality[quality] / sum(by_quality[q] for q in family)
            result[mode, state] = np.log((counts.shares[mode, state] + 200 * backoff) / (total + 200))
    return result


def transition_tables(counts, strength=200):
    """Log-probability [2, classes, classes] of the next chord's degree and family after a chord's."""
    both = counts.transitions.sum(0)
    movement = np.zeros((7, 7, 12)) + 0.2
    for a in range(CLASSES):
        for b in range(CLASSES):
            fa, fb = (a + 11) // 12, (b + 11) // 12
            step = ((b - 1) - (a - 1)) % 12 if a and b else 0
            movement[fa, fb, step] += both[a, b]
    result = np.zeros((2, CLASSES, CLASSES))
    for mode in range(2):
        arrivals = counts.transitions[mode].sum(0) + 0.5
        arrivals /= arrivals.sum()
        for a in range(CLASSES):
            fa = (a + 11) // 12
            moved = np.array([
                movement[fa, (b + 11) // 12, ((b - 1) - (a - 1)) % 12 if a and b else 0] / (1 if a or not b else 12)
                for b in range(CLASSES)
            ])
            mixed = np.sqrt(moved / moved.sum() * arrivals)
            row = counts.transitions[mode, a] + strength * mixed / mixed.sum()
            result[mode, a] = np.log(row / row.sum())
    return result


def quality_tables(counts):
    """Log-probability [2 modes, 2, 12 degrees, 13] of a quality within its family, after a triad or a richer chord."""
    result = np.zeros((2, 2, 12, 13))
    for mode in range(2):
        for rich in range(2):
            overall = counts.qualities[:, rich].sum((0, 1)) + 0.5
            for degree in range(12):
                for family in range(len(FAMILIES)):
                    members = [q for q in range(13) if FAMILY_OF[q] == family]
                    backoff = overall[members] / overall[members].sum()
                    row = counts.qualities[mode, rich, degree, members] + 10 * backoff
                    result[mode, rich, degree, members] = np.log(row / row.sum())
    return result


def hazard(events, exposures, floor):
    """Probability of a change [positions, ages], smoothed along the ages of a position."""
    overall = (events.sum(1, keepdims=True) + 0.5) / (exposures.sum(1, keepdims=True) + 50)
    return np.clip((events + 30 * overall) / (exposures + 30), floor, 0.97)


def hazard_tables(counts):
    """Probabilities of a change by place in the bar (in half-beats) and age: of 4, 3 and 2 beats, of any meter by
    downbeat, beat and off-beat, and without a meter."""
    tables = {}
    for meter in (4, 3, 2):
        floor = np.where(np.arange(2 * meter) % 2 == 0, BEAT_FLOOR, OFF_BEAT_FLOOR)[:, None]
        tables[str(meter)] = hazard(
            counts.events[meter][:2 * meter], counts.exposures[meter][:2 * meter], floor)
    events, exposures = np.zeros((3, LONGEST)), np.zeros((3, LONGEST))
    for meter in counts.events:
        for position in range(16):
            kind = 0 if position == 0 else 1 if position % 2 == 0 else 2
            events[kind] += counts.events[meter][position]
            exposures[kind] += counts.exposures[meter][position]
    tables["any"] = hazard(events, exposures, np.array([BEAT_FLOOR, BEAT_FLOOR, OFF_BEAT_FLOOR])[:, None])
    events, exposures = events.sum(0), exposures.sum(0)
    # Without a grid, ages have no parity.
    width = np.ones(9)
    events, exposures = np.convolve(events, width, "same"), np.convolve(exposures, width, "same")
    tables["none"] = hazard(events[None], exposures[None], BEAT_FLOOR)
    return tables


def packed(name, note, values):
    """A Swift constant: each value as one character, in steps of STEP below zero."""
    levels = np.clip(np.round(-np.asarray(values).ravel() / STEP), 0, len(ALPHABET) - 1).astype(int)
    text = "".join(ALPHABET[level] for level in levels)
    lines = [f"    /// {note}", f'    static let {name} = """']
    lines += ["        " + text[i:i + 108] + "\\" for i in range(0, len(text), 108)]
    lines[-1] = lines[-1].removesuffix("\\")
    return "\n".join(lines + ['        """'])


def swift(counts):
    hazards = hazard_tables(counts)
    shares = counts.basses / counts.basses.sum(1, keepdims=True)
    thousandths = np.rint(1000 * shares).astype(int)
    order = ["4", "3", "2", "any", "none"]
    hazard_values = np.concatenate([np.log(hazards[name]).ravel() for name in order])
    basses = ",\n".join("        [" + ", ".join(str(n) for n in row) + "]" for row in thousandths)
    intervals = ", ".join(str(int(n)) for n in counts.key_intervals)
    parts = [
        "// Written by training/chord-statistics/make.py from the McGill Billboard annotations (CC0): "
        f"{counts.songs} songs.",
        "",
        "/// Counted tables, one character for each log-probability: see `PackedTable`.",
        "enum ChordStatisticsTables {",
        packed("shares", "Share of time [2 modes, 157 states], roots counted from the tonic.", share_tables(counts)),
        "",
        packed("transitions", "Next chord [2 modes, 73 classes, 73 classes] at a change.", transition_tables(counts)),
        "",
        packed("qualities", "Quality within its family [2 modes, after triad or richer, 12 degrees, 13].",
               quality_tables(counts)),
        "",
        packed("hazards", "Change at a place in the bar and an age [8 + 6 + 4 + 3 + 1 places, 32 half-beats].",
               hazard_values),
        "",
        "    /// Share of time, in thousandths, of the bass by semitones above the root, by quality.",
        "    static let basses: [[Int]] = [",
        basses + ",",
        "    ]",
        "",
        f"    /// Changes of the tonic by semitones upwards: {counts.key_changes} in {counts.bars} bars, "
        f"{counts.key_changes_at_sections} of them at a phrase's start.",
        f"    static let tonicChanges: [Int] = [{intervals}]",
        "}",
        "",
    ]
    return "\n".join(parts)


def write_cells(songs, path):
    with open(path, "w") as file:
        for song in songs:
            rows = [song.chords, [-1 if b is None else b for b in song.bass], song.tonics, song.modes(),
                    song.positions, song.meters, [int(p) for p in song.phrase]]
            file.write(f"{song.name} {song.split} {len(song.chords)}\n")
            for row in rows:
                file.write(" ".join(str(int(v)) for v in row) + "\n")


def perplexity(counts, songs):
    """Mean log-probability of the next chord's class in other songs."""
    table, total, number = transition_tables(counts), 0.0, 0
    check = Counts()
    for song in songs:
        check.add(song)
    total = (check.transitions * table).sum()
    return total / check.transitions.sum()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("billboard")
    parser.add_argument("--swift")
    parser.add_argument("--cells")
    parser.add_argument("--all", action="store_true")
    arguments = parser.parse_args()
    songs = billboard.songs(arguments.billboard)
    training, counts = Counts(), Counts()
    for song in songs:
        if song.split == "train":
            training.add(song)
        if arguments.all or song.split != "test":
            counts.add(song)
    development = [song for song in songs if song.split == "dev"]
    print(f"{len(songs)} songs, {counts.songs} counted")
    print(f"log-probability of a next chord in the development songs: {perplexity(training, development):.3f}")
    print(f"changes of key per bar: {counts.key_changes / counts.bars:.5f}")
    for mode in range(2):
        for name, table in (("first", counts.first), ("last", counts.last)):
            tonic = sum(table[mode, 1 + 12 * q] for q in range(13))
            print(f"{('major', 'minor')[mode]}: {name} chord on the tonic {tonic / table[mode].sum():.2f}")
    if arguments.cells:
        write_cells(songs, arguments.cells)
    if arguments.swift:
        with open(arguments.swift, "w") as file:
            file.write(swift(counts))


if __name__ == "__main__":
    main()

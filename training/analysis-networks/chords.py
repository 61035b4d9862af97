"""Harte labels as the classes of the harmony network."""
QUALITIES = ["maj", "min", "7", "maj7", "min7", "sus4", "sus2", "dim", "aug", "hdim7", "dim7", "maj6", "min6"]
# Labels outside the vocabulary count as the class that shares their third and seventh.
NEAREST = {
    "": "maj", "1": "maj", "5": "maj", "9": "7", "11": "7", "13": "7", "maj9": "maj7", "maj11": "maj7", "maj13": "maj7",
    "min9": "min7", "min11": "min7", "min13": "min7", "minmaj7": "min", "aug7": "aug", "maj(9)": "maj", "min(9)": "min",
    "sus4(b7)": "sus4", "7sus4": "sus4", "maj(6)": "maj6", "min(6)": "min6",
}
NATURALS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
DEGREES = {"1": 0, "2": 2, "3": 4, "4": 5, "5": 7, "6": 9, "7": 11, "9": 2, "11": 5, "13": 9}
NO_CHORD = 0


def pitch_class(name):
    return (NATURALS[name[0]] + name.count("#") - name[1:].count("b")) % 12


def classes(label):
    """(chord class 0..156, bass class 0..12): 0 is none; 1 + 12 * quality + root; 1 + pitch class."""
    if label in ("N", "X"):
        return NO_CHORD, 0
    head, _, bass = label.partition("/")
    root_name, _, quality = head.partition(":")
    root = pitch_class(root_name)
    if quality not in QUALITIES:
        stem = quality.split("(")[0]
        quality = NEAREST.get(quality, stem if stem in QUALITIES else NEAREST.get(stem, "maj"))
    interval = 0
    if bass:
        accidentals = bass.count("#") - bass.count("b")
        interval = DEGREES[bass.lstrip("#b")] + accidentals
    return 1 + 12 * QUALITIES.index(quality) + root, 1 + (root + interval) % 12


def key_class(name):
    """0..11 major keys from C upwards, 12..23 minor."""
    tonic, mode = name.split()
    return pitch_class(tonic) + (12 if mode == "minor" else 0)

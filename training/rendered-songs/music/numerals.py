"""Roman numerals of chords in keys, in the conventions of the README."""

from . import harte

# Degree and accidental of each semitone above the tonic; in minor the degrees are those of natural minor.
MAJOR_DEGREES = ["I", "bII", "II", "bIII", "III", "IV", "#IV", "V", "bVI", "VI", "bVII", "VII"]
MINOR_DEGREES = ["I", "bII", "II", "III", "#III", "IV", "#IV", "V", "VI", "#VI", "VII", "#VII"]
MAJOR_SCALE, MINOR_SCALE = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10)


def kind_of(chord):
    """ "maj", "min", "dim", "aug", "sus4", "sus2" or "5", and the seventh's suffix ("", "7", "maj7", "add6")."""
    tones = {i % 12 for i in harte.intervals(chord.quality)}
    if 4 in tones:
        triad = "aug" if 8 in tones and 7 not in tones else "maj"
    elif 3 in tones:
        triad = "dim" if 6 in tones and 7 not in tones else "min"
    elif 5 in tones:
        triad = "sus4"
    elif 2 in tones:
        triad = "sus2"
    else:
        triad = "5"
    if 10 in tones:
        seventh = "7"
    elif 11 in tones:
        seventh = "maj7"
    elif 9 in tones:
        seventh = "7" if triad == "dim" else "add6"
    else:
        seventh = ""
    bass = (chord.bass_pitch_class - chord.root) % 12
    if not seventh and bass in (10, 11) and triad not in ("5", "dim", "aug"):
        seventh = "7" if bass == 10 else "maj7"  # A seventh in the bass is one also where the label names a triad.
        tones = tones | {bass}
    return triad, seventh, tones


def inversion_of(chord, seventh, tones):
    """0 for the root in the bass, or a bass that is no note of the triad or seventh chord."""
    bass = (chord.bass_pitch_class - chord.root) % 12
    if bass in (3, 4) and bass in tones:
        return 1
    if bass in (6, 7, 8) and bass in tones:
        return 2
    return 3 if bass in (9, 10, 11) and seventh in ("7", "maj7") else 0


def figured(name, triad, seventh, inversion, is_half_diminished):
    """A degree in upper case with case, quality and figures."""
    letters = name.lstrip("b#")
    accidentals = name[: len(name) - len(letters)]
    out = accidentals + (letters.lower() if triad in ("min", "dim") else letters)
    if triad == "dim":
        out += "ø" if is_half_diminished else "°"
    elif triad == "aug":
        out += "+"
    is_seventh_chord = seventh in ("7", "maj7")
    if triad in ("sus4", "sus2"):
        return out + ("7" if is_seventh_chord else "") + triad
    if triad == "5":
        return out + "5"
    if seventh == "maj7":
        out += "maj"
    if is_seventh_chord:
        return out + ("7", "65", "43", "42")[inversion]
    sixth = "" if seventh != "add6" else "[add6]" if inversion else "add6"
    return out + ("", "6", "64", "")[inversion] + sixth


def plain(chord, tonic, mode):
    """The numeral without regard to what comes next."""
    triad, seventh, tones = kind_of(chord)
    above = (chord.root - tonic) % 12
    name = (MINOR_DEGREES if mode == "minor" else MAJOR_DEGREES)[above]
    if mode == "minor" and above == 11 and triad == "dim":
        name = "VII"
    if above == 1 and triad == "maj" and seventh == "":
        name = "N"
        return name + ("", "6", "64", "")[inversion_of(chord, seventh, tones)]
    return figured(name, triad, seventh, inversion_of(chord, seventh, tones), triad == "dim" and 10 in tones)


def is_diatonic(pitch_classes, tonic, mode):
    scale = {(tonic + s) % 12 for s in (MINOR_SCALE if mode == "minor" else MAJOR_SCALE)}
    raised = {(tonic + 11) % 12} | (scale - {(tonic + 10) % 12})
    return set(pitch_classes) <= scale or (mode == "minor" and set(pitch_classes) <= raised)


def target_of(above, mode):
    """The diatonic triad on a degree of the key as a numeral, unless it is the tonic's, diminished or none."""
    table = {0: None, 2: "ii", 4: "iii", 5: "IV", 7: "V", 9: "vi"}
    if mode == "minor":
        table = {0: None, 3: "III", 5: "iv", 7: "V", 8: "VI", 10: "VII"}
    return table.get(above % 12)


def is_six_four(chord, tonic):
    return chord.root == tonic % 12 and chord.bass_pitch_class == (tonic + 7) % 12


def has_blues_tonic(chords, tonic):
    """Whether most of the tonic chords are dominant sevenths, which then lead nowhere. `chords`: with lengths."""
    kinds = [(kind_of(c)[:2], n) for c, n in chords if c is not None and c.root == tonic % 12]
    return 2 * sum(n for k, n in kinds if k == ("maj", "7")) >= sum(n for _, n in kinds) > 0


def in_context(chord, before, following, tonic, mode, is_blues=False):
    """The numeral of a chord between two others (None at the ends): applied where it is a dominant of a degree.

    A major triad or dominant seventh outside the key a fifth above a degree is its dominant; on I, and in a minor
    key on IV, only where that degree follows, and never on the seventh chord that is a blues' tonic. II between two
    tonics is Lydian. A diminished chord a semitone below a degree is its leading chord where the degree follows; a
    tonic six-four follows as V does.
    """
    triad, seventh, tones = kind_of(chord)
    if triad == "5" or triad.startswith("sus") or is_diatonic(chord.pitch_classes, tonic, mode):
        return plain(chord, tonic, mode)
    inversion, above = inversion_of(chord, seventh, tones), (chord.root - tonic) % 12

    def resolves_to(goal):
        if following is None:
            return False
        return (following.root - tonic) % 12 == goal or (goal == 7 and is_six_four(following, tonic))

    if triad == "maj" and seventh in ("", "7"):
        goal = (above + 5) % 12
        degrees = MINOR_SCALE if mode == "minor" else MAJOR_SCALE
        is_lydian = (
            seventh == ""
            and mode == "major"
            and above == 2
            and all(c is not None and c.root == tonic % 12 for c in (before, following))
            and not is_six_four(following, tonic)
        )
        may = above in degrees and above != 0 and not (mode == "minor" and above == 5)
        if target_of(goal, mode) and not is_lydian and not (above == 0 and is_blues) and (may or resolves_to(goal)):
            return figured("V", triad, seventh, inversion, False) + "/" + target_of(goal, mode)
    if triad == "dim":
        goal = (above + 1) % 12
        if target_of(goal, mode) and resolves_to(goal):
            return figured("VII", triad, seventh, inversion, 10 in tones) + "/" + target_of(goal, mode)
    return plain(chord, tonic, mode)

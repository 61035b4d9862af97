"""Writes roman-numerals.json: the numeral of every chord of the vocabulary in a major and a minor key, as music21 reads
it and as `RomanNumeralAnalysis` should, which differs only by the conventions listed below; and numeral-tokens.tsv:
typical numerals with their normal form and music21's reading.

    pip install -r ../../../training/roman-numerals/requirements.txt
    python make_roman_numerals.py

The vectors are made in all 24 keys and must be the same in each; they are written once per mode.
"""

import itertools
import json
import pathlib
import re
import sys

from music21 import chord, interval, key, pitch, roman

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2] / "training" / "roman-numerals"))
import numeral_notation  # noqa: E402

# Degrees of the major scale above the root, in Harte's shorthands.
QUALITIES = {
    "maj": "1 3 5", "min": "1 b3 5", "7": "1 3 5 b7", "maj7": "1 3 5 7", "min7": "1 b3 5 b7", "dim": "1 b3 b5",
    "aug": "1 3 #5", "sus4": "1 4 5", "sus2": "1 2 5", "hdim7": "1 b3 b5 b7", "dim7": "1 b3 b5 bb7",
    "maj6": "1 3 5 6", "min6": "1 b3 5 6", "minmaj7": "1 b3 5 7", "5": "1 5",
}
ROOTS = "1 b2 2 b3 3 4 #4 5 b6 6 b7 7".split()
MAJOR_TONICS = "C D- D E- E F F# G A- A B- B".split()
MINOR_TONICS = "c c# d e- e f f# g g# a b- b".split()

CONVENTIONS = {
    "sevenths": (
        "A plain 7 is a minor seventh, and a major seventh is maj7, whatever the key's scale has."),
    "minor degrees": (
        "In minor the degrees of natural minor are unaltered: VI is Ab in C minor and #VI is A; viio stands on "
        "the leading note."),
    "neapolitan": (
        "The major triad on b2 is N."),
    "chromatic roots": (
        "Between the degrees, diminished chords stand on raised degrees (#io, #iio, #vo), others on lowered ones "
        "(bii, biii, bvi), however they are spelt."),
    "leading note": (
        "The diminished seventh chord with the leading note is viio7, whichever of its notes it is named after."),
    "added sixth": (
        "A chord with an added sixth keeps its root: IVadd6, not ii65."),
    "suspensions": (
        "Suspensions and power chords keep the root of their label."),
    "no dominant": (
        "A chord of the key is no applied dominant; a diminished degree has none; I7 in major, I and IV in minor "
        "need a resolution."),
    "applied dominants": (
        "What is foreign to the key and can be a degree's dominant is; the dominant's leads to V in minor too, "
        "where music21 has v."),
}


def semitones(degree):
    number = int(degree.strip("b#"))
    return (0, 2, 4, 5, 7, 9, 11)[(number - 1) % 7] + degree.count("#") - degree.count("b")


def above(root, degree):
    """The pitch `degree` (of the major scale) above a pitch."""
    number = int(degree.strip("b#"))
    size = degree.count("#") - degree.count("b")
    perfect = number in (1, 4, 5)
    name = {0: "P" if perfect else "M", -1: "d" if perfect else "m", -2: "dd" if perfect else "d", 1: "A"}[size]
    return root.transpose(interval.Interval(f"{name}{number}"))


def sounding(tonic, root, quality, inversion):
    """The chord as pitches, close position."""
    base = above(pitch.Pitch(tonic.upper() + "3"), root)
    pitches = [above(base, degree) for degree in QUALITIES[quality].split()]
    for index in range(inversion):
        pitches[index] = pitches[index].transpose("P8")
    return chord.Chord(pitches)


def music21_reading(harmony, scale, quality, applied=True):
    """Numeral, kind and inversion as music21 has them, with its figures reduced to those of inversion; "-" for
    suspensions and power chords, which it has no figures for. With `applied`, what can be the dominant of another
    degree is."""
    if quality in ("sus4", "sus2", "5"):
        return "-"
    numeral = roman.romanNumeralFromChord(harmony, scale, preferSecondaryDominants=applied)
    accidentals, letters, target = re.fullmatch(r"([b#]*)([ivIV]+)[^/]*?(/.*)?", numeral.figure).groups()
    mark = ""
    if harmony.isDiminishedTriad() or harmony.isDiminishedSeventh():
        mark = "o"
    elif harmony.isHalfDiminishedSeventh():
        mark = "ø"
    elif harmony.isAugmentedTriad():
        mark = "+"
    inversion = harmony.inversion()
    if harmony.seventh is not None:
        figures = ("7", "65", "43", "42")[inversion]
        if harmony.semitonesFromChordStep(7) == 11:
            figures = "maj" + figures
    else:
        figures = ("", "6", "64")[inversion]
    return accidentals + letters + mark + figures + (target or "")


MAJOR_NAMES = "I bII II bIII III IV #IV V bVI VI bVII VII".split()
MINOR_NAMES = "I bII II III #III IV #IV V VI #VI VII #VII".split()
TRIAD_FIGURES = ("", "6", "64")


def on_root(root, quality, inversion, mode):
    """The numeral that the label alone gives, for qualities that music21 has no figure for."""
    name = (MAJOR_NAMES if mode == "major" else MINOR_NAMES)[ROOTS.index(root)]
    if quality == "5":
        minor = ("2", "3", "6", "7") if mode == "major" else ("1", "2", "4", "5")
        return (name.lower().replace("B", "b") if root in minor else name) + "5"
    if quality in ("sus4", "sus2"):
        return name + TRIAD_FIGURES[inversion] + quality
    name = name if quality == "maj6" else re.sub("[IV]+", lambda m: m[0].lower(), name)
    return name + (TRIAD_FIGURES[inversion] + "[add6]" if inversion else "add6")


def expected(reference, root, quality, inversion, mode):
    """Our numeral and the conventions that lead from music21's to it."""
    used = []
    if quality in ("sus4", "sus2"):
        # The bass on the suspended note or on the fifth turns one suspension into the other.
        if (quality, inversion) == ("sus4", 1):
            numeral = on_root(ROOTS[(ROOTS.index(root) + 5) % 12], "sus2", 0, mode)
            # Over the lowered second, the fourth is the lowered fifth.
            return numeral.replace("#IV", "bV"), ["suspensions"]
        if (quality, inversion) == ("sus2", 2):
            return on_root(ROOTS[(ROOTS.index(root) + 7) % 12], "sus4", 0, mode), ["suspensions"]
        return on_root(root, quality, inversion, mode), ["suspensions"]
    if quality == "5":
        return on_root(root, quality, inversion, mode), ["suspensions"]
    if quality in ("maj6", "min6"):
        if inversion < 3:
            return on_root(root, quality, inversion, mode), ["added sixth"]
        root = ROOTS[(ROOTS.index(root) + 9) % 12]
        quality = "min7" if quality == "maj6" else "hdim7"
        inversion = 0
    numeral = reference
    figures = re.search(r"(maj)?\d*$", numeral.split("/")[0])[0]
    if "/" in numeral:
        primary, target = numeral.split("/")
        seventh = figures in ("7", "65", "43", "42")
        of_the_key = {
            "major": {"1": not seventh},
            "minor": {"3": not seventh, "b7": True, "b3": not seventh},
        }[mode].get(root, False)
        needs_resolution = root == "1" or (mode == "minor" and root == "4")
        if of_the_key or needs_resolution or target == {"major": "vii", "minor": "ii"}[mode]:
            used.append("no dominant")
            numeral = (MAJOR_NAMES if mode == "major" else MINOR_NAMES)[ROOTS.index(root)] + figures
            return numeral, used
        if target == "v":
            used.append("applied dominants")
            return primary + "/V", used
        return numeral, used
    if quality == "dim7" and semitones(root) % 3 == 2:
        step = ((semitones(root) - 11) % 12) // 3
        new = "viio" + ("7", "65", "43", "42")[(step + inversion) % 4]
        return new, used + (["leading note"] if new != numeral else [])
    if root == "b2" and quality == "maj":
        return "N" + figures, ["neapolitan"]
    lowered = {}
    if quality == "min7":
        lowered = {"#i": "bii", "#ii": "iii", "#v": "vi"}
        if mode == "major":
            lowered |= {"#ii": "biii", "#v": "bvi"}
    elif quality == "hdim7" and mode == "minor":
        lowered = {"#ii": "iii", "#v": "vi"}
    root_name = re.match(r"#?[iv]*", numeral)[0]
    if root_name in lowered:
        return lowered[root_name] + numeral[len(root_name):], ["chromatic roots"]
    if quality in ("dim", "hdim7", "dim7"):
        raised = {"b2": "#i", "b3": "#ii", "b6": "#v"} if mode == "major" else {"b2": "#i"}
        if root in raised:
            return re.sub(r"^b[iv]+", raised[root], numeral), ["chromatic roots"]
    if mode == "minor":
        new = numeral
        if root == "b6" or (root == "b7" and quality not in ("dim", "hdim7", "dim7")):
            new = numeral.lstrip("b")
        if root == "6" or (root == "7" and quality not in ("dim", "hdim7", "dim7")):
            new = "#" + numeral
        if new != numeral:
            used.append("minor degrees")
        numeral = new
    return numeral, used


def vectors():
    groups = []
    for mode, quality in itertools.product(("major", "minor"), QUALITIES):
        for inversion in range(len(QUALITIES[quality].split())):
            readings = []
            for tonic in MAJOR_TONICS if mode == "major" else MINOR_TONICS:
                scale = key.Key(tonic)
                readings.append(
                    [music21_reading(sounding(tonic, root, quality, inversion), scale, quality) for root in ROOTS])
            assert all(reading == readings[0] for reading in readings), (mode, quality, inversion)
            ours = [expected(r, root, quality, inversion, mode) for r, root in zip(readings[0], ROOTS)]
            groups.append(
                {
                    "mode": mode,
                    "quality": quality,
                    "inversion": inversion,
                    "music21": " ".join(readings[0]),
                    "expected": " ".join(numeral for numeral, _ in ours),
                    "conventions": ["+".join(used) for _, used in ours],
                })
    return groups


def typical_tokens():
    """About 300 numerals in the habits of different analysts."""
    degrees = "I ii iii IV V vi viio i iio III iv v VI VII bII bIII bVI bVII #ivo N".split()
    figures = {"triad": ["", "6", "64", "6/4"], "seventh": ["7", "65", "43", "42", "2", "6/5", "4/3"]}
    tokens = [degree + figure for degree in degrees for figure in figures["triad"]]
    tokens += [degree + figure for degree in "I ii iii IV V vi viio viiø iiø vii/o ii/o vii° i iv".split()
               for figure in figures["seventh"]]
    tokens += [f"{head}/{target}" for head in "V V7 V65 V6/5 V43 V2 viio7 viio65 viiø7 vii/o4/3 ii6".split()
               for target in "V ii iii IV vi bVI".split()]
    tokens += """
        Imaj7 IM7 IVM65 IVmaj6/5 bVImaj7 ivM7 Cad64 Cad6/4 Cad64/V Cad64/vi It It6 Ger Ger6 Ger65 Ger6/5 Ger7 Fr Fr6
        Fr43 Fr4/3 Fr7 Ger6/V It6/ii V+ III+ III+6 III6+ V+7 V9 V9[b9] V[add9] V7[no3][add4] V[no3no5]
        I[add6] I6[add6] Iadd6 ivadd6 Vsus4 V7sus4 V9sus4 Isus2 V54 IVd7 V7/V/ii viio7/V/vi -VI -VII6 V7(b9)
        IVadd9 V11 V13 bIImaj7 Nmaj7 V7/bVII #viio7/vi #vio6 #VI #viø7 bviio i5
    """.split()
    return list(dict.fromkeys(tokens))


def main():
    (HERE / "roman-numerals.json").write_text(
        json.dumps({"conventions": CONVENTIONS, "roots": " ".join(ROOTS), "vectors": vectors()}, indent=1) + "\n")
    lines = [
        "\t".join(["1", token, numeral_notation.normal(token), numeral_notation.reference(token)])
        for token in typical_tokens()
    ]
    (HERE / "numeral-tokens.tsv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

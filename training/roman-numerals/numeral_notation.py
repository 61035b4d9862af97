"""Roman numerals as text: the normal form, written as substitutions on the text and not as a grammar, and what
music21 (an independent reader) makes of a numeral. The two check `RomanNumeral` of the module MusicTheory."""

import re

from music21 import roman

# The normalisation, in order. Each changes one habit of writing and not what is meant.
SUBSTITUTIONS = [
    (r"\(([^)]*)\)", r"[\1]"),                        # parentheses are brackets
    (r"/[o°](?=$|[\d/\[])", "ø"),                     # "ii/o7" is half-diminished
    (r"[°]", "o"),
    (r"[Ø%]", "ø"),
    (r"(?<![\w\]])-(?=[IViv])", "b"),                 # "-VI" is "bVI"
    (r"[♭]", "b"),
    (r"[♯]", "#"),
    (r"(?<=\d)/(?=\d)", ""),                          # "6/5" is "65"
    (r"Cad64(?=/[#b]*[iv])", "i64"),                  # the cadential six-four, by what sounds
    (r"Cad64", "I64"),
    (r"d(?=\d|$|/|\[)(?<!add)", ""),                  # "IVd7": a plain seventh is minor anyway
    (r"M(?=\d)", "maj"),
    (r"(?<![IViv])([IViv]+)(6|64|7|65|43|42|2)([+oø])", r"\1\3\2"),  # "III6+" is "III+6"
    (r"(?<!\d)(?<![#ba]\d)63(?!\d)", "6"),
    (r"(?<=[IVivoø+j])(75|73|753)(?!\d)", "7"),
    (r"(?<=[IVivoø+j])(653)(?!\d)", "65"),
    (r"(?<=[IVivoø+j])(643)(?!\d)", "43"),
    (r"(?<=[IVivoø+jrt])(2|642)(?!\d)", "42"),
    (r"(?<=[IViv])(53|3)(?!\d)", ""),
    (r"(?<=[IViv])54(?!\d)", "sus4"),
    (r"(?<=[IViv])(754|74)(?!\d)", "7sus4"),
    (r"(?<=ø)64?(?!\d)", lambda match: {"6": "65", "64": "43"}[match[0]]),
    (r"ø(?!\d)", "ø7"),
    (r"maj(?!\d)", "maj7"),
    (r"(?<![\w\]])(bII|N)(?=7)", "bII"),
    (r"Nmaj", "bIImaj"),
    (r"(?<=[IViv])7?b(9|11|13)", r"\1[b\1]"),         # an altered ninth without brackets
    (r"(?<=[IViv])b7(?!\d)", "7"),                    # "Ib7" is "I7", whose seventh is minor anyway
    (r"(?<![b#])(?<=[IViv0-9])(b[345])(?![\d\]])", r"[\1]"),
    (r"It(?!\d)", "It6"),
    (r"Ger6?(?!\d)", "Ger65"),
    (r"Fr6?(?!\d)", "Fr43"),
    (r"(?<=[IViv\d+oø])add([b#]?(?!6)\d+)", r"[add\1]"),
    (r"\[add6\](?=$|/)(?<=[IViv]\[add6\])", "add6"),  # on a triad in root position
]
CHANGE = re.compile(r"(?:add|no|(?=[b#]))[b#]*\d+")


def normal(token):
    """The normal form of a numeral."""
    for pattern, replacement in SUBSTITUTIONS:
        token = re.sub(pattern, replacement, token)
    # Several changes in one pair of brackets get a pair each.
    return re.sub(r"\[([^\]]*)\]", lambda m: "".join(f"[{c}]" for c in CHANGE.findall(m[1]) or [m[1]]), token)


def fifths(pitch):
    """Place on the line of fifths, C at 0."""
    return "FCGDAEB".index(pitch.step) - 1 + 7 * int(pitch.accidental.alter if pitch.accidental else 0)


def reference(token):
    """degree,root,inversion,degree of the applied numeral (0 if there is none) as music21 reads the numeral in C major;
    the root in fifths above C; "?" for what says nothing (the root of augmented sixths, which they do not all have, and
    root and inversion of chords without their root or third). "" where music21 does not accept the numeral."""
    try:
        written = token.replace("bb", "--") if token.startswith("bb") else token
        # The leading note of a minor key is "vii" or "#vii"; music21 takes both only where there is no applied chord.
        written = re.sub(r"^#(vii(o|ø|/o).*/[#b]*[iv]+$)", r"\1", written)
        numeral = roman.RomanNumeral(written, "C")
        # music21 takes the 2 of "sus2" for a figure.
        is_incomplete = "[no" in token or "sus2" in token
        has_root = not is_incomplete and not token.startswith(("It", "Ger", "Fr"))
        applied = numeral.secondaryRomanNumeral
        return ",".join(
            str(value)
            for value in (
                numeral.scaleDegree,
                fifths(numeral.root()) if has_root else "?",
                "?" if is_incomplete or token in BARE else numeral.inversion(),
                applied.scaleDegree if applied else 0,
            )
        )
    except Exception:  # music21 raises many kinds of error for what it does not read
        return ""


# music21 takes "N" for the first inversion, as "N6"; here it is the chord in root position.
BARE = {"N"}

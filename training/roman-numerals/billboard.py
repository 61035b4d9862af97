"""Writes real progressions with their roman numerals by music21, for `BillboardTests` of the module MusicTheory:

    python billboard.py BILLBOARD ../../Tests/MusicTheoryTests/Golden/billboard-progressions.json

Needs music21 and mir_eval. The annotations (Burgoyne, Wild & Fujinaga, ISMIR 2011; CC0) name a tonic and no mode; a
song's mode on a tonic is that of the thirds of its tonic chords. Where music21's numeral differs from
`RomanNumeralAnalysis` by a convention that needs no context, the convention is applied and counted here.
"""

import collections
import json
import pathlib
import re
import sys

import mir_eval
from music21 import chord, key, pitch

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "Tests" / "MusicTheoryTests" / "Golden")]
import make_roman_numerals as vectors  # noqa: E402
import mcgill_billboard  # noqa: E402

PROGRESSIONS, CHORDS = 210, 12
LABEL = re.compile(r"([A-G][b#]*):([^/]+)(?:/([b#]*\d+))?")


def quality(label):
    """The chord of the vocabulary with the same third, fifth and seventh (or sixth), by mir_eval's notes."""
    head = label.split("/")[0]
    _, notes, _ = mir_eval.chord.encode(head, reduce_extended_chords=False)
    sounding = {index for index, note in enumerate(notes) if note}
    third = 4 if 4 in sounding else 3 if 3 in sounding else None
    if third is None:
        return "sus4" if 5 in sounding else "sus2" if 2 in sounding else "7" if 10 in sounding else (
            "5" if 7 in sounding else "maj")
    fifth = 7 if 7 in sounding else 6 if third == 3 and 6 in sounding else 8 if third == 4 and 8 in sounding else 7
    if third == 3 and fifth == 6:
        return "hdim7" if 10 in sounding else "dim7" if 9 in sounding else "dim"
    if fifth == 8 and not sounding & {10, 11}:
        return "aug"
    seventh = 10 if 10 in sounding else 11 if 11 in sounding else 9 if 9 in sounding else None
    return {
        (4, None): "maj", (3, None): "min", (4, 10): "7", (4, 11): "maj7", (3, 10): "min7", (3, 11): "minmaj7",
        (4, 9): "maj6", (3, 9): "min6"}[third, seventh]


def progressions(text):
    """(tonic, labels) of each section, repeated chords once."""
    tonic, sections = None, []
    for line in text.splitlines():
        header = re.match(r"# tonic: ([A-G][b#]?)", line)
        if header:
            tonic = header[1]
            continue
        fields = line.split("\t")
        if len(fields) != 2 or "|" not in fields[1] or tonic is None:
            continue
        if re.match(r"[A-Z]'*, |[a-z ]+, \|", fields[1]) or not sections or sections[-1][0] != tonic:
            sections.append((tonic, []))
        for label in re.findall(r"[A-G][b#]*:[^\s|]+", fields[1]):
            if LABEL.fullmatch(label) and (not sections[-1][1] or sections[-1][1][-1] != label):
                sections[-1][1].append(label)
    return sections


def mode(sections, tonic):
    root, thirds = pitch.Pitch(tonic.replace("b", "-")).pitchClass, 0
    for other, labels in sections:
        for label in labels if other == tonic else []:
            if pitch.Pitch(LABEL.fullmatch(label)[1].replace("b", "-")).pitchClass == root:
                notes = mir_eval.chord.encode(label.split("/")[0], reduce_extended_chords=False)[1]
                thirds += int(notes[4]) - int(notes[3])
    return "minor" if thirds < 0 else "major"


def sounding(root, names, inversion):
    pitches = [vectors.above(root, degree) for degree in names]
    for index in range(inversion):
        pitches[index] = pitches[index].transpose("P8")
    return chord.Chord(pitches)


def reading(label, tonic, song_mode):
    """music21's numeral, ours by the conventions without context, and those conventions."""
    root, _, bass = LABEL.fullmatch(label).groups()
    kind = quality(label)
    base = pitch.Pitch(root.replace("b", "-") + "3")
    scale = key.Key(tonic.replace("b", "-"), song_mode)
    degree = vectors.ROOTS[(base.pitchClass - scale.tonic.pitchClass) % 12]
    usual = base if degree == "#4" else vectors.above(scale.tonic, degree)
    usual.octave = 3
    names = vectors.QUALITIES[kind].split()
    sizes = [vectors.semitones(degree) % 12 for degree in names]
    lowest = vectors.semitones(bass or "1") % 12
    is_foreign = lowest not in sizes
    inversion = 0 if is_foreign else sizes.index(lowest)
    plain = vectors.music21_reading(sounding(base, names, inversion), scale, kind, applied=False)
    respelt = sounding(usual, names, inversion)
    ours, used = vectors.expected(vectors.music21_reading(respelt, scale, kind), degree, kind, inversion, song_mode)
    if "no dominant" in used:
        natural = vectors.music21_reading(respelt, scale, kind, applied=False)
        ours, used = vectors.expected(natural, degree, kind, inversion, song_mode)
    elif "/" in ours and not used:
        used = ["applied dominants"]
    if is_foreign:
        used = used + ["foreign bass"]
    if plain != "-" and usual.name != base.name:
        used = used + ["spelling"]
    assert plain == ours or used, (label, tonic, song_mode, plain, ours)
    return plain, ours, used


def main():
    songs = []
    for text in mcgill_billboard.texts(sys.argv[1]).values():
        sections = progressions(text)
        best = max(sections, key=lambda s: (min(len(set(s[1])), 6), -abs(len(s[1]) - CHORDS)), default=None)
        if best and len(set(best[1])) >= 4:
            title = re.search(r"# title: (.*)", text)[1]
            songs.append((title, best[0], mode(sections, best[0]), best[1][:CHORDS]))
    songs = list({(title, tonic): (title, tonic, m, labels) for title, tonic, m, labels in songs}.values())
    # The minor ones first, since they are few; then evenly from the others.
    minor = [song for song in songs if song[2] == "minor"][: PROGRESSIONS // 3]
    major = [song for song in songs if song[2] == "major"]
    step = len(major) / (PROGRESSIONS - len(minor))
    chosen = minor + [major[int(index * step)] for index in range(PROGRESSIONS - len(minor))]
    counts, rows = collections.Counter(), []
    for title, tonic, song_mode, labels in chosen:
        readings = [reading(label, tonic, song_mode) for label in labels]
        for _, _, used in readings:
            counts.update(used)
        rows.append(
            {
                "key": f"{tonic} {song_mode}",
                "chords": " ".join(labels),
                "music21": " ".join(reference for reference, _, _ in readings),
                "expected": " ".join(ours for _, ours, _ in readings),
                "conventions": {str(index): used for index, (_, _, used) in enumerate(readings) if used},
            })
    text = json.dumps({"conventions": dict(counts.most_common()), "progressions": rows}, separators=(",", ":"))
    pathlib.Path(sys.argv[2]).write_text(text.replace('},{', '},\n{') + "\n")
    print(len(rows), sum(len(labels) for *_, labels in chosen), counts)


if __name__ == "__main__":
    main()

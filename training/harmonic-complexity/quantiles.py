"""Measures the harmony of the McGill Billboard charts and prints Swift's table of anchors for harmonic complexity.

    python quantiles.py BILLBOARD > ../../Sources/Interpretation/Harmony/Complexity/ComplexityAnchors.swift

BILLBOARD is the folder of charts (0003.txt ...), as for ../rendered-songs. The measures are those of
HarmonicComplexity.swift and VoiceLeadingMeasure.swift; the corpus is CC0.
"""

import argparse
import collections
import itertools
import math
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "rendered-songs"))
from music import billboard, harte, numerals

PERCENTS = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]


def tones_of(chord):
    """The chord's notes as the analysis knows them: a triad or suspension with a seventh or sixth."""
    triad, seventh, _ = numerals.kind_of(chord)
    tones = {
        "maj": (0, 4, 7),
        "min": (0, 3, 7),
        "dim": (0, 3, 6),
        "aug": (0, 4, 8),
        "sus4": (0, 5, 7),
        "sus2": (0, 2, 7),
        "5": (0, 7),
    }[triad]
    above = {"7": 10, "maj7": 11, "add6": 9, "": None}[seventh]
    if triad == "dim" and seventh == "7" and 10 not in {i % 12 for i in harte.intervals(chord.quality)}:
        above = 9
    if triad in ("aug", "sus4", "sus2", "5"):
        above = None
    return tones if above is None else (*tones, above)


def least_movement(before, after):
    """Semitones of each voice on the shortest way that leaves and reaches every note."""
    fewer, more = sorted((before, after), key=len)
    best = None
    for targets in itertools.product(range(len(fewer)), repeat=len(more)):
        if len(set(targets)) == len(fewer):
            moves = [min((a - fewer[t]) % 12, (fewer[t] - a) % 12) for a, t in zip(more, targets)]
            if best is None or sum(moves) < sum(best):
                best = moves
    return best


def measured(chart, cache):
    """The measures of one chart, by name; None where it has hardly any chords."""
    spans, bars = [], 0
    for section in chart.sections:
        for bar in section.bars:
            ends = [b for b, _ in bar.chords[1:]] + [bar.beats]
            bars += any(c for _, c in bar.chords)
            for (start, chord), end in zip(bar.chords, ends):
                if chord is None:
                    continue
                known = (chord.root, tones_of(chord), chord.bass_pitch_class, section.tonic, section.mode)
                if spans and spans[-1][0] == known:
                    spans[-1][1] += end - start
                else:
                    spans.append([known, end - start])
    if len(spans) < 8 or not bars:
        return None
    total = sum(beats for _, beats in spans)

    def share(is_meant):
        return sum(beats for known, beats in spans if is_meant(*known)) / total

    def is_chromatic(root, tones, bass, tonic, mode):
        return not numerals.is_diatonic([(root + t) % 12 for t in tones], tonic, mode)

    symbols = [((root - tonic) % 12, tones[:3]) for (root, tones, _, tonic, _), _ in spans]
    symbols = [s for s, before in zip(symbols, [None, *symbols]) if s != before]
    pairs = list(zip(symbols, symbols[1:]))
    firsts, both = collections.Counter(a for a, _ in pairs), collections.Counter(pairs)
    entropy = -sum(n / max(1, len(pairs)) * math.log2(n / firsts[a]) for (a, _), n in both.items())
    steps, moves = [], []
    for (before, _), (after, _) in zip(spans, spans[1:]):
        fifths = ((after[0] - before[0]) * 7) % 12
        if fifths:
            steps.append(min(fifths, 12 - fifths))
        key = (before[1], after[1], (after[0] - before[0]) % 12)
        if key not in cache:
            cache[key] = least_movement(before[1], tuple((key[2] + t) % 12 for t in after[1]))
        moves += cache[key]
    return {
        "chord_entropy_bits": entropy,
        "distinct_chords": len(set(symbols)),
        "chromatic_share": share(is_chromatic),
        "four_note_share": share(lambda root, tones, *_: len(tones) == 4),
        "changes_per_bar": (len(spans) - 1) / bars,
        "keys": len({(tonic, mode) for (_, _, _, tonic, mode), _ in spans}),
        "mean_fifths_step": float(np.mean(steps)) if steps else 0,
        "inversion_share": share(lambda root, tones, bass, *_: bass != root),
        "semitones": float(np.mean(moves)),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("billboard", type=pathlib.Path)
    options = parser.parse_args()
    rows, cache = [], {}
    for path in sorted(options.billboard.glob("*.txt")):
        try:
            row = measured(billboard.read(path), cache)
        except billboard.ChartError:
            continue
        if row:
            rows.append(row)
    thirds = np.percentile([r["semitones"] for r in rows], [100 / 3, 200 / 3])
    print(
        f"""/// Where songs lie between simple and complex harmony: percentiles of {len(rows)} charts of the McGill Billboard
/// corpus (Burgoyne, Wild & Fujinaga, ISMIR 2011, CC0), by `training/harmonic-complexity/quantiles.py`.
enum ComplexityAnchors {{
    /// The percentages that the values of `percentiles` stand for.
    static let percents: [Double] = {[float(p) for p in PERCENTS]}

    /// Values at `percents`, by the part's name.
    static let percentiles: [String: [Double]] = ["""
    )
    for name in [n for n in rows[0] if n != "semitones"]:
        values = ", ".join(f"{v:.4g}" for v in np.percentile([r[name] for r in rows], PERCENTS))
        print(f'        "{name}": [{values}],')
    print(f"""    ]

    /// A third of the charts have voices that move less than this on average.
    static let smoothVoiceLeadingSemitones = {thirds[0]:.2f}
    /// A third have voices that move more.
    static let angularVoiceLeadingSemitones = {thirds[1]:.2f}
}}""")


if __name__ == "__main__":
    main()

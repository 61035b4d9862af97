"""Cadences of a song as it was composed: how each phrase's last two harmonies relate to the key.

A phrase is four bars from the section's start on, or what the section's end leaves of them. Its last harmony is the
goal if it arrives in the second half of the phrase; chords of one root are one harmony.
"""

from . import numerals

PHRASE_BARS, SHORTEST_BARS = 4, 2


def phrase_ends(bar_count):
    """Bars after which a phrase ends: every fourth of the section and its last, less than two left over join in."""
    ends = list(range(PHRASE_BARS, bar_count + 1, PHRASE_BARS))
    if not ends or bar_count - ends[-1] >= SHORTEST_BARS:
        ends.append(bar_count)
    elif ends[-1] != bar_count:
        ends[-1] = bar_count
    return ends


def kind_of(before, goal, tonic, mode):
    """authentic, plagal, half, deceptive, modal or None for two chords of different roots."""
    (a, a_triad), (b, b_triad) = (((chord.root - tonic) % 12, numerals.kind_of(chord)[0]) for chord in (before, goal))
    is_home = b == 0 and b_triad != "dim"
    is_dominant = a == 7 and a_triad in ("maj", "aug", "sus4", "5") or a == 11 and a_triad == "dim"
    if is_home:
        if is_dominant:
            return "authentic"
        if a == 5:
            return "plagal"
        return "modal" if (a, a_triad) in {(10, "maj"), (10, "min"), (10, "5"), (7, "min"), (1, "maj")} else None
    if b == 7 and b_triad in ("maj", "sus4", "5"):
        return "half"
    if is_dominant:
        is_submediant = (b, b_triad) in ({(8, "maj")} if mode == "minor" else {(9, "min"), (8, "maj")})
        first_inversion = b == 5 and goal.bass_pitch_class == (tonic + 9 - (mode == "minor")) % 12
        return "deceptive" if is_submediant or first_inversion else None
    return None


def joined(spans):
    """Neighbours of one root as one: (start, end, first chord, last chord, start of the last chord)."""
    out = []
    for start, end, chord in spans:
        if out and chord is not None and out[-1][2] is not None and out[-1][2].root == chord.root:
            out[-1] = (out[-1][0], end, out[-1][2], chord, start)
        else:
            out.append((start, end, chord, chord, start))
    return out


def of_section(section, spans, final_chord):
    """(beat of the chord before, beat of the goal, type) in order, beats counted from the section's start.

    `final_chord`: (start, end, chord) held after the section's last bar, or None.
    """
    bar_starts, beat = [], 0
    for bar in section.bars:
        bar_starts.append(beat)
        beat += bar.beats
    edges = [0] + [([*bar_starts, beat])[end] for end in phrase_ends(len(section.bars))]
    out = []
    for start, end in zip(edges, edges[1:]):
        inside = [(max(a, start), min(b, end), c) for a, b, c in spans if a < end and b > start]
        if end == beat and final_chord:
            inside.append(final_chord)
        inside = joined(inside)
        if len(inside) < 2 or inside[-1][2] is None or inside[-2][2] is None:
            continue
        (_, _, _, before, leaves), (arrival, _, goal, _, _) = inside[-2:]
        kind = kind_of(before, goal, section.tonic, section.mode)
        if kind and arrival >= (start + end) / 2:
            out.append((leaves, arrival, kind))
    return out

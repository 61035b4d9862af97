"""A song on paper: sections of bars of chords, in keys."""

import dataclasses


@dataclasses.dataclass
class Bar:
    """`beats` are what a listener taps; `division` is how many equal parts a beat has (2, or 3 in compound metres)."""

    beats: int
    division: int
    chords: list  # of (beat within the bar, Chord or None for no chord), the first at 0

    def transposed(self, semitones):
        return Bar(self.beats, self.division, [(b, c and c.transposed(semitones)) for b, c in self.chords])

    def shortened(self, beats):
        return Bar(beats, self.division, [(b, c) for b, c in self.chords if b < beats])


@dataclasses.dataclass
class Section:
    label: str
    letter: str
    tonic: int
    mode: str  # "major" or "minor"
    bars: list
    notes: list = dataclasses.field(default_factory=list)  # of (part, beat in the section, beats, pitch, velocity)

    def transposed(self, semitones):
        return Section(
            self.label,
            self.letter,
            (self.tonic + semitones) % 12,
            self.mode,
            [b.transposed(semitones) for b in self.bars],
            [(p, b, d, n + semitones, v) for p, b, d, n, v in self.notes],
        )

    @property
    def beat_count(self):
        return sum(b.beats for b in self.bars)


@dataclasses.dataclass
class Song:
    """`source` says where the harmony is from; `chord_truth` is "exact" or "algorithmic"."""

    source: str
    title: str
    time_signature: str
    bpm: float
    sections: list
    chord_truth: str = "exact"
    pickup_beats: int = 0


METRES = {  # tapped beats per bar, division of the beat, quarter notes per beat
    "4/4": (4, 2, 1.0),
    "3/4": (3, 2, 1.0),
    "2/4": (2, 2, 1.0),
    "5/4": (5, 2, 1.0),
    "7/4": (7, 2, 1.0),
    "7/8": (7, 2, 0.5),
    "6/8": (2, 3, 1.5),
    "12/8": (4, 3, 1.5),
}


def fitted(positions_and_chords, beats_from, beats_to):
    """Chords of a bar moved to a bar of another length: onto beats, the first of two on the same beat wins."""
    out, used = [], set()
    for position, chord in positions_and_chords:
        beat = min(beats_to - 1, int(position * beats_to / beats_from + 0.5))
        if beat not in used:
            used.add(beat)
            out.append((beat, chord))
    return out


def merged(bars):
    """(start, end, chord) in beats over a run of bars, equal neighbours joined."""
    spans, start = [], 0.0
    for bar in bars:
        ends = [b for b, _ in bar.chords[1:]] + [bar.beats]
        for (beat, chord), end in zip(bar.chords, ends):
            if spans and spans[-1][2] == chord:
                spans[-1] = (spans[-1][0], start + end, chord)
            else:
                spans.append((start + beat, start + end, chord))
        start += bar.beats
    return spans

"""One song of a split, from its seed and index alone: form, arrangement, times."""

import dataclasses
import zlib

import numpy as np

from . import instruments, sources
from .arrangement import Arranger
from .form import Bar, METRES
from .tempo import TempoCurve

# 72 cards each: the songs of a split draw their metre and source in turn from shuffled decks.
METRE_DECK = {
    "train": ["4/4"] * 40
    + ["3/4"] * 9
    + ["6/8"] * 7
    + ["2/4"] * 4
    + ["5/4"] * 4
    + ["7/8"] * 2
    + ["7/4"] * 2
    + ["12/8"] * 4,
    "test": ["4/4"] * 38
    + ["3/4"] * 9
    + ["6/8"] * 7
    + ["2/4"] * 5
    + ["5/4"] * 5
    + ["7/8"] * 4
    + ["7/4"] * 1
    + ["12/8"] * 3,
}
SOURCE_DECK = {
    "train": ["billboard"] * 27 + ["grammar"] * 31 + ["pop909"] * 14,
    "test": ["billboard"] * 32 + ["grammar"] * 40,
}
TEMPO_DECK = ["constant"] * 54 + ["drift"] * 9 + ["ritardando"] * 4 + ["change"] * 3 + ["ramp"] * 2
DURATIONS_S = {"train": (58, 100), "tune": (64, 104), "test": (80, 140)}


def random_streams(seed, split, index):
    """Independent generators by name, so that a change in one place leaves the others as they were."""

    def stream(name):
        return np.random.default_rng([seed, sources.SPLITS.index(split), index, zlib.crc32(name.encode())])

    return stream


def dealt(deck, name, seed, split, index):
    order = np.random.default_rng([seed, sources.SPLITS.index(split), zlib.crc32(name.encode()), index // len(deck)])
    return deck[int(order.permutation(len(deck))[index % len(deck)])]


@dataclasses.dataclass
class Composition:
    song: object
    kind: str
    parts: list
    arranger: object
    curve: object
    lead_in_s: float
    swing: float
    is_constant_tempo: bool

    @property
    def beat_count(self):
        """Beats from the first tapped one, the pick-up's included, to the end of the last bar."""
        return self.song.pickup_beats + self.arranger.beat_count

    def seconds(self, beats, swung=True):
        """Times of positions counted from the first downbeat."""
        return self.curve.seconds(np.asarray(beats, float) + self.song.pickup_beats, swung)


def with_irregular_bars(song, rng):
    """A half bar more or less here and there: at ends of sections, the same at each repeat of a letter."""
    full = METRES[song.time_signature][0]
    choices = {4: [6, 2, 2, 6, 5, 3], 3: [2, 4, 5], 2: [3, 1], 5: [4, 6, 3], 7: [6, 8, 5]}[full]
    letters = sorted({s.letter for s in song.sections})
    chosen = {str(rng.choice(letters)) for _ in range(2)}
    beats, where = int(rng.choice(choices)), float(rng.choice([1.0, 0.5]))
    for section in song.sections:
        if section.letter in chosen and len(section.bars) > 2:
            at = max(1, int(len(section.bars) * where) - 1)
            bar = section.bars[at]
            if bar.beats != full:
                continue
            if beats > full or rng.random() < 0.5:
                section.bars[at] = Bar(beats, bar.division, [(b, c) for b, c in bar.chords if b < beats])
            else:
                section.bars.insert(at + 1, Bar(beats, bar.division, [(0, bar.chords[-1][1])]))


def with_modulation(song, rng):
    """The last chorus, or the end of the song, a step higher."""
    shift = int(rng.choice([1, 2, 1, 2, 3, -2, 5]))
    last = [i for i, s in enumerate(song.sections) if s.label in ("chorus", "theme", "verse")]
    if last and last[-1] > 0:
        song.sections[last[-1] :] = [s.transposed(shift) for s in song.sections[last[-1] :]]


def composed(material, seed, split, index):
    """The song of an index. `material` is the split's Sources."""
    rngs = random_streams(seed, split, index)
    rng = rngs("form")
    metre = dealt(METRE_DECK.get(split, METRE_DECK["test"]), "metre", seed, split, index)
    source = dealt(SOURCE_DECK.get(split, SOURCE_DECK["test"]), "source", seed, split, index)
    shares = np.array(instruments.KIND_SHARES, float)
    kind = str(rng.choice(instruments.KINDS, p=shares / shares.sum()))
    duration_s, bpm = float(rng.uniform(*DURATIONS_S[split])), sources.tempo_for(metre, kind, rng)
    song = None
    if source == "pop909" and metre == "4/4" and material.pop_songs:
        song = sources.from_pop(material.pop_songs, rng, duration_s)
        kind = str(rng.choice(["pop", "ballad", "rock", "soul", "dance"]))
    elif source == "billboard" and material.charts:
        song = sources.from_chart(material.charts, metre, rng, duration_s, bpm)
    song = song or sources.from_grammar(metre, rng, duration_s, bpm)
    if song.source != "pop909":
        if rng.random() < 0.26 and song.source == "grammar":  # Charts bring their own.
            with_irregular_bars(song, rng)
        if rng.random() < 0.14:
            with_modulation(song, rng)
    loops = material.loops_near(song.bpm, kind) if metre == "4/4" else []
    arranger = Arranger(song, kind, rngs, loops)
    full = METRES[song.time_signature][0]
    if song.source != "pop909" and rng.random() < 0.15:
        song.pickup_beats = int(rng.integers(1, max(2, full)))
    parts = arranger.arranged()
    if song.pickup_beats:
        picked_up(song, parts, rng)
    return timed(song, kind, parts, arranger, rngs("tempo"), dealt(TEMPO_DECK, "tempo", seed, split, index))


def picked_up(song, parts, rng):
    """Notes before the first downbeat: of the melody, the drums, or whoever begins."""
    singers = [p for p in parts if p.name in ("voice", "lead", "solo")] or [p for p in parts if p.voice == "font"]
    drums = [p for p in parts if p.voice == "drums"]
    who = (
        drums[0] if drums and rng.random() < 0.5 else singers[int(rng.integers(len(singers)))] if singers else drums[0]
    )
    song.pickup_has_drums_only = who.voice == "drums"
    tonic, mode = song.sections[0].tonic, song.sections[0].mode
    scale = [0, 2, 3, 5, 7] if mode == "minor" else [0, 2, 4, 5, 7]
    low = int(np.median([n[2] for n in who.notes]))
    for beat in np.arange(-song.pickup_beats, 0, 1 if rng.random() < 0.5 else 0.5):
        if who.voice == "drums":
            pitch = int(rng.choice([38, 42, 37, 45]))
        else:
            pitch = low - 6 + (tonic + int(rng.choice(scale)) - low + 6) % 12
        who.notes.append((float(beat), 0.45, pitch, 92, 0.0, True))


def timed(song, kind, parts, arranger, rng, tempo_kind):
    silence = float(rng.choice([rng.uniform(0.02, 0.5), rng.uniform(0.5, 3.0)]))
    starts = [s + song.pickup_beats for s in arranger.starts]
    total = arranger.beat_count + song.pickup_beats
    curve = TempoCurve(total, song.bpm, tempo_kind, silence, rng, starts)
    swing, human = 0.5, any(not n[5] for p in parts for n in p.notes)
    shuffles = kind == "jazz" or any(w in kind for w in ("swing", "shuffle"))
    if (
        METRES[song.time_signature][1] == 2
        and song.time_signature != "7/8"
        and not human
        and song.source != "pop909"
        and rng.random() < (0.75 if shuffles else 0.18)
    ):
        swing = float(rng.uniform(0.54, 0.67))
        curve.set_swing(swing, 1 if song.bpm > 84 or rng.random() < 0.6 else 2)
    return Composition(song, kind, parts, arranger, curve, silence, swing, tempo_kind == "constant")

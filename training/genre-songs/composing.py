"""Composes a song of a genre with the parts of rendered-songs."""

import dataclasses

import numpy as np

from music import accompaniment, bass_lines, drum_patterns, drummer, groove, progressions, rhythms, voices
from music.arrangement import Arranger
from music.composition import Composition
from music.form import Bar, METRES, Section, Song
from music.tempo import TempoCurve

SPLITS = ("tune", "test")
FORM = (("verse", "A"), ("chorus", "B"), ("verse", "A"), ("chorus", "B"), ("bridge", "C"), ("chorus", "B"))


def of_split(items, split):
    """Every other one, so that the sets share nothing."""
    chosen = [x for i, x in enumerate(items) if i % 2 == SPLITS.index(split)]
    return chosen or list(items)


def performances(folder, split):
    """{style: performances of whole sessions} of a split."""
    by_style = {}
    for performance in groove.catalogue(folder):
        if not performance.is_fill:
            by_style.setdefault(performance.style, []).append(performance)
    out = {}
    for style, everything in by_style.items():
        sessions = sorted({p.path.parts[-3:-1] for p in everything})
        mine = set(of_split(sessions, split)) if len(sessions) > 1 else set(sessions)
        out[style] = [p for p in everything if p.path.parts[-3:-1] in mine]
        if len(sessions) == 1:
            out[style] = of_split(out[style], split)
    return out


def bars_of(progression, bars_per_slot, metre, tonic):
    beats, division, _ = METRES[metre]
    out = []
    for slot in progression.split():
        names = slot.split(",")
        chords = [progressions.chord(n, tonic) for n in names]
        starts = [int(i * beats / len(chords)) for i in range(len(chords))]
        out.append(Bar(beats, division, list(zip(starts, chords))))
        out += [Bar(beats, division, [(0, chords[-1])]) for _ in range(bars_per_slot - 1)]
    return out


def song_of(genre, split, rng, bpm, metre, duration_s):
    beats = METRES[metre][0]
    known = of_split(genre.progressions, split)
    first = known[int(rng.integers(len(known)))]
    mode = "minor" if first.startswith("m:") else "major"
    same = [p for p in known if p.startswith("m:") == first.startswith("m:")]
    by_letter = {"A": first, "B": same[int(rng.integers(len(same)))], "C": same[int(rng.integers(len(same)))]}
    if len(first.split()) == 12 or rng.random() < 0.35:
        by_letter["B"] = first
    tonic, slots = int(rng.integers(12)), int(rng.choice(genre.bars_per_slot))
    wanted, sections, total = duration_s * bpm / 60 / beats, [], 0
    if rng.random() < 0.6 and len(first.split()) <= 8:
        sections.append(Section("intro", "I", tonic, mode, bars_of(first[2 * (mode == "minor") :], 1, metre, tonic)[:4]))
        total = len(sections[0].bars)
    number = 0
    while total < wanted:
        label, letter = FORM[number % len(FORM)]
        numerals = by_letter[letter].removeprefix("m:")
        once = bars_of(numerals, slots, metre, tonic)
        length = 12 if len(once) == 12 else 16 if len(once) > 8 else 8
        bars = (once * (1 + length // len(once)))[:length]
        sections.append(
            Section(label, letter, tonic, mode, [dataclasses.replace(b, chords=list(b.chords)) for b in bars])
        )
        total += len(bars)
        number += 1
    return Song("genre", "", metre, bpm, sections)


def pattern_hits(text):
    out = []
    for part in text.split():
        drum, steps = part.split("=")
        out += [
            (i / len(steps), drum_patterns.DRUMS[drum], drum_patterns.VELOCITIES[mark], mark == "?")
            for i, mark in enumerate(steps)
            if mark != "."
        ]
    return out


class GenreArranger(Arranger):
    """An arranger who knows one genre only."""

    def __init__(self, song, genre, split, rngs, human):
        super().__init__(song, genre.kin, rngs, [])
        self.genre, self.split, self.human = genre, split, human
        self.uses_sub = False

    def arranged(self):
        rng, genre = self.rng, self.genre
        self.energy = [0.55 if s.label == "intro" else 0.75 if s.label == "verse" else 0.95 for s in self.song.sections]
        self.has_drums = rng.random() < genre.drum_share
        self.has_bass = rng.random() < genre.bass_share
        self.has_voice = rng.random() < genre.voice_share
        self.is_bare_power = False
        kicks = self.drums() if self.has_drums else []
        self.harmony()
        if self.has_voice or rng.random() < genre.lead_share:
            voices.tune(self)
        if self.has_bass:
            self.bass(kicks)
        self.is_sparse_at_end = rng.random() < 0.5
        if self.is_sparse_at_end:
            self.final_chord()
        return [p for p in self.parts if p.notes]

    def drums(self):
        rng, genre, metre = self.rngs("drums"), self.genre, self.song.time_signature
        loops = []
        if metre == "4/4" and rng.random() < genre.groove_share:
            near = [p for s in genre.groove for p in self.human.get(s, []) if 0.75 < p.bpm / self.song.bpm < 1.33]
            loops = near or [p for s in genre.groove for p in self.human.get(s, [])]
        own = of_split(genre.patterns, self.split)
        known = list(drum_patterns.PATTERNS[metre]) if metre != "4/4" else []
        texts = [drum_patterns.PATTERNS[metre][n] for n in of_split(known, self.split)] or own
        calm, full = (drummer.varied(pattern_hits(texts[int(rng.integers(len(texts)))]), rng) for _ in range(2))
        part = self.part("drums", "drums", "drums", self.choice(genre.kit_programs), genre.drum_db, 0.05)
        part.lag_s, part.jitter_s = 0.0, 0.0 if genre.is_machine else float(rng.uniform(0.001, 0.005))
        human, full_beats = {}, METRES[metre][0]
        for index, section in enumerate(self.song.sections):
            if loops and section.letter not in human:
                for _ in range(6):
                    try:
                        human[section.letter] = groove.loop(loops[int(rng.integers(len(loops)))], rng, 8)
                        break
                    except groove.PerformanceError:
                        continue
            at = self.starts[index]
            if section.label == "intro" and rng.random() < 0.4:
                continue
            for number, bar in enumerate(section.bars):
                taken = human.get(section.letter)
                if taken:
                    phase = 4 * (number % 2)
                    hits = [(b - phase, d, v, True) for b, d, v in taken if phase - 0.06 <= b < phase + 3.94]
                else:
                    pattern = full if section.label == "chorus" else calm
                    hits = [(*h, False) for h in drummer.bar_hits(pattern, bar, full_beats, rng)]
                if number == len(section.bars) - 1 and rng.random() < 0.7 and not genre.name == "ambient":
                    cut, filled = drummer.fill(rng, bar, 0.6)
                    hits = [h for h in hits if h[0] < cut] + [(*h, False) for h in filled]
                if number == 0 and index and rng.random() < 0.6:
                    hits.append((0.0, 49, 104, False))
                for beat, drum, velocity, is_human in hits:
                    part.notes.append((max(0.0, at + beat), 0.2, drum, int(velocity), 0.0, not is_human))
                at += bar.beats
        part.notes.sort()
        return sorted(n[0] for n in part.notes if n[2] in (35, 36))

    def harmony(self):
        rng, players = self.rng, [p for p in self.genre.players if self.rng.random() < p.share]
        players = players or [self.genre.players[0]]
        for number, player in enumerate(players):
            drive = float(rng.uniform(*player.drive)) if player.drive else 0.0
            part = self.part(
                f"comp{number + 1}", "other", "font", self.choice(player.programs), player.level_db, 0.7, drive=drive
            )
            if self.genre.is_machine:
                part.lag_s, part.jitter_s = 0.0, 0.001
            manner = accompaniment.Manner(
                player.figure, self.choice(player.rhythms.split()), player.centre + int(rng.integers(-4, 5)),
                player.hold, bool(rng.random() < 0.2), 0.012 if player.figure == "strum" else 0.0,
            )
            patterns = {}
            for index, section in enumerate(self.song.sections):
                if section.label == "intro" and number and rng.random() < 0.5:
                    continue
                here = patterns.setdefault(section.letter, {})
                for _, bar in self.bars_of(index):
                    key = (bar.beats, bar.division)
                    if key not in here:
                        here[key] = rhythms.named(manner.rhythm, rng, *key)
                self.add(part, index, accompaniment.comped(manner, rng, self.spans[index], self.bars_of(index), here))

    def bass(self, kicks):
        rng, genre = self.rngs("bass"), self.genre
        part = self.part("bass", "bass", "font", self.choice(genre.bass), genre.bass_db, 0.05)
        if rng.random() < genre.sub_share:
            part.voice = "sub"
        if genre.is_machine:
            part.lag_s, part.jitter_s = 0.0, 0.001
        low = int(rng.integers(24, 30)) if part.voice == "sub" else int(rng.integers(26, 33))
        styles = {}
        for index, section in enumerate(self.song.sections):
            if section.label == "intro" and rng.random() < 0.4:
                continue
            if section.letter not in styles:
                bar = section.bars[0]
                styles[section.letter] = (
                    self.choice(genre.bass_styles), rhythms.drawn(rng, bar.beats, bar.division, 0.5, 0.6)
                )
            style, pattern = styles[section.letter]
            here = [k - self.starts[index] for k in kicks]
            notes = bass_lines.line(style, rng, self.spans[index], self.bars_of(index), here, low, pattern)
            self.add(part, index, notes)


def composed(genre, split, rngs, human, duration_s):
    rng = rngs("form")
    tempo = genre.alternative_bpm if genre.alternative_bpm and rng.random() < 0.25 else genre.bpm
    metre = str(rng.choice(genre.metres))
    bpm = float(rng.uniform(*tempo))
    if METRES[metre][1] == 3:
        bpm = float(np.clip(bpm * 0.62, 48, 88))
    if genre.is_machine:
        bpm = float(round(bpm))
    song = song_of(genre, split, rng, bpm, metre, duration_s)
    arranger = GenreArranger(song, genre, split, rngs, human)
    parts = arranger.arranged()
    timing = rngs("tempo")
    drifts = not genre.is_machine and timing.random() < 0.35
    kind = "drift" if drifts or timing.random() < genre.rubato_share else "constant"
    silence = float(timing.uniform(0.05, 1.0))
    curve = TempoCurve(arranger.beat_count, bpm, kind, silence, timing, arranger.starts)
    swing, is_human = 0.5, any(not n[5] for p in parts for n in p.notes)
    if METRES[metre][1] == 2 and not is_human and timing.random() < genre.swing_share:
        swing = float(timing.uniform(*genre.swing))
        curve.set_swing(swing, 1 if bpm > 84 else 2 if genre.name in ("hip hop", "funk", "soul") else 1)
    return Composition(song, genre.kin, parts, arranger, curve, silence, swing, kind == "constant")

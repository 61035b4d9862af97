"""Who plays what in which section: the song's parts as notes in beats."""

import numpy as np

from . import accompaniment, bass_lines, drummer, instruments, pushes, rhythms, voices, voicing
from .form import merged
from .harte import Chord
from .part import ENERGY, Part


class Arranger:
    def __init__(self, song, kind, rngs, loops):
        self.song, self.kind, self.rng, self.loops = song, kind, rngs("arrangement"), loops
        self.rngs = rngs
        self.parts, self.starts, start = [], [], 0
        for section in song.sections:
            self.starts.append(start)
            start += section.beat_count
        self.beat_count = start
        self.spans = [merged(s.bars) for s in song.sections]
        self.has_final_chord = False

    def part(self, name, stem, voice, program, level_db, pan_width=0.5, **more):
        rng = self.rng
        made = Part(
            name,
            stem,
            voice,
            int(program),
            level_db + float(rng.normal(0, 2)),
            float(rng.uniform(-pan_width, pan_width)),
            lag_s=float(rng.uniform(-0.006, 0.008)),
            jitter_s=float(rng.uniform(0.001, 0.006)),
            **more,
        )
        self.parts.append(made)
        return made

    def choice(self, options):
        return options[int(self.rng.integers(len(options)))]

    def bars_of(self, index):
        out, start = [], 0
        for bar in self.song.sections[index].bars:
            out.append((start, bar))
            start += bar.beats
        return out

    def add(self, part, index, notes, scale=1.0):
        """Notes of a section, moved to their place in the song; velocities follow the section's energy."""
        level = scale * (0.72 + 0.28 * self.energy[index])
        for note in notes:
            beat, beats, pitch, velocity, later = (*note, 0.0)[:5]
            part.notes.append(
                (self.starts[index] + beat, beats, int(pitch), int(np.clip(velocity * level, 1, 127)), later, True)
            )

    def arranged(self):
        rng, sections = self.rng, self.song.sections
        self.energy = [float(np.clip(ENERGY.get(s.label, 0.6) + rng.normal(0, 0.06), 0.2, 1)) for s in sections]
        self.has_drums = rng.random() > 0.15
        self.has_bass = rng.random() > 0.06
        self.has_voice = rng.random() < 0.7
        if self.has_drums and sections[0].label == "intro" and rng.random() < 0.12 and self.song.source != "pop909":
            for bar in sections[0].bars:  # Drums alone.
                bar.chords = [(0, None)]
            self.spans[0] = merged(sections[0].bars)
        self.is_bare_power = False
        kicks = self.drums() if self.has_drums else []
        if self.song.source == "pop909":
            voices.given_notes(self)
        else:
            self.harmony()
            voices.tune(self)
        if self.has_bass:
            self.bass(kicks)
        if self.rngs("pushes").random() < 0.1 and self.song.source != "pop909":
            pushes.anticipate(self)
        self.final_chord()
        return [p for p in self.parts if p.notes]

    def drums(self):
        rng = self.rngs("drums")
        entry = 0
        if rng.random() < 0.3 and len(self.song.sections) > 3:
            entry = int(rng.integers(1, 3))
            if self.song.sections[0].bars[0].chords[0][1] is None:
                entry = 0
        loops = self.loops if rng.random() < 0.4 else []
        hits = drummer.play(rng, self.song, self.kind, loops, entry)
        part = self.part("drums", "drums", "drums", self.choice(instruments.DRUM_KITS[self.kind]), 0.0, 0.05)
        part.lag_s, part.jitter_s = float(rng.uniform(-0.002, 0.002)), float(rng.uniform(0.0, 0.004))
        for beat, drum, velocity, is_human in hits:
            if beat > -0.02 or is_human:
                part.notes.append((max(0.0, beat) if beat > -0.02 else beat, 0.2, drum, velocity, 0.0, not is_human))
        return sorted(b for b, d, _, _ in hits if d == 36)

    def harmony(self):
        rng, kind = self.rng, self.kind
        count = int(rng.choice([1, 2, 3], p=[0.3, 0.45, 0.25]))
        comps, pad = [], None
        for number in range(count):
            manner = accompaniment.drawn_manner(rng, kind)
            programs = instruments.ACCOMPANISTS[kind]
            program = self.choice(instruments.DRIVEN_GUITARS if manner.figure == "power" else programs)
            if manner.figure == "strum" and program not in range(24, 32):
                program = self.choice(instruments.ACOUSTIC_GUITARS + instruments.ELECTRIC_GUITARS)
            drive = float(rng.uniform(2, 8)) if program in (29, 30) else 0.0
            part = self.part(f"comp{number + 1}", "other", "font", program, -5.0 - 2 * number, 0.7, drive=drive)
            comps.append((part, manner))
        whole = [c for c in comps if c[1].figure not in ("power", "riff")]
        self.is_bare_power = not whole and comps[0][1].figure == "power" and rng.random() < 0.35
        if rng.random() < 0.4 or (not whole and not self.is_bare_power):
            program = self.choice(instruments.PADS + instruments.STRINGS + instruments.ORGANS)
            pad = (
                self.part("pad", "other", "font", program, -10.0 if whole else -7.0, 0.3),
                accompaniment.Manner("pad", "whole", int(rng.integers(55, 68)), 1.0, bool(rng.random() < 0.4)),
            )
        if self.is_bare_power:
            self.make_power_chords()
        patterns, cast = {}, {}
        for index, section in enumerate(self.song.sections):
            if section.letter not in cast:
                chosen = [c for c in comps if rng.random() < 0.35 + 0.6 * self.energy[index]] or [self.choice(comps)]
                if not self.is_bare_power and not [c for c in chosen if c in whole]:
                    chosen = chosen + ([pad] if pad and (not whole or rng.random() < 0.5) else [self.choice(whole)])
                elif pad and rng.random() < self.energy[index]:
                    chosen = chosen + [pad]
                cast[section.letter] = chosen
            for part, manner in cast[section.letter]:
                patterns.setdefault((part.name, section.letter), {})
                pattern = patterns[part.name, section.letter]
                for _, bar in self.bars_of(index):
                    key = (bar.beats, bar.division)
                    if key not in pattern:
                        pattern[key] = rhythms.named(manner.rhythm, rng, *key)
                notes = accompaniment.comped(manner, rng, self.spans[index], self.bars_of(index), pattern)
                self.add(part, index, notes)
        self.doubled(comps)

    def doubled(self, comps):
        """Now and then a part sounds in octaves with another instrument."""
        if self.rng.random() < 0.15:
            part = comps[0][0]
            twin = self.part(
                "double", "other", "font", self.choice(instruments.ACCOMPANISTS[self.kind]), part.level_db - 6
            )
            shift = int(self.rng.choice([0, 12]))
            twin.notes = [(b, d, p + shift, v, later, s) for b, d, p, v, later, s in part.notes]

    def make_power_chords(self):
        def bare(chord):
            return chord and Chord(chord.bass_pitch_class, "5")

        for index, section in enumerate(self.song.sections):
            for bar in section.bars:
                bar.chords = [(b, bare(c)) for b, c in bar.chords]
            self.spans[index] = merged(section.bars)

    def bass(self, kicks):
        rng = self.rngs("bass")
        part = self.part("bass", "bass", "font", self.choice(instruments.BASSES[self.kind]), -2.0, 0.05)
        low = int(rng.integers(26, 33))
        first, second = (bass_lines.STYLES[self.choice(bass_lines.BY_KIND[self.kind])] for _ in range(2))
        styles = {}
        absent = rng.random() < 0.2
        for index, section in enumerate(self.song.sections):
            if absent and self.energy[index] < 0.5:
                continue
            if section.letter not in styles:
                bar = section.bars[0]
                pattern = rhythms.drawn(rng, bar.beats, bar.division, 0.4, 0.5)
                styles[section.letter] = (first if rng.random() < 0.7 else second, pattern)
            style, pattern = styles[section.letter]
            here = [k - self.starts[index] for k in kicks]
            notes = bass_lines.line(style, rng, self.spans[index], self.bars_of(index), here, low, pattern)
            self.add(part, index, notes)

    def final_chord(self):
        last = self.song.sections[-1]
        if self.song.source == "pop909" or self.rngs("ending").random() < 0.4 or last.bars[-1].chords[-1][1] is None:
            return
        chord = Chord(last.tonic, "5" if self.is_bare_power else "min" if last.mode == "minor" else "maj")
        self.has_final_chord, self.chord_at_end = True, chord
        end, length = self.beat_count, last.bars[-1].beats
        for part in self.parts:
            if not part.notes or max(n[0] for n in part.notes) < end - 2 * length:
                continue
            if part.voice == "drums":
                part.notes += [(end, 0.2, 36, 110, 0.0, True), (end, 0.2, 49, 105, 0.0, True)]
            elif part.stem == "bass":
                part.notes.append((end, length, bass_lines.placed(chord.root, 28), 92, 0.0, True))
            elif part.name.startswith(("comp", "pad", "double")):
                tones = voicing.power(chord) if self.is_bare_power else voicing.guitar(chord, self.rng)
                part.notes += [(end, length, p, 80, 0.0, True) for p in tones]

"""Where songs come from, and how they are divided so that no source song is in two splits."""

import dataclasses
import functools
import pathlib
import tarfile
import zlib

from . import billboard, grammar, groove, instruments, pop909
from .form import Bar, METRES, Section, Song, fitted

SPLITS = ("train", "tune", "test")


def split_of(name):
    """70 % train, 10 % tune, 20 % test, by a hash of the source's name."""
    at = zlib.crc32(name.encode()) % 100
    return "train" if at < 70 else "tune" if at < 80 else "test"


ARCHIVES = {"billboard": "billboard.tar.xz", "groove": "groove-midi.tar.xz", "pop909": "pop909.tar.xz"}


def unpacked(folder, scratch):
    """The folder of billboard/, groove/ and pop909/: `folder`, or `scratch` with its archives unpacked there."""
    folder, scratch = pathlib.Path(folder), pathlib.Path(scratch)
    if all((folder / name).is_dir() for name in ARCHIVES):
        return folder
    for name, archive in ARCHIVES.items():
        if not (scratch / name).is_dir():
            if not (folder / archive).exists():
                raise FileNotFoundError(
                    f"{folder} holds neither {name}/ nor {archive}: give a folder that does with --symbolic."
                )
            scratch.mkdir(parents=True, exist_ok=True)
            with tarfile.open(folder / archive) as tar:
                tar.extractall(scratch, filter="data")
    return scratch


class Sources:
    """The symbolic material of one split, read on first use."""

    def __init__(self, folder, split):
        self.folder, self.split = folder and pathlib.Path(folder), split

    @functools.cached_property
    def charts(self):
        out = []
        if not self.folder:
            return out
        for path in sorted((self.folder / "billboard").glob("*.txt")):
            try:
                chart = billboard.read(path)
            except billboard.ChartError:
                continue
            # Charts of the same title are most often the same song, charted twice.
            if split_of(chart.title.lower()) == self.split and 40 < chart.bpm < 230:
                out.append(chart)
        return out

    @functools.cached_property
    def pop_songs(self):
        out = []
        if not self.folder:
            return out
        for folder in sorted(p for p in (self.folder / "pop909").iterdir() if p.is_dir()):
            if split_of("pop909/" + folder.name) == self.split:
                try:
                    song = pop909.read(folder)
                except (pop909.SongError, OSError, ValueError):
                    continue
                if pop909.agreement(song[2]) > 0.93:
                    out.append(song)
        return out

    @functools.cached_property
    def performances(self):
        if not self.folder:
            return []
        return [
            p
            for p in groove.catalogue(self.folder / "groove")
            if split_of("/".join(p.path.parts[-3:-1]) + p.style) == self.split and not p.is_fill
        ]

    def loops_near(self, bpm, kind):
        """Human drumming at about this tempo, of a fitting style if there is one."""
        near = [p for p in self.performances if 0.8 < p.bpm / bpm < 1.25]
        related = {
            "hip-hop": "hiphop",
            "metal": "punk",
            "march": "jazz",
            "electronic": "dance",
            "folk": "country",
            "afro": "afro",
        }.get(kind, kind)
        return [p for p in near if p.style.startswith(related)] or near


def condensed(sections, beats_wanted, rng):
    """A run of whole sections, long ones cut, that lasts about `beats_wanted` and if possible repeats something."""
    options = []
    for cap in (64, 48, 32, 24, 16):
        cut = []
        for section in sections:
            bars, beats = [], 0
            for bar in section.bars:
                if beats + bar.beats > cap and len(bars) % 4 == 0 and bars:
                    break
                bars.append(bar)
                beats += bar.beats
            cut.append(dataclasses.replace(section, bars=bars))
        for first in range(len(cut)):
            total = 0
            for last in range(first, len(cut)):
                total += cut[last].beat_count
                if 0.75 * beats_wanted <= total <= 1.25 * beats_wanted:
                    run = cut[first : last + 1]
                    letters = [s.letter[0] for s in run]
                    worth = min(4, len(set(letters))) + 2 * (len(set(letters)) < len(letters)) + min(len(run), 8) * 0.5
                    options.append((worth + rng.random(), run))
    return max(options, key=lambda o: o[0])[1] if options else []


def from_chart(charts, metre, rng, duration_s, bpm):
    """A Billboard song, in its own metre or with its bars fitted to another."""
    for _ in range(20):
        chart = charts[int(rng.integers(len(charts)))]
        own = [c for c in charts if c.time_signature == metre]
        if metre in ("3/4", "6/8", "12/8") and own and rng.random() < 0.5:
            chart = own[int(rng.integers(len(own)))]
        if chart.time_signature == metre and metre != "6/8":
            bpm = min(200.0, max(50.0, chart.bpm * float(rng.uniform(0.92, 1.08))))
        run = condensed(chart.sections, duration_s * bpm / 60 * METRES[chart.time_signature][0] / METRES[metre][0], rng)
        if len(run) < 3:
            continue
        sections, letters = [], {}
        shift = int(rng.integers(12))
        for section in run:
            bars = section.bars
            if chart.time_signature != metre:
                beats, division, _ = METRES[metre]
                bars = [Bar(beats, division, fitted(b.chords, b.beats, beats)) for b in bars]
            letter = letters.setdefault(section.letter.rstrip("'") + section.label, chr(ord("A") + len(letters)))
            sections.append(
                Section(
                    section.label,
                    letter,
                    section.tonic,
                    section.mode,
                    [dataclasses.replace(b, chords=list(b.chords)) for b in bars],
                ).transposed(shift)
            )
        if all(c is None for s in sections for b in s.bars for _, c in b.chords):
            continue
        return Song("billboard", chart.title, metre, bpm, sections)
    return None


def from_pop(songs, rng, duration_s):
    title, bpm, all_sections = songs[int(rng.integers(len(songs)))]
    run = condensed(all_sections, duration_s * bpm / 60, rng)
    if len(run) < 3:
        return None
    sections, letters, shift = [], {}, int(rng.integers(-5, 6))
    for section in run:
        letter = letters.setdefault(section.letter, chr(ord("A") + len(letters)))
        inside = [n for n in section.notes if n[1] < section.beat_count]
        bars = [dataclasses.replace(b, chords=list(b.chords)) for b in section.bars]
        sections.append(Section(section.label, letter, section.tonic, section.mode, bars, inside).transposed(shift))
    return Song("pop909", title, "4/4", bpm * float(rng.uniform(0.95, 1.05)), sections, "algorithmic")


def from_grammar(metre, rng, duration_s, bpm):
    return Song("grammar", "", metre, bpm, grammar.sections(rng, metre, bpm, duration_s))


def tempo_for(metre, kind, rng):
    """Beats per minute as a listener taps them."""
    if metre in ("6/8", "12/8"):
        return float(rng.uniform(46, 100) if metre == "6/8" else rng.uniform(50, 84))
    if metre == "7/8":
        return float(rng.uniform(150, 220))
    middle = {"3/4": 118, "2/4": 112, "5/4": 128, "7/4": 122}.get(metre, instruments.TEMPO_BY_KIND[kind])
    for _ in range(50):
        bpm = middle * 2 ** float(rng.normal(0, 0.28))
        if 50 <= bpm <= 200:
            return bpm
    return float(middle)

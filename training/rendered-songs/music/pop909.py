"""Songs of POP909 (Wang et al., ISMIR 2020) with the phrases that Dai et al. (ISMIR 2020) marked."""

import re

import mido
import numpy as np

from . import harte
from .form import Bar, Section

PHRASES = {
    "i": "intro",
    "o": "outro",
    "A": "verse",
    "B": "chorus",
    "C": "bridge",
    "D": "solo",
    "b": "interlude",
    "a": "interlude",
    "x": "interlude",
    "X": "bridge",
}


class SongError(ValueError):
    pass


def notes_of(folder):
    """(part, onset s, end s, pitch, velocity) of the tracks MELODY, BRIDGE and PIANO."""
    notes = []
    song = mido.MidiFile(folder / f"{folder.name}.mid")
    tempi, tick = [], 0
    for message in mido.merge_tracks(song.tracks):
        tick += message.time
        if message.type == "set_tempo":
            tempi.append((tick, message.tempo))
    ticks, seconds = [0], [0.0]
    for (start, tempo), (end, _) in zip(tempi, tempi[1:] + [(tick + 1, 0)]):
        ticks.append(end)
        seconds.append(seconds[-1] + mido.tick2second(end - max(start, ticks[-2]), song.ticks_per_beat, tempo))
    for track in song.tracks:
        if track.name not in ("MELODY", "BRIDGE", "PIANO"):
            continue
        tick, open_notes = 0, {}
        for message in track:
            tick += message.time
            if message.type == "note_on" and message.velocity:
                open_notes[message.note] = (tick, message.velocity)
            elif message.type in ("note_off", "note_on") and message.note in open_notes:
                start, velocity = open_notes.pop(message.note)
                on, off = np.interp([start, tick], ticks, seconds)
                notes.append((track.name, on, off, message.note, velocity))
    return notes


def read(folder):
    """(title, bpm, sections with notes). Only songs in bars of four; chords are the data set's own estimates."""
    rows = np.loadtxt(folder / "beat_midi.txt", ndmin=2)
    beats, is_downbeat = rows[:, 0], rows[:, 2] > 0.5
    downs = np.flatnonzero(is_downbeat)
    if len(downs) < 12 or np.any(np.diff(downs) != 4):
        raise SongError("The bars are not all of four beats.")
    first = downs[0]
    chords = []
    for line in (folder / "chord_midi.txt").read_text().splitlines():
        start, _, label = line.split("\t")[:3]
        try:
            chords.append((int(np.argmin(np.abs(beats - float(start)))) - first, harte.parsed(label.strip())))
        except harte.LabelError:
            chords.append((int(np.argmin(np.abs(beats - float(start)))) - first, None))
    key_file = (folder / "key_audio.txt").read_text().splitlines()
    keys = {line.split("\t")[2] for line in key_file if line.count("\t") >= 2}
    if len(keys) != 1:
        raise SongError("There is more than one key.")
    tonic, mode = keys.pop().split(":")
    positions = np.arange(len(beats)) - first
    notes = [
        (part, *np.interp([on, off], beats, positions), pitch, velocity)
        for part, on, off, pitch, velocity in notes_of(folder)
    ]
    text = (folder / "human_label1.txt").read_text().strip()
    sections, bar = [], 0
    bar_count = len(downs) - 1
    for letter, length in re.findall(r"([A-Za-z])(\d+)", text):
        length = min(int(length), bar_count - bar)
        if length <= 0:
            break
        bars = []
        for index in range(bar, bar + length):
            inside = [(b - 4 * index, c) for b, c in chords if 4 * index <= b < 4 * index + 4]
            before = [c for b, c in chords if b < 4 * index]
            if not inside or inside[0][0] != 0:
                inside = [(0, before[-1] if before else None)] + inside
            bars.append(Bar(4, 2, inside))
        a, b = 4 * bar, 4 * (bar + length)
        mine = [(p, on - a, off - on, pitch, v) for p, on, off, pitch, v in notes if a - 0.02 <= on < b - 0.02]
        sections.append(
            Section(
                PHRASES.get(letter, "interlude"),
                letter,
                harte.pitch_class(tonic),
                "minor" if mode == "min" else "major",
                bars,
                mine,
            )
        )
        bar += length
    if len(sections) < 3:
        raise SongError("There are no phrases.")
    return folder.name, 60 / float(np.median(np.diff(beats))), sections


def agreement(sections):
    """The share of the notes' time that lies in the chords: how far the estimated chords can be trusted."""
    inside = total = 0.0
    for section in sections:
        spans, start = [], 0
        for bar in section.bars:
            ends = [b for b, _ in bar.chords[1:]] + [bar.beats]
            spans += [(start + b, start + e, c) for (b, c), e in zip(bar.chords, ends)]
            start += bar.beats
        for part, on, length, pitch, _ in section.notes:
            if part == "MELODY":
                continue
            for a, b, chord in spans:
                overlap = min(b, on + length) - max(a, on)
                if overlap > 0:
                    total += overlap
                    inside += overlap * (chord is not None and pitch % 12 in chord.pitch_classes)
    return inside / total if total else 0.0

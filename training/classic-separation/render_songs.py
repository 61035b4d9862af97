"""Renders songs with known stems: POP909 melodies sung, their pianos arranged, Groove MIDI drums underneath."""
import argparse
import glob
import os
import pathlib
import subprocess
import tempfile

import mido
import numpy as np
import soundfile

from instruments import KITS, distorted, drum_samples, in_room, soundfont
from singer import SAMPLE_RATE_HZ, sing

SECONDS = 30.0
COUNT = int(SAMPLE_RATE_HZ * SECONDS)
# Programs of the accompaniment: guitars, pianos, organ, strings; 29 and 30 are distorted.
ARRANGEMENTS = [[26], [27, 25], [0], [25, 16], [29], [30], [27, 48], [4, 25]]
# The first songs were rendered before the kits of samples and the freer glides were added.
FIRST_WITH_KITS = 16


def read_notes(path):
    """Notes (onset, end, pitch, velocity) in seconds by track name, and the tempo changes."""
    song = mido.MidiFile(path)
    tempos, tick = [], 0
    for message in song.tracks[0]:
        tick += message.time
        if message.type == "set_tempo":
            tempos.append((tick, message.tempo))
    tempos = tempos or [(0, 500000)]

    def seconds(tick):
        total, last, tempo = 0, 0, tempos[0][1]
        for start, next_tempo in tempos:
            if start >= tick:
                break
            total += mido.tick2second(start - last, song.ticks_per_beat, tempo)
            last, tempo = start, next_tempo
        return total + mido.tick2second(tick - last, song.ticks_per_beat, tempo)

    tracks = {}
    for track in song.tracks:
        tick, sounding, notes = 0, {}, []
        for message in track:
            tick += message.time
            if message.type == "note_on" and message.velocity > 0:
                sounding[message.note] = (tick, message.velocity)
            elif message.type in ("note_off", "note_on") and message.note in sounding:
                start, velocity = sounding.pop(message.note)
                notes.append((seconds(start), seconds(tick), message.note, velocity))
        tracks[track.name] = tracks.get(track.name, []) + notes
    return tracks, tempos


def choose_song(pop909, rng):
    while True:
        name = f"{rng.integers(1, 910):03d}"
        tracks, _ = read_notes(f"{pop909}/{name}/{name}.mid")
        start = rng.uniform(15, 80)
        melody = [(a - start, b - start, p, v) for a, b, p, v in tracks.get("MELODY", [])
                  if a >= start and b < start + SECONDS - 0.5]
        piano = [(max(0, a - start), b - start, p, v) for a, b, p, v in tracks.get("PIANO", [])
                 if b > start and a < start + SECONDS - 0.5]
        if len(melody) > 25 and len(piano) > 60:
            return name, start, melody, piano


def drum_events(grooves, period, offset, rng):
    """A performance, repeated and stretched to the song's beat."""
    path = grooves[rng.integers(len(grooves))]
    tracks, tempos = read_notes(path)
    groove_period = tempos[0][1] / 1e6
    hits = [hit for notes in tracks.values() for hit in notes]
    ratio = period / groove_period
    while ratio > 1.5:
        ratio /= 2
    while ratio < 0.67:
        ratio *= 2
    length = (max(hit[1] for hit in hits) // (4 * groove_period)) * 4 * groove_period
    events, repeat = [], 0
    while repeat * length * ratio < SECONDS:
        for onset, _, pitch, velocity in hits:
            time = offset % (4 * period) - 4 * period + (onset + repeat * length) * ratio
            if onset < length and 0 <= time < SECONDS - 0.3:
                pitch = {22: 42, 26: 46, 58: 43}.get(pitch, pitch)
                events += [(time, 1, 9, pitch, velocity), (time + 0.1, 0, 9, pitch, 0)]
        repeat += 1
    return events


def bass_events(piano, period, offset, division, rng):
    """The piano's lowest note of each beat, in the bass's octave."""
    events, time, lowest = [], offset, None
    while time < SECONDS - 0.5:
        pitches = [p for a, b, p, _ in piano if a <= time + 0.1 < b + 0.1]
        lowest = min(pitches) if pitches else lowest
        if lowest is not None and rng.random() < 0.85:
            pitch = 28 + (lowest - 28) % 12
            events += [(time, 1, 1, pitch, int(rng.integers(80, 110))),
                       (time + period / division * 0.92, 0, 1, pitch, 0)]
        time += period / division
    return events


def accompaniment(index, piano, paths):
    parts = []
    for number, program in enumerate(ARRANGEMENTS[index % 8]):
        events = []
        for a, b, p, v in piano:
            if number == 0 or p > 57:
                pitch = min(88, max(40, p))
                events += [(a, 1, 2, pitch, v), (min(b, SECONDS - 0.2), 0, 2, pitch, 0)]
        x = soundfont(events, {2: program}, paths.soundfont, COUNT)
        parts.append(distorted(x, 3) if program in (29, 30) else x)
    if index % 8 == 5 and paths.guitars:  # A recorded guitar instead.
        file = sorted(glob.glob(f"{paths.guitars}/*/guitar.ogg"))[index // 8 % 4]
        start = 60 * SAMPLE_RATE_HZ + index * SAMPLE_RATE_HZ
        parts = [soundfile.read(file, always_2d=True)[0][start : start + COUNT].mean(1)]
    return [x / np.sqrt((x**2).mean() + 1e-12) for x in parts]


def render(index, paths, grooves):
    rng = np.random.default_rng(1000 + index)
    name, start, melody, piano = choose_song(paths.pop909, rng)
    beats = np.loadtxt(f"{paths.pop909}/{name}/beat_midi.txt")[:, 0]
    period, offset = np.median(np.diff(beats)), beats[beats >= start][0] - start
    events = drum_events(grooves, period, offset, rng)
    if index < FIRST_WITH_KITS or index % 4 == 0:
        drums = soundfont(events, {9: int(rng.choice([0, 8, 16, 24, 32, 40]))}, paths.soundfont, COUNT)
    else:
        drums = drum_samples(events, f"{paths.kits}/{KITS[index % 6]}", COUNT)
    program, division = int(rng.choice([32, 33, 34, 35])), int(rng.choice([1, 2, 2]))
    bass = soundfont(bass_events(piano, period, offset, division, rng), {1: program}, paths.soundfont, COUNT)
    parts = accompaniment(index, piano, paths)

    is_male = bool(rng.integers(2))
    transposition = -12 if is_male else 0
    while np.median([p for *_, p, _ in melody]) + transposition > (60 if is_male else 70):
        transposition -= 12
    notes = [(a, b, p + transposition) for a, b, p, _ in melody]
    has_fixed_glides = index < FIRST_WITH_KITS
    voice = sing(notes, is_male, rng, COUNT, has_fixed_glides)
    if rng.random() < 0.3:  # Double tracking.
        doubled = [(a + rng.uniform(-0.02, 0.03), b, p + 0.05) for a, b, p in notes]
        voice = voice + 0.6 * sing(doubled, is_male, rng, COUNT, has_fixed_glides)

    wet = rng.uniform(0.05, 0.25)
    ranges = {"vocals": (-9, -4), "drums": (-12, -4), "bass": (-8.5, -4), "other": (-7.5, -2.5)}
    decibels = {stem: rng.uniform(*limits) for stem, limits in ranges.items()}
    stems = {"vocals": in_room(voice, rng.uniform(-0.1, 0.1), rng, wet),
             "drums": in_room(drums, rng.uniform(-0.1, 0.15), rng, wet), "bass": in_room(bass, 0, rng, wet * 0.3)}
    stems["other"] = sum(in_room(x, rng.uniform(-0.4, 0.4), rng, wet) for x in parts)
    for stem in stems:
        stems[stem] = stems[stem] / np.sqrt((stems[stem] ** 2).mean() + 1e-12) * 10 ** (decibels[stem] / 20)
    if index % 8 == 7:  # An instrumental.
        stems["vocals"] *= 0
    mix = sum(stems.values())
    gain = 0.9 / np.abs(mix).max()
    folder = pathlib.Path(paths.output) / f"{index:02d}_{name}"
    write({stem: x * gain for stem, x in stems.items()}, mix * gain, folder)
    print(folder, flush=True)


def write(stems, mix, folder):
    """Stems and the mix after MP3 compression, as interleaved little-endian 32-bit floats."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        def through_pcm(x):
            soundfile.write(f"{temporary}/x.wav", x, SAMPLE_RATE_HZ, subtype="PCM_16")
            return soundfile.read(f"{temporary}/x.wav", dtype="float32")[0]

        for stem, x in stems.items():
            through_pcm(x).astype("<f4").tofile(folder / f"{stem}.f32")
        through_pcm(mix)
        subprocess.run(["lame", "--quiet", "-b", "256", "x.wav", "x.mp3"], check=True, cwd=temporary)
        subprocess.run(["lame", "--quiet", "--decode", "x.mp3", "y.wav"], check=True, cwd=temporary)
        soundfile.read(f"{temporary}/y.wav", dtype="float32")[0].astype("<f4").tofile(folder / "mixture.f32")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pop909", required=True, help="unpacked POP909: NNN/NNN.mid and NNN/beat_midi.txt")
    parser.add_argument("--groove", required=True, help="unpacked Groove MIDI Dataset")
    parser.add_argument("--soundfont", required=True, help="FluidR3_GM.sf2")
    parser.add_argument("--kits", required=True, help="folder of unpacked Hydrogen drum kits")
    parser.add_argument("--guitars", required=True, help="folder of the fretsonfire-songs-muldjord songs")
    parser.add_argument("--output", required=True)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=40)
    paths = parser.parse_args()
    grooves = sorted(glob.glob(os.path.join(paths.groove, "**/*_beat_4-4.mid"), recursive=True))
    grooves = [path for path in grooves if mido.MidiFile(path).length > 15]
    for index in range(paths.first, paths.first + paths.count):
        render(index, paths, grooves)


if __name__ == "__main__":
    main()

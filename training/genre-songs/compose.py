"""Composes songs of the genres without rendering them and measures their notes, as an analysis that errs would.

A file per song: {"genre": NAME, "music_theory": {"genre": {"features": {...}}}}.
"""

import argparse
import json
import pathlib
import sys
import zlib

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "rendered-songs"))

import composing  # noqa: E402
import measures  # noqa: E402
from genres import GENRES  # noqa: E402
from music import harte, midi_file, truth  # noqa: E402

DRUMS = {"kick": (35, 36), "snare": (37, 38, 39, 40), "hi_hat": (42, 44, 46, 51, 53, 54, 59, 70, 22, 26)}
# At most so many of the onsets are lost.
LOST = {"kick": 0.6, "snare": 0.6, "hi_hat": 0.5, "bass": 0.5, "vocals": 0.6, "other": 0.6}
# Onsets nearer than this are one to the analysis.
NEAREST_S = 0.05
# What an analysis of the separated sound makes of a seventh chord, and how often.
PLAIN = {"7": "maj", "min7": "min", "maj7": "maj", "9": "7", "maj9": "maj7", "min9": "min7", "13": "7", "hdim7": "dim"}
# What there are no names for in the analysis is heard as these.
KNOWN = {"9": "7", "maj9": "maj7", "min9": "min7", "13": "7", "7(b9)": "7", "maj(9)": "maj", "sus4(b7)": "sus4"}


def heard(times, rng, span, lost, added):
    """Onsets as they are found: some lost, some added where nothing is, all a little off."""
    times = np.sort(np.asarray(times, float))
    if len(times):
        times = times[np.concatenate([[True], np.diff(times) > NEAREST_S])]
    times = times[rng.random(len(times)) > lost]
    extra = rng.uniform(*span, int(rng.poisson(added * max(len(times), 4))))
    return np.sort(np.concatenate([times + rng.normal(0, 0.006, len(times)), extra]))


def composed(genre, split, index, seed, human):
    def rngs(stream):
        return np.random.default_rng([seed, composing.SPLITS.index(split), index, zlib.crc32(stream.encode())])

    rng = rngs("ear")
    work = composing.composed(genre, split, rngs, human, float(rng.uniform(34, 60)))
    beats, downs = truth.beats_and_downbeats(work)
    end = float(work.seconds(work.arranger.beat_count)) + 0.8
    onsets = {voice: [] for voice in ("kick", "snare", "hi_hat", "bass", "vocals", "other")}
    for part in work.parts:
        events = midi_file.events(part, work.seconds, rngs("hand of " + part.name))
        if part.stem == "drums":
            for voice, drums in DRUMS.items():
                # Ghost notes are too soft to be found, or to be counted.
                onsets[voice] += [e[0] for e in events if e[2] in drums and e[3] > (50 if voice == "snare" else 25)]
        else:
            onsets[part.stem] += [e[0] for e in events]
    # Kicks that follow one another fast run into one another.
    fast, kicks = float(rng.uniform(0.3, 0.98)), np.sort(onsets["kick"])
    gaps = np.diff(kicks, prepend=-1) if len(kicks) else kicks
    onsets["kick"] = kicks[(gaps > 0.13) | (rng.random(len(kicks)) > fast)]
    onsets = {
        voice: heard(times, rng, (0, end), float(rng.uniform(0, LOST[voice])), float(rng.uniform(0, 0.2)))
        for voice, times in onsets.items()
    }
    bpm = work.song.bpm
    if rng.random() < 0.08:  # Now and then the beat is taken at half or double its tempo.
        if bpm > 130:
            bpm, beats, downs = bpm / 2, beats[::2], downs[::2]
    lost_sevenths = float(rng.uniform(0, 0.7))
    chords = []
    for start, stop, label in truth.chords(work, end):
        chord = harte.parsed(label)
        if chord:
            quality = KNOWN.get(chord.quality, chord.quality)
            if quality in PLAIN and rng.random() < lost_sevenths:
                quality = PLAIN[quality]
            chord = harte.Chord(chord.root, quality)
        chords.append((start, stop, chord))
    section = work.song.sections[0]
    key = (section.tonic, section.mode)
    if rng.random() < 0.08:  # The relative key.
        key = ((key[0] + 9) % 12, "minor") if key[1] == "major" else ((key[0] + 3) % 12, "major")
    return measures.measured(beats, downs, bpm, chords, key, onsets, end)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=composing.SPLITS, default="tune")
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--count", type=int, required=True, help="songs of each genre")
    parser.add_argument("--groove", required=True, help="folder of the Groove MIDI Dataset")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    human = composing.performances(pathlib.Path(options.groove), options.split)
    for index in range(options.count * len(GENRES)):
        genre = GENRES[index % len(GENRES)]
        features = composed(genre, options.split, index, options.seed, human)
        name = f"{genre.name.replace(' ', '-')}-{index // len(GENRES):03d}.json"
        text = json.dumps({"genre": genre.name, "music_theory": {"genre": {"features": features}}})
        (options.out / name).write_text(text)


if __name__ == "__main__":
    main()

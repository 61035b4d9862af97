"""Scales of rhythmic complexity: quantiles of what was measured in two collections of music."""

import csv
import json
import pathlib
import sys

import mido
import numpy as np

SHARES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]
# Cases of RhythmicMeasure, the sidecar's names, and whether drummers alone show them.
MEASURES = [
    ("syncopationPerBar", "syncopation_per_bar", True),
    ("positionEntropy", "position_entropy_bits", True),
    ("patternVariety", "pattern_variety", True),
    ("microtiming", "microtiming_ms", True),
    ("tempoVariability", "tempo_variability_percent", False),
    ("meterChanges", "meter_change_share", False),
    ("polyrhythms", "polyrhythm_share", False),
]
# The most that counts: a song whose every fifth bar differs, or whose every tenth bar is polyrhythmic, is at the top.
TOPS = {"meterChanges": 0.2, "polyrhythms": 0.1}
DRUM_KEYS = {
    "kick": {35, 36},
    "snare": {37, 38, 39, 40},
    "hi_hat": {22, 26, 42, 44, 46, 49, 51, 52, 53, 54, 55, 57, 59},
}
LEAST_BARS = 16


def drummer(path, bpm):
    """What `RhythmStudy` reads, of a performance in 4/4 to a click; None where it is short."""
    file = mido.MidiFile(path)
    onsets, tick = {voice: [] for voice in DRUM_KEYS}, 0
    seconds_per_tick = 60 / bpm / file.ticks_per_beat
    for message in mido.merge_tracks(file.tracks):
        tick += message.time
        if message.type == "note_on" and message.velocity:
            for voice, keys in DRUM_KEYS.items():
                if message.note in keys:
                    onsets[voice].append([tick * seconds_per_tick, message.velocity / 127])
    duration = tick * seconds_per_tick
    beat_count = 4 * int(duration * bpm / 240) + 1
    if beat_count < 4 * LEAST_BARS:
        return None
    beats = [
        {"time_s": i * 60 / bpm, "bar": i // 4 + 1, "beat": i % 4 + 1, "is_downbeat": i % 4 == 0, "confidence": 1}
        for i in range(beat_count)
    ]
    empty = {"keyRegions": [], "chords": [], "sections": [], "warnings": []}
    analysis = {"timeSignature": "4/4", "beats": beats, "musicTheory": {k: {} for k in PARTS_OF_THEORY}, **empty}
    return {"duration": duration, "onsets": onsets}, analysis


PARTS_OF_THEORY = ("harmonic", "rhythmic", "genre")


def write_drummers(groove, out):
    out.mkdir(parents=True, exist_ok=True)
    with open(groove / "info.csv", newline="") as rows:
        for row in csv.DictReader(rows):
            path = groove / row["midi_filename"]
            if row["time_signature"] != "4-4" or row["beat_type"] != "beat" or not path.exists():
                continue
            found = drummer(path, float(row["bpm"]))
            if found:
                name = row["id"].replace("/", "-")
                for kind, value in zip(("onsets", "analysis"), found):
                    (out / f"{name}.{kind}.json").write_text(json.dumps(value))


def values(folder):
    out = {name: [] for _, name, _ in MEASURES}
    for path in sorted(folder.glob("*.rhythm.json")):
        for part in json.loads(path.read_text())["complexity_parts"]:
            out[part["name"]].append(part["value"])
    return out


def print_scales(songs, drummers):
    songs, drummers = values(songs), values(drummers)
    print("/// Made by `training/rhythmic-complexity/quantiles.py`.")
    print("enum RhythmicMeasureScales {")
    print("    /// The scale of a measure.")
    print("    static func scale(of measure: RhythmicMeasure) -> ComplexityScale {")
    print("        switch measure {")
    for case, name, is_drummed in MEASURES:
        quantiles = np.quantile(songs[name], SHARES)
        if is_drummed:
            quantiles = (quantiles + np.quantile(drummers[name], SHARES)) / 2
        if case in TOPS:
            # Most songs have none: what there is at all counts from nothing upwards.
            quantiles = np.array(SHARES) * TOPS[case]
        numbers = ", ".join(f"{q:.4g}" for q in quantiles)
        print(f"        case .{case}: ComplexityScale(quantiles: [{numbers}])")
        print(f"{case}: {len(songs[name])} songs, {len(drummers[name])} drummers", file=sys.stderr)
    print("        }")
    print("    }")
    print("}")


if __name__ == "__main__":
    task, first, second = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    {"groove": write_drummers, "scales": print_scales}[task](first, second)

"""Checks rendered songs: truths consistent, audio in step with them, levels sane. See README.md."""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import scipy.signal
import soundfile

from music import harte
from music.form import METRES

GREATEST_OFFSET_S, WINDOW_S = 0.005, 0.05


def faults_of_truth(truth):
    """What contradicts itself in a truth."""
    beats, downs, end = np.array(truth["beats"]), truth["downbeats"], truth["duration"]
    out = []
    if len(beats) < 16 or np.any(np.diff(beats) < 0.1):
        out.append("beats do not increase, or there are hardly any")
    if not set(downs) <= set(truth["beats"]):
        out.append("a downbeat is no beat")
    if beats[0] < 0 or beats[-1] > end:
        out.append("beats lie outside the song")
    for key in ("chords", "sections"):
        rows = truth[key]
        if rows[0][0] != 0 or abs(rows[-1][1] - end) > 1e-5:
            out.append(f"{key} do not span the song")
        if any(abs(a[1] - b[0]) > 1e-6 or b[1] <= b[0] for a, b in zip(rows, rows[1:])):
            out.append(f"{key} have gaps")
    if len(truth["letters"]) != len(truth["sections"]):
        out.append("letters and sections differ in number")
    for start, _, _ in truth["sections"][1:]:
        if np.min(np.abs(beats - start)) > 1e-5:
            out.append("a section begins on no beat")
    for _, _, label in truth["chords"]:
        harte.parsed(label)
    full = METRES[truth["time_signature"]][0]
    counts = [int(np.sum((beats >= a - 1e-6) & (beats < b - 1e-6))) for a, b in zip(downs, downs[1:])]
    expected = truth.get("bar_meters", [full] * len(counts))[: len(counts)]
    if full != truth["meter"] or counts != expected:
        out.append("bars do not hold the beats they should")
    if truth["is_constant_tempo"] and np.ptp(np.diff(beats)) > 2e-5:
        out.append("a constant tempo is not constant")
    return out


def onset_offsets(stem, rate, beats):
    """Seconds from each beat to the attack nearest to it, where there is one within 50 ms."""
    x = stem.mean(1) if stem.ndim == 2 else stem
    hop = rate // 1000
    energy = np.sqrt(np.add.reduceat(x**2, np.arange(0, len(x), hop)) / hop + 1e-12)
    rise = np.maximum(0, np.diff(np.log(energy + 0.02 * energy.max()), prepend=0))
    rise = np.convolve(rise, np.ones(3) / 3, "same")
    peaks, _ = scipy.signal.find_peaks(rise, height=0.15 * np.percentile(rise, 99.9), distance=25)
    times = peaks * hop / rate
    if not len(times):
        return np.array([])
    offsets = np.array([times[np.argmin(np.abs(times - b))] - b for b in beats])
    return offsets[np.abs(offsets) < WINDOW_S]


def faults_of_sound(truth, folder, name):
    out = []
    path = next((p for p in (folder / f"{name}.mp3", folder / f"{name}.flac") if p.exists()), None)
    if path is None:
        return ["there is no audio"], ""
    audio, rate = soundfile.read(path, always_2d=True, dtype="float32")
    if abs(len(audio) / rate - truth["duration"]) > 0.001:
        out.append(f"the audio lasts {len(audio) / rate:.4f} s and the truth {truth['duration']:.4f} s")
    rms_db = 20 * np.log10(np.sqrt(np.mean(audio**2)) + 1e-9)
    if not -40 < rms_db < -5:
        out.append(f"the level is {rms_db:.1f} dB")
    spectrum = np.abs(np.fft.rfft(audio.mean(1))) ** 2
    hz = np.fft.rfftfreq(len(audio), 1 / rate)
    share = spectrum[(hz > 120) & (hz < 2000)].sum() / spectrum.sum()
    if share < 0.03:
        out.append(f"only {100 * share:.1f} % of the power lies between 120 and 2000 Hz")
    note = f"{rms_db:6.1f} dB"
    for stem in ("drums", "bass", "other", "vocals"):
        file = folder / name / "stems" / f"{stem}.wav"
        if not file.exists():
            continue
        x, rate = soundfile.read(file, always_2d=True, dtype="float32")
        peak, level = np.abs(x).max(), 20 * np.log10(np.sqrt(np.mean(x**2)) + 1e-9)
        if peak == 0:
            continue
        if peak > 0.99 or not -50 < level < -8:
            out.append(f"{stem}: peak {peak:.2f}, level {level:.1f} dB")
        if stem == "drums":
            offsets = onset_offsets(x, rate, truth["beats"])
            if len(offsets) > 20:
                median = float(np.median(offsets))
                note += f"  drums {1000 * median:+.1f} ms"
                if abs(median) > GREATEST_OFFSET_S:
                    out.append(f"the drums are {1000 * median:+.1f} ms off the beats")
    return out, note


def faults_of_repetition(truth, folder, name, symbolic):
    """Renders the song once more and compares MIDI and truth byte by byte."""
    with tempfile.TemporaryDirectory() as again:
        subprocess.run(
            [
                sys.executable,
                str(pathlib.Path(__file__).with_name("render.py")),
                "--split",
                truth["split"],
                "--seed",
                str(truth["seed"]),
                "--start",
                str(truth["index"]),
                "--count",
                "1",
                "--out",
                again,
                "--degradation",
                truth["requested_degradation"],
                *(["--symbolic", symbolic] if symbolic else []),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        pairs = [f"{name}.json", f"{name}/{name}.mid"]
        return [
            f"{p} is not the same again"
            for p in pairs
            if (pathlib.Path(again) / p).read_bytes() != (folder / p).read_bytes()
        ]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--again", type=int, default=0, help="render this many of the songs once more and compare")
    parser.add_argument("--symbolic", default=None)
    options = parser.parse_args()
    folder, failed = pathlib.Path(options.folder), 0
    for number, path in enumerate(sorted(p for p in folder.glob("*.json") if not p.name.startswith("."))):
        truth = json.loads(path.read_text())
        faults = faults_of_truth(truth)
        more, note = faults_of_sound(truth, folder, path.stem)
        faults += more
        if number < options.again:
            faults += faults_of_repetition(truth, folder, path.stem, options.symbolic)
        failed += bool(faults)
        print(f"{path.stem}  {truth['time_signature']:5} {note}  {'; '.join(faults) or 'good'}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

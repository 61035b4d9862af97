"""Renders songs of given genres with exact truth. See README.md."""

import argparse
import json
import os
import pathlib
import sys
import zlib

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "rendered-songs"))

import composing  # noqa: E402
from genres import GENRES  # noqa: E402
from music import midi_file, truth  # noqa: E402
from sound import degradation, effects, fonts, mixdown  # noqa: E402
from sound.drum_kit import DrumKit  # noqa: E402
from sound.fluidsynth import SAMPLE_RATE_HZ, SoundFont  # noqa: E402

FONTS = {"tune": ["sf_GMbank.sf2", "FluidR3_GM.sf2", "TimGM6mb.sf2"], "test": ["MuseScore_General_Lite.sf3", "freepats.sf2"]}
KITS = {
    "tune": {
        "acoustic": ["ForzeeStereo", "Millo_MultiLayered3", "Millo_MultiLayered2", "ColomboAcousticDrumkit", ""],
        "electronic": ["HardElectro1", "VariBreaks", "", ""],
    },
    "test": {
        "acoustic": ["BJA_Pacific", "The Black Pearl 1.0"],
        "electronic": ["ElectricEmpireKit", "ElectricEmpireKit", ""],
    },
}


class Studio:
    """What is loaded once."""

    def __init__(self, options):
        self.options, self.fonts, self.kits = options, {}, {}
        self.human = composing.performances(pathlib.Path(options.groove), options.split)

    def font(self, name):
        if name not in self.fonts:
            scratch = pathlib.Path(self.options.out) / ".fonts"
            self.fonts[name] = SoundFont(fonts.font_path(name, None, scratch))
        return self.fonts[name]

    def kit(self, name):
        if name and name not in self.kits:
            self.kits[name] = DrumKit(pathlib.Path(self.options.kits) / name)
        return self.kits.get(name)


def sub_bass(events, rng, sample_count, tuning_cents):
    """A sine that falls a little at its beginning and decays, as of a drum machine."""
    out = np.zeros(sample_count, np.float32)
    decay_s, drive = float(rng.uniform(0.3, 1.5)), float(rng.uniform(1.0, 2.5))
    for on, off, pitch, velocity in events:
        start, n = int(on * SAMPLE_RATE_HZ), int((off - on + 0.03) * SAMPLE_RATE_HZ)
        n = min(n, sample_count - start)
        if n < 100:
            continue
        t = np.arange(n) / SAMPLE_RATE_HZ
        hz = 440 * 2 ** ((pitch - 69 + tuning_cents / 100) / 12)
        phase = 2 * np.pi * hz * (t + 0.012 * (1 - np.exp(-t / 0.012)))
        shape = np.exp(-t / decay_s) * np.minimum(1, t / 0.004) * np.minimum(1, (n / SAMPLE_RATE_HZ - t) / 0.02)
        out[start : start + n] += (np.tanh(drive * np.sin(phase)) / drive * shape * velocity / 110).astype(np.float32)
    return out


def squashed(mix, loudness, rng):
    """A bus compressor and a limiter, the harder the louder the genre is mastered."""
    if loudness > 0.02:
        rms_db = 20 * np.log10(np.sqrt(np.mean(mix**2)) + 1e-9)
        mix = effects.compressed(mix, rms_db - 5 * loudness, 1 + 4 * loudness, rng)
        mix = np.tanh(mix / (np.abs(mix).max() + 1e-9) * np.float32(1 + 1.8 * loudness))
    return mix * np.float32(0.89 / (np.abs(mix).max() + 1e-9))


def rendered(studio, index):
    """Renders one song; its truth is written last, so that its presence says that the song is whole."""
    options, genre = studio.options, GENRES[index % len(GENRES)]
    name = f"{genre.name.replace(' ', '-')}-{index // len(GENRES):02d}"
    output = pathlib.Path(options.out)
    if (output / f"{name}.json").exists():
        return None

    def rngs(stream):
        return np.random.default_rng(
            [options.seed, composing.SPLITS.index(options.split), index, zlib.crc32(stream.encode())]
        )

    rng = rngs("sound")
    work = composing.composed(genre, options.split, rngs, studio.human, float(rng.uniform(30, 40)))
    cents = float(np.clip(rng.normal(0, 5), -20, 20))
    played = [(p, midi_file.events(p, work.seconds, rngs("hand of " + p.name))) for p in work.parts]
    font_name = str(rng.choice(FONTS[options.split]))
    kind = genre.kit if genre.kit != "mixed" else str(rng.choice(["acoustic", "electronic"]))
    kit_name = str(rng.choice(KITS[options.split][kind])) if work.arranger.has_drums else ""
    length = work.song.sections[-1].bars[-1].beats if work.arranger.has_final_chord else 0
    end_s = float(work.seconds(work.arranger.beat_count + length)) + 0.8
    count = int(end_s * SAMPLE_RATE_HZ)
    stems = mixdown.stems(
        [p for p in played if p[0].voice != "sub"], studio.font(font_name), studio.kit(kit_name), rngs, count, cents,
        fonts.DELAYS_S.get(font_name, (0.0, 0.0)),
    )
    for part, events in played:
        if part.voice == "sub":
            x = sub_bass(events, rngs("sub"), count, cents)
            stems["bass"] += x * np.float32(0.1 * 10 ** (part.level_db / 20) / (mixdown.active_rms(x[None]) + 1e-9))
    rooms, rt60_s = rngs("rooms"), float(rng.uniform(*genre.room_s))
    wet = 10 ** (float(rng.uniform(-18, -10) + (6 if genre.room_s[0] > 0.8 else 0)) / 20)
    for stem, share in {"drums": 0.7, "bass": 0.2, "other": 1.0, "vocals": 1.1}.items():
        if np.any(stems[stem]):
            stems[stem] = effects.in_room(stems[stem], effects.room_response(rooms, rt60_s), wet * share)
    mix = squashed(sum(stems.values()), float(np.clip(genre.loudness + rng.normal(0, 0.12), 0, 1)), rngs("finish"))
    degradation.written(output / f"{name}.mp3", mix, degradation.Degradation("D3", "192"), name)
    duration_s = count / SAMPLE_RATE_HZ
    beats, downs = truth.beats_and_downbeats(work)
    described = {
        "name": name, "split": options.split, "seed": options.seed, "index": index, "genre": genre.name,
        "duration": truth.rounded(duration_s), "bpm": truth.rounded(work.song.bpm), "swing": truth.rounded(work.swing),
        "is_constant_tempo": work.is_constant_tempo, "time_signature": work.song.time_signature,
        "has_drums": work.arranger.has_drums, "has_vocals": any(p.stem == "vocals" for p in work.parts),
        "keys": truth.keys(work), "chords": truth.chords(work, duration_s), "sections": truth.sections(work, duration_s),
        "letters": [s.letter for s in work.song.sections], "beats": [truth.rounded(b) for b in beats],
        "downbeats": [truth.rounded(d) for d in downs], "soundfont": font_name, "drum_kit": kit_name,
        "parts": [{"name": p.name, "stem": p.stem, "voice": p.voice, "program": p.program} for p in work.parts],
    }
    temporary = output / f".{name}.json"
    temporary.write_text(json.dumps(described))
    os.replace(temporary, output / f"{name}.json")
    return described


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=composing.SPLITS, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first song of each genre")
    parser.add_argument("--count", type=int, required=True, help="songs of each genre")
    parser.add_argument("--groove", required=True, help="folder of the Groove MIDI Dataset")
    parser.add_argument("--kits", default="/usr/share/hydrogen/data/drumkits")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    pathlib.Path(options.out).mkdir(parents=True, exist_ok=True)
    studio = Studio(options)
    for index in range(options.first * len(GENRES), (options.first + options.count) * len(GENRES)):
        described = rendered(studio, index)
        if described:
            print(f"{described['name']}  {described['duration']:.0f} s  {described['bpm']:.1f} BPM", flush=True)


if __name__ == "__main__":
    sys.exit(main())

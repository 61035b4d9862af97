"""Renders songs with exact truth. See README.md."""

import argparse
import json
import os
import pathlib
import sys

import numpy as np
import soundfile

from music import composition, midi_file, sources, truth
from sound import degradation, fonts, mixdown
from sound.drum_kit import DrumKit
from sound.fluidsynth import SAMPLE_RATE_HZ, SoundFont


class Studio:
    """What is loaded once and used by every song of a split."""

    def __init__(self, options):
        self.options = options
        symbolic = options.symbolic and sources.unpacked(options.symbolic, pathlib.Path(options.out) / ".symbolic")
        self.material = sources.Sources(symbolic, options.split)
        self.fonts, self.kits = {}, {}

    def font(self, name):
        if name not in self.fonts:
            self.fonts[name] = SoundFont(
                fonts.font_path(name, self.options.soundfonts, pathlib.Path(self.options.out) / ".fonts")
            )
        return self.fonts[name]

    def kit(self, name):
        if name not in self.kits:
            self.kits[name] = DrumKit(pathlib.Path(self.options.kits) / name)
        return self.kits[name]


def rendered(studio, index):
    """Renders one song; its truth is written last, so that its presence says that the song is whole."""
    options = studio.options
    name = f"{options.split}-{options.seed}-{index:04d}"
    output = pathlib.Path(options.out)
    if (output / f"{name}.json").exists() and not options.again:
        return None
    rngs = composition.random_streams(options.seed, options.split, index)
    work = composition.composed(studio.material, options.seed, options.split, index)
    rng = rngs("sound")
    font_name = fonts.drawn(fonts.FONTS[options.split], rng)
    kit_name = fonts.drawn(fonts.KITS[options.split], rng) if rng.random() < fonts.KIT_SHARE[options.split] else ""
    cents = float(
        rng.uniform(20, 50) * rng.choice([-1, 1]) if rng.random() < 0.1 else np.clip(rng.normal(0, 5), -20, 20)
    )
    played = [(p, midi_file.events(p, work.seconds, rngs("hand of " + p.name))) for p in work.parts]
    folder = output / name
    folder.mkdir(parents=True, exist_ok=True)
    midi_file.written(folder / f"{name}.mid", work, played)
    has_ring = work.arranger.has_final_chord
    fade_s = 0.0 if has_ring or rng.random() < 0.6 else float(rng.uniform(2, 5))
    length = work.song.sections[-1].bars[-1].beats if has_ring else 0
    end_s = float(work.seconds(work.arranger.beat_count + length)) + (float(rng.uniform(0.5, 2)) if not fade_s else 0.1)
    sample_count = int(end_s * SAMPLE_RATE_HZ)
    worn = degradation.chosen(options.degradation, rng)
    kit = studio.kit(kit_name) if kit_name and work.arranger.has_drums else None
    stems = mixdown.stems(
        played, studio.font(font_name), kit, rngs, sample_count, cents, fonts.DELAYS_S.get(font_name, (0.0, 0.0))
    )
    if fade_s:
        mixdown.faded(stems, fade_s)
    dry = stems
    stems = degradation.with_rooms(stems, worn, rngs("rooms"))
    mix = degradation.finished(sum(stems.values()), worn, rngs("finish"))
    degradation.written(output / f"{name}{worn.suffix}", mix, worn, name)
    if options.stems:
        (folder / "stems").mkdir(exist_ok=True)
        gain = np.float32(0.9 / max(1e-6, max(np.abs(x).max() for x in dry.values()), np.abs(sum(dry.values())).max()))
        for stem, x in dry.items():
            soundfile.write(folder / "stems" / f"{stem}.wav", (x * gain).T, SAMPLE_RATE_HZ, subtype="PCM_16")
    described = truth.described(
        work,
        name,
        options.split,
        options.seed,
        sample_count / SAMPLE_RATE_HZ,
        index=index,
        soundfont=font_name,
        drum_kit=kit_name if kit else "",
        degradation=worn.level,
        requested_degradation=options.degradation,
        encoding=worn.encoding,
        noise=worn.noise,
        tuning_hz=round(440 * 2 ** (cents / 1200), 4),
        parts=[{"name": p.name, "stem": p.stem, "voice": p.voice, "program": p.program} for p in work.parts],
    )
    temporary = output / f".{name}.json"
    temporary.write_text(json.dumps(described, indent=1))
    os.replace(temporary, output / f"{name}.json")
    return described


def parsed_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=sources.SPLITS, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0, help="index of the first song")
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--degradation", choices=[*degradation.LADDER, "mixed"], default="mixed")
    parser.add_argument(
        "--symbolic",
        default=None,
        help="folder with billboard, groove and pop909, unpacked or as .tar.xz; "
        "without it all songs come from the grammar",
    )
    parser.add_argument("--soundfonts", default=None, help="folder searched for SoundFonts first")
    parser.add_argument("--kits", default="/usr/share/hydrogen/data/drumkits")
    parser.add_argument("--stems", action="store_true", help="write the dry stems too")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="render songs that are already there")
    return parser.parse_args()


def run(options, offset):
    studio = Studio(options)
    for index in range(options.start + offset, options.start + options.count, options.jobs):
        described = rendered(studio, index)
        if described:
            print(
                f"{described['name']}  {described['duration']:.0f} s  {described['time_signature']}  "
                f"{described['bpm']:.1f} BPM  {described['source']}  {described['degradation']}",
                flush=True,
            )


def main():
    options = parsed_arguments()
    pathlib.Path(options.out).mkdir(parents=True, exist_ok=True)
    if options.symbolic:
        sources.unpacked(options.symbolic, pathlib.Path(options.out) / ".symbolic")
    children = []
    for offset in range(1, options.jobs):
        child = os.fork()
        if child == 0:
            run(options, offset)
            os._exit(0)
        children.append(child)
    run(options, 0)
    return 1 if any(os.waitpid(child, 0)[1] for child in children) else 0


if __name__ == "__main__":
    sys.exit(main())

"""Composes songs without rendering them: a line of JSON each, with chords, keys, beats and bars."""

import argparse
import json
import pathlib

from music import composition, sources, truth

KEPT = ("name", "source", "source_title", "meter", "duration", "keys", "chords", "beats", "downbeats")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=sources.SPLITS, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--symbolic", default=None, help="folder as for render.py")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    symbolic = options.symbolic and sources.unpacked(options.symbolic, options.out.parent / ".symbolic")
    material = sources.Sources(symbolic, options.split)
    with open(options.out, "w") as lines:
        for index in range(options.count):
            work = composition.composed(material, options.seed, options.split, index)
            name = f"{options.split}-{options.seed}-{index:05d}"
            end = float(work.seconds(work.arranger.beat_count)) + 1
            described = truth.described(work, name, options.split, options.seed, end, index=index)
            lines.write(json.dumps({key: described[key] for key in KEPT}) + "\n")


if __name__ == "__main__":
    main()

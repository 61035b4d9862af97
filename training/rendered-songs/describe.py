"""Writes the truths of songs that are rendered already once more, with what they lack, and leaves the audio alone.

Every field that an old truth has must come out as it was.
"""

import argparse
import json
import pathlib
import sys

from music import composition, sources, truth


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("songs", type=pathlib.Path, help="folder of rendered songs")
    parser.add_argument("--symbolic", default=None, help="folder as for render.py")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    symbolic = options.symbolic and sources.unpacked(options.symbolic, options.out / ".symbolic")
    material, changed = {}, 0
    for path in sorted(p for p in options.songs.glob("*.json") if not p.name.startswith(".")):
        old = json.loads(path.read_text())
        split = old["split"]
        if split not in material:
            material[split] = sources.Sources(symbolic, split)
        work = composition.composed(material[split], old["seed"], split, old["index"])
        new = json.loads(json.dumps(truth.described(work, old["name"], split, old["seed"], old["duration"])))
        different = [key for key in new if key in old and new[key] != old[key]]
        if different:
            changed += 1
            print(f"{path.stem}: {', '.join(different)} differ", flush=True)
        (options.out / path.name).write_text(json.dumps({**old, **{k: v for k, v in new.items() if k not in old}}))
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())

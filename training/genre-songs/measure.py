"""Measures genres that were told: accuracy, the majority's accuracy, confusions, calibration."""

import argparse
import collections
import json
import pathlib


def read(analysed, truths):
    """(truth, told, probability, name) by song."""
    out = []
    for path in sorted(pathlib.Path(truths).glob("*.json")):
        found = sorted(pathlib.Path(analysed).glob(f"{path.stem}-*/theory.json")) or [pathlib.Path(analysed) / path.name]
        if path.name.startswith(".") or not found[0].exists():
            continue
        told = json.loads(found[0].read_text())["music_theory"]["genre"]
        best = told["primary"]
        out.append((json.loads(path.read_text())["genre"], best, told["confidence"] or 0.0, path.stem))
    return out


def calibration_error(rows, bins=10):
    """Expected calibration error of the named genres over equal bins."""
    by_bin = collections.defaultdict(list)
    for truth, told, probability, _ in rows:
        by_bin[min(bins - 1, int(probability * bins))].append((truth == told, probability))
    total = sum(map(len, by_bin.values()))
    return sum(abs(sum(r for r, _ in b) - sum(p for _, p in b)) for b in by_bin.values()) / max(1, total)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("analysed", help="folder of `musigen analyze` results")
    parser.add_argument("truths", help="folder of rendered songs")
    options = parser.parse_args()
    rows = read(options.analysed, options.truths)
    named = [r for r in rows if r[1] not in (None, "unknown")]
    most = collections.Counter(r[0] for r in rows).most_common(1)[0][1]
    right = sum(r[0] == r[1] for r in rows)
    print(f"{len(rows)} songs: {right / len(rows):.3f} right, majority {most / len(rows):.3f}")
    print(f"{len(named)} named: {sum(r[0] == r[1] for r in named) / max(1, len(named)):.3f} right")
    print(f"expected calibration error of the named: {calibration_error(named):.3f}")
    by_truth = collections.defaultdict(collections.Counter)
    for truth, told, _, _ in rows:
        by_truth[truth][told] += 1
    for truth in sorted(by_truth):
        print(f"{truth:14} " + ", ".join(f"{told} {n}" for told, n in by_truth[truth].most_common()))


if __name__ == "__main__":
    main()

"""Lists the distinct roman numerals of the When in Rome corpus of analyses (Gotham et al., 2023; CC BY-SA 4.0, not
part of this repository) with their counts, normal forms and music21's reading.

    python when_in_rome.py FOLDER_OF_ANALYSES > numerals.tsv
    MUSIGEN_NUMERALS=numerals.tsv swift test --filter WhenInRomeTests
"""

import collections
import pathlib
import re
import sys

import numeral_notation

# What stands between numerals on a line of analysis: beats, keys, bar lines, repeats, comments.
OTHERS = re.compile(r"b\d+(\.\d+)*|[A-Ga-g][#b\-]*:|\|\||\|:|:?\|\|?:?|=|m\d+.*|\d+(-\d+)?|b\.\d+")


def tokens(folder):
    for path in sorted(pathlib.Path(folder).rglob("*.txt")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            measure = re.match(r"m\d+\S*\s+(.*)", line.strip())
            if measure and "=" not in measure[1]:
                for token in measure[1].split():
                    if not OTHERS.fullmatch(token):
                        yield token


def main():
    counts = collections.Counter(tokens(sys.argv[1]))
    for token, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        print(count, token, numeral_notation.normal(token), numeral_notation.reference(token), sep="\t")


if __name__ == "__main__":
    main()

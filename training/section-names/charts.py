"""Reads the sections of the McGill Billboard annotations (Burgoyne, Wild & Fujinaga, An Expert Ground Truth Set for
Audio Chord Recognition and Music Analysis, ISMIR 2011; CC0): letters, names, lengths in bars, where a voice leads."""

import dataclasses
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import mcgill_billboard  # noqa: E402

NAMES = ["intro", "verse", "pre-chorus", "chorus", "bridge", "solo", "instrumental", "outro", "other"]
SPELLINGS = {
    "prechorus": "pre-chorus", "pre chorus": "pre-chorus", "pre-chorus two": "pre-chorus", "refrain": "chorus",
    "chorus a": "chorus", "chorus b": "chorus", "strophe": "verse", "verse two": "verse", "verse three": "verse",
    "spoken verse": "verse", "fadeout": "outro", "coda": "outro", "ending": "outro", "interlude": "instrumental",
    "instrumental break": "instrumental", "trans": "instrumental", "transition": "instrumental", "intro a": "intro",
    "intro b": "intro", "pre-intro": "intro", "fade in": "intro", "fadein": "intro",
}


@dataclasses.dataclass
class Section:
    """`voice` is the share of its bars in which a voice leads; `primed` whether the annotator called it a variant."""

    letter: str
    name: str
    bars: int
    voice: float
    start_s: float
    primed: bool


class Chart:
    def __init__(self, number, text):
        self.number, self.title, self.artist, self.sections = number, "", "", []
        leading, rows, end_s = set(), [], 0.0
        for line in text.splitlines():
            if line.startswith("# title:"):
                self.title = line.split(":", 1)[1].strip()
            elif line.startswith("# artist:"):
                self.artist = line.split(":", 1)[1].strip()
            elif "\t" in line:
                time, _, rest = line.partition("\t")
                end_s = float(time)
                self._line(rest.strip(), end_s, leading, rows)
        self.end_s = end_s
        for head, lines in rows:
            bars = sum(count for count, _ in lines)
            if bars:
                voice = sum(count for count, sings in lines if sings) / bars
                self.sections.append(Section(head[0], head[1], bars, voice, head[2], head[3]))
        self.split = mcgill_billboard.split(self.title, self.artist)

    def _line(self, rest, time, leading, rows):
        head, bar, tail = rest.partition("|")
        words = [w.strip() for w in head.split(",") if w.strip()]
        letter = next((w for w in words if re.fullmatch(r"[A-Z]'*", w)), None)
        names = [w for w in words if w != letter]
        if letter or names:
            name = names[0].lower() if names else ""
            name = SPELLINGS.get(name, name)
            rows.append(((letter.rstrip("'") if letter else None, name if name in NAMES else "other", time,
                          bool(letter and "'" in letter)), []))
        if not bar or not rows:
            return
        body, _, after = tail.rpartition("|")
        repeats = re.match(r"\s*x(\d+)", after)
        count = len([b for b in body.split("|") if b.strip()]) * (min(32, int(repeats[1])) if repeats else 1)
        here = set()
        for word in after.split(","):
            word = word.strip()
            player = word.strip("()").strip().lower()
            if word.startswith("("):
                here.add(player)
                if not word.endswith(")"):
                    leading.add(player)
        sings = any("voice" in p or "vocal" in p or "rap" in p for p in here | leading)
        rows[-1][1].append((count, sings))
        for word in after.split(","):
            word = word.strip()
            if word.endswith(")") and not word.startswith("("):
                leading.discard(word.strip("()").strip().lower())


def charts(path):
    """Every annotated song once, in the order of their numbers, from the unpacked folder or the archive."""
    read = (Chart(number, text) for number, text in mcgill_billboard.texts(path).items())
    return list(mcgill_billboard.once(chart for chart in read if len(chart.sections) >= 3))

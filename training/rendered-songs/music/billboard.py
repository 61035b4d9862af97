"""Chord charts of the McGill Billboard annotations (Burgoyne, Wild, Fujinaga, ISMIR 2011)."""

import dataclasses
import re

from . import harte
from .form import Bar, METRES, Section

LABELS = {
    "prechorus": "pre-chorus",
    "pre chorus": "pre-chorus",
    "trans": "transition",
    "fadeout": "outro",
    "coda": "outro",
    "ending": "outro",
    "fadein": "intro",
    "fade in": "intro",
    "pre-intro": "intro",
    "strophe": "verse",
    "refrain": "chorus",
    "pre-verse": "interlude",
    "instrumental break": "instrumental",
    "main theme": "theme",
    "secondary theme": "theme",
}
KNOWN = {
    "verse",
    "chorus",
    "intro",
    "bridge",
    "solo",
    "interlude",
    "outro",
    "transition",
    "pre-chorus",
    "instrumental",
    "theme",
}


@dataclasses.dataclass
class Chart:
    title: str
    time_signature: str
    bpm: float
    sections: list


class ChartError(ValueError):
    pass


def bar_of(text, metre):
    """One bar between two vertical strokes, or None for what is no bar of chords."""
    beats, division, _ = METRES[metre]
    override = re.match(r"\((\d+)/(\d+)\)\s*", text)
    if override:
        text = text[override.end() :]
        if override[2] != "4" or division != 2 or not 1 <= int(override[1]) <= 8:
            raise ChartError("A bar in another division of the beat cannot be used.")
        beats = int(override[1])
    tokens = text.split()
    if not tokens or any(t.startswith("&") or t == "*" for t in tokens):
        raise ChartError("A bar without readable chords cannot be used.")
    if len(tokens) > beats or beats % len(tokens):
        raise ChartError(f"{len(tokens)} chords do not divide a bar of {beats}.")
    step, chords, last = beats // len(tokens), [], None
    for index, token in enumerate(tokens):
        if token == ".":
            if index == 0:
                raise ChartError("A bar begins with a repetition.")
            continue
        try:
            chord = harte.parsed(token)
        except harte.LabelError as error:
            raise ChartError(str(error)) from error
        if index == 0 or chord != last:
            chords.append((index * step, chord))
        last = chord
    return Bar(beats, division, chords)


def mode_of(bars, tonic):
    """Minor if the tonic triad is mostly minor; the mediant and submediant decide where there is none."""
    score = 0
    for bar in bars:
        for _, chord in bar.chords:
            if chord and chord.root == tonic:
                kinds = {i % 12 for i in harte.intervals(chord.quality)}
                score += 2 if 4 in kinds else -2 if 3 in kinds else 0
            elif chord and chord.root in ((tonic + 3) % 12, (tonic + 8) % 12):
                score -= 1
            elif chord and chord.root in ((tonic + 4) % 12, (tonic + 9) % 12):
                score += 1
    return "minor" if score < 0 else "major"


def read(path):
    """The chart of a file. Raises ChartError for what is unreadable or in a metre not used here."""
    title, metre, tonic, sections, spans = "", "4/4", 0, [], []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        header = re.match(r"#\s*(title|artist|metre|tonic):\s*(.*)", line)
        if header:
            key, value = header[1], header[2].strip()
            if key == "title":
                title = value
            elif key == "metre":
                if sections and value != metre:
                    raise ChartError("The metre changes.")
                if value not in METRES:
                    raise ChartError(f"The metre {value} is not used.")
                metre = value
            elif key == "tonic" and re.fullmatch(r"[A-G][#b]?", value):
                tonic = harte.pitch_class(value)
            continue
        fields = line.split("\t")
        if len(fields) != 2 or "|" not in fields[1]:
            if len(fields) == 2 and spans and spans[-1][2] is None:
                spans[-1][2] = float(fields[0])
            continue
        head = re.match(r"\s*([A-Z]'*),\s*([^,|]+),", fields[1])
        body = fields[1][fields[1].index("|") + 1 : fields[1].rindex("|")]
        tail = fields[1][fields[1].rindex("|") + 1 :]
        bars = [bar_of(text.strip(), metre) for text in body.split("|")]
        repeat = re.search(r"\bx(\d+)\b", tail)
        bars = bars * min(8, int(repeat[1]) if repeat else 1)
        if spans and spans[-1][2] is None:
            spans[-1][2] = float(fields[0])
        spans.append([float(fields[0]), sum(b.beats for b in bars), None])
        if head:
            label = LABELS.get(head[2].strip(), head[2].strip())
            sections.append(Section(label if label in KNOWN else "interlude", head[1], tonic, "major", bars))
        elif sections:
            sections[-1].bars = sections[-1].bars + bars
        else:
            raise ChartError("A line of chords stands before the first section.")
    tempi = sorted(60 * beats / (end - start) for start, beats, end in spans if end and end > start + 0.5)
    if len(sections) < 2 or not tempi:
        raise ChartError("There are no sections.")
    for tonic in {s.tonic for s in sections}:
        mode = mode_of([b for s in sections if s.tonic == tonic for b in s.bars], tonic)
        for section in sections:
            if section.tonic == tonic:
                section.mode = mode
    return Chart(title, metre, tempi[len(tempi) // 2], sections)

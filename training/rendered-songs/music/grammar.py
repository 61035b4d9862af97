"""Songs of our own: forms, keys and progressions drawn from a grammar."""

from . import colours, progressions
from .form import Bar, METRES, Section

FORMS = [
    "intro verse chorus verse chorus bridge chorus outro",
    "verse chorus verse chorus",
    "intro verse verse chorus verse chorus",
    "intro verse pre-chorus chorus verse pre-chorus chorus",
    "verse verse bridge verse",
    "intro verse chorus solo chorus outro",
    "intro chorus verse chorus verse chorus",
    "verse pre-chorus chorus verse pre-chorus chorus bridge chorus",
    "intro theme theme bridge theme outro",
    "theme theme solo solo theme",
    "intro verse chorus interlude verse chorus",
    "intro verse interlude verse bridge verse outro",
    "verse chorus bridge chorus",
    "intro theme bridge theme bridge outro",
    "intro verse chorus verse chorus solo bridge chorus chorus",
]
SHORT = {"intro": 0.5, "outro": 0.5, "interlude": 0.5, "pre-chorus": 0.5, "bridge": 1, "solo": 1}


def palette(rng):
    """The pool of progressions a song draws on, and how rich its chords are."""
    name = str(rng.choice(list(progressions.POOLS), p=[0.33, 0.24, 0.06, 0.08, 0.03, 0.03, 0.11, 0.08, 0.04]))
    if name.startswith("jazz") or name == "blues":
        return name, int(rng.choice([2, 3]))
    return name, int(rng.choice([0, 1, 2, 3], p=[0.38, 0.3, 0.2, 0.12]))


def numerals_for(rng, pool, length):
    """One progression of about `length` chords."""
    if pool in ("major", "minor") and rng.random() < 0.25:
        return progressions.wandering(rng, max(4, length), pool == "minor")
    return str(rng.choice(progressions.POOLS[pool])).split()


def section_bars(rng, pool, richness, bar_count, metre, beats_per_bar, is_unusual):
    """Bars of one section, in the key of C."""
    beats, division, _ = METRES[metre]
    beats = beats_per_bar or beats
    rate = rng.choice([1, 2, 0.5], p=[0.62, 0.26, 0.12]) if beats > 2 else rng.choice([1, 0.5, 2], p=[0.7, 0.2, 0.1])
    chord_count = max(1, int(round(bar_count * rate)))
    phrase = numerals_for(rng, pool, min(chord_count, 8))
    chords = [progressions.chord(n) for n in (phrase * (chord_count // len(phrase) + 1))[:chord_count]]
    if chord_count >= 8 and rng.random() < 0.4:
        ending = [progressions.chord(n) for n in numerals_for(rng, pool, len(phrase))]
        chords[-len(phrase) :] = (ending * len(phrase))[: len(phrase)]
    cache = {}
    chords = [
        cache.setdefault((c, i % len(phrase)), colours.enriched(c, 0, richness, rng)) for i, c in enumerate(chords)
    ]
    if is_unusual:
        chords = [cache.setdefault((c, "unusual"), colours.unusual(c, rng)) for c in chords]
    share = rng.choice([0.0, 0.07, 0.25])
    chords = [colours.inverted(c, rng) if rng.random() < share else c for c in chords]
    bars, boldness = [], (0.06, 0.1, 0.14, 0.18)[richness]
    for index in range(bar_count):
        if rate == 2:
            half = (beats + 1) // 2
            here = chords[2 * index : 2 * index + 2]
            held = len(here) < 2 or beats < 2 or here[1] == here[0]
            inside = [(0, here[0])] if held else [(0, here[0]), (half, here[1])]
        else:
            at = int(index * rate)
            following = chords[at + 1] if at + 1 < len(chords) else chords[0]
            inside = [(0, chords[min(at, len(chords) - 1)])]
            if rate == 1 or index % 2:
                inside = colours.coloured_bar(inside, following, beats, 0, rng, boldness)
        bars.append(Bar(beats, division, inside))
    return bars


def sections(rng, metre, bpm, duration_s):
    """Sections that last about `duration_s` together."""
    pool, richness = palette(rng)
    mode = "minor" if pool in progressions.MINOR_POOLS or (pool == "blues" and rng.random() < 0.25) else "major"
    tonic = int(rng.integers(12))
    labels = str(rng.choice(FORMS)).split()
    bars_wanted = duration_s * bpm / 60 / METRES[metre][0]
    weight = sum(SHORT.get(label, 1) for label in labels)
    unit = min((4, 6, 8, 12, 16), key=lambda u: abs(u * weight - bars_wanted) + (1.5 if u in (6, 12) else 0))
    if rng.random() < 0.1:
        unit += int(rng.choice([-1, 1, 2]))
    while len(labels) > 3 and unit * sum(SHORT.get(label, 1) for label in labels) > bars_wanted * 1.25:
        labels.pop(int(rng.integers(1, len(labels) - 1)))
    material, letters, out = {}, {}, []
    is_unusual = rng.random() < 0.12
    other_metre = int(rng.integers(2, 6)) if rng.random() < 0.05 and metre in ("4/4", "3/4") else 0
    for label in labels:
        if label not in material:
            length = max(2, int(round(unit * SHORT.get(label, 1))))
            here_mode, here_tonic, here_pool = mode, 0, pool
            if label in ("bridge", "solo", "chorus") and rng.random() < (0.3 if label == "bridge" else 0.12):
                here_tonic = int(rng.choice([0, 5, 7, 2, 3, 9]))
                if here_tonic in (3, 9) and (here_tonic == 9) == (mode == "major"):
                    here_mode = "minor" if mode == "major" else "major"
                    here_pool = "minor" if here_mode == "minor" else "major"
            if (
                label in ("intro", "outro", "interlude")
                and rng.random() < 0.5
                and ("verse" in material or "chorus" in material)
            ):
                donor = material.get("verse", material.get("chorus"))
                material[label] = (donor[0][:length], donor[1], donor[2])
            else:
                metre_here = other_metre if label == "bridge" else 0
                bars = section_bars(rng, here_pool, richness, length, metre, metre_here, is_unusual)
                material[label] = (bars, here_tonic, here_mode)
            letters[label] = chr(ord("A") + len(letters))
        bars, here_tonic, here_mode = material[label]
        section = Section(label, letters[label], here_tonic, here_mode, list(bars))
        section.bars = [b.transposed(here_tonic) for b in bars]
        out.append(section.transposed(tonic))
        out[-1].tonic = (here_tonic + tonic) % 12
    return out

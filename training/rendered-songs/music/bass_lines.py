"""Bass lines over chord spans."""

from . import rhythms

STYLES = [
    "roots",
    "root beats",
    "root eighths",
    "root fifth",
    "octaves",
    "walking",
    "syncopated",
    "pedal",
    "melodic",
    "reggae",
    "follow the kick",
    "tumbao",
]
BY_KIND = {
    "rock": [0, 2, 2, 3, 6, 10],
    "pop": [0, 1, 2, 4, 6, 8, 10],
    "ballad": [0, 0, 1, 3, 8],
    "dance": [4, 2, 6, 10],
    "hip-hop": [0, 6, 10, 8],
    "funk": [6, 10, 4, 8],
    "soul": [6, 8, 3, 10],
    "jazz": [5, 5, 5, 3, 8],
    "latin": [11, 3, 6],
    "reggae": [9, 9, 6],
    "country": [3, 3, 5, 1],
    "metal": [2, 2, 10, 0],
    "folk": [0, 3, 1, 8],
    "electronic": [2, 4, 6, 0],
    "march": [3, 1],
    "afro": [6, 11, 9, 8],
}


def placed(pitch, low):
    return low + (pitch - low) % 12


def line(style, rng, spans, bars, kicks, low, pattern):
    """(beat, beats, pitch, velocity) over `spans` (start, end, chord). `bars` are (start, bar), `kicks` beats.

    Every span begins with the chord's bass, which stays the most sounded note in it.
    """
    out, bar_of = [], sorted(bars)
    for number, (start, end, chord) in enumerate(spans):
        if chord is None:
            continue
        root, fifth = placed(chord.bass_pitch_class, low), placed(chord.fifth, low)
        if fifth < root - 7 or fifth > root + 9:
            fifth = root
        if chord.bass:
            fifth = root
        following = next((c for _, _, c in spans[number + 1 :] if c), None)
        length = end - start
        onsets = [0.0]
        for bar_start, bar in bar_of:
            if bar_start + bar.beats <= start or bar_start >= end:
                continue
            here = _onsets(style, rng, bar, pattern, kicks, bar_start)
            onsets += [bar_start + o - start for o in here if start < bar_start + o < end - 0.1]
        onsets = sorted({round(o, 4) for o in onsets})
        for index, onset in enumerate(onsets):
            until = onsets[index + 1] if index + 1 < len(onsets) else length
            pitch, velocity = root, 96 if index == 0 else 84
            if style in ("root fifth", "tumbao") and index % 2 == 1:
                pitch = fifth
            elif style == "octaves" and index % 2 == 1:
                pitch = root + 12
            elif style in ("walking", "melodic") and index > 0:
                pitch = _walked(rng, chord, root, low, following, index, len(onsets), style)
            elif style in ("syncopated", "follow the kick", "reggae") and index > 0 and rng.random() < 0.3:
                pitch = int(rng.choice([fifth, root + 12, root]))
            elif style == "pedal":
                pitch = root
            gap = 0.92 if style in ("walking", "roots", "pedal", "melodic") else rng.choice([0.5, 0.8, 0.95])
            out.append((start + onset, max(0.1, (until - onset) * gap), int(pitch), velocity))
    return out


def _onsets(style, rng, bar, pattern, kicks, bar_start):
    beats = [float(b) for b in range(bar.beats)]
    if style in ("roots", "pedal"):
        return [0.0]
    if style in ("root beats", "walking"):
        return beats
    if style in ("root eighths", "octaves"):
        return rhythms.named("divisions", rng, bar.beats, bar.division)
    if style == "root fifth":
        return [0.0, float((bar.beats + 1) // 2)] if bar.beats > 2 else beats
    if style == "follow the kick":
        inside = [k - bar_start for k in kicks if bar_start - 0.1 <= k < bar_start + bar.beats - 0.1]
        return [max(0.0, round(k * 4) / 4) for k in inside] or [0.0]
    if style == "reggae":
        return [0.0, 1.0, 1.5, 2.5] if bar.division == 2 and bar.beats >= 4 else [0.0, float(bar.beats - 1)]
    if style == "tumbao":
        return [0.0, 1.5, 3.0] if bar.division == 2 and bar.beats >= 4 else [0.0, float(bar.beats // 2)]
    return pattern


def _walked(rng, chord, root, low, following, index, count, style):
    if index == count - 1 and following is not None and style == "walking":
        goal = placed(following.bass_pitch_class, low)
        return goal + int(rng.choice([-1, 1, 2, -2, 5]))
    tones = [placed(p, low) for p in chord.pitch_classes] + [root + 12]
    return int(rng.choice(tones))

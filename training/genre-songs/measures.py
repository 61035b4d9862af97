"""The measures of `Sources/Interpretation/Genre/Features`, from notes instead of sound.

Songs that are only composed have no sound: what is measured of it is absent.
"""

import collections

import numpy as np

from music import harte

NEAR = 0.13
MINOR_THIRD = 3
SCALES = {"major": {0, 2, 4, 5, 7, 9, 11}, "minor": {0, 2, 3, 5, 7, 8, 10}}
TWELVE = [{0}, {0, 5}, {0}, {0}, {5}, {5, 6}, {0}, {0, 9}, {7, 2, 8}, {5, 7}, {0}, {0, 7}]


class Bars:
    def __init__(self, beats, downbeats):
        at = np.searchsorted(beats, np.asarray(downbeats) - 1e-6)
        self.edges = [np.asarray(beats[a : b + 1]) for a, b in zip(at, at[1:]) if b > a]
        self.counts = [len(e) - 1 for e in self.edges]

    def positions(self, times):
        """Positions in beats from the downbeat, bar by bar; an onset a little before a downbeat belongs to it."""
        times, out = np.asarray(times), []
        for edges in self.edges:
            first = edges[0] - 0.12 * (edges[1] - edges[0])
            last = edges[-1] - 0.12 * (edges[-1] - edges[-2])
            inside = times[(times >= first) & (times < last)]
            beat = np.clip(np.searchsorted(edges, inside, "right") - 1, 0, len(edges) - 2)
            out.append(beat + (inside - edges[beat]) / (edges[beat + 1] - edges[beat]))
        return out


def has(positions, position):
    return bool(np.any(np.abs(positions - position) < NEAR))


def of_drums(bars, onsets):
    kick, snare, hat = (bars.positions(onsets[v]) for v in ("kick", "snare", "hi_hat"))
    numbers = [i for i in range(len(kick)) if len(kick[i]) + len(snare[i]) + len(hat[i]) >= 2]
    out = {"drum_bars_share": len(numbers) / len(kick)}
    if len(numbers) < 4:
        return out
    beats = sum(bars.counts[i] for i in numbers)

    def share(counted):
        return sum(bool(counted(i)) for i in numbers) / len(numbers)

    def match(pattern, strokes, rests=None, where=lambda i: True):
        rests = rests or [p for p in np.arange(0, 4, 0.25) if min(abs(p - q) for q in pattern) >= 0.1]
        total = 0.0
        for i in numbers:
            if bars.counts[i] == 4 and where(i):
                hits = np.mean([has(strokes[i], p) for p in pattern])
                total += max(0, hits - np.mean([has(strokes[i], p) for p in rests]))
        return total / len(numbers)

    for name, strokes in (("kicks", kick), ("snares", snare), ("hi_hats", hat)):
        out[f"{name}_per_beat"] = sum(len(strokes[i]) for i in numbers) / beats
    n = bars.counts
    out["kick_on_every_beat_share"] = share(lambda i: all(has(kick[i], b) for b in range(n[i])))
    for name, strokes, first, step in (
        ("kick_on_beats", kick, 0, 1),
        ("kick_on_back_beats", kick, 1, 2),
        ("snare_on_back_beats", snare, 1, 2),
        ("snare_on_strong_beats", snare, 0, 2),
    ):
        out[f"{name}_share"] = np.mean([has(strokes[i], b) for i in numbers for b in range(first, n[i], step)] or [0])
    out["backbeat_share"] = share(
        lambda i: n[i] % 2 == 0 and all(has(snare[i], b) == (b % 2 == 1) for b in range(n[i]))
    )
    out["half_time_share"] = share(
        lambda i: has(snare[i], 2) and not has(snare[i], 1) and not has(snare[i], 3) and has(kick[i], 0)
    )
    out["one_drop_share"] = share(lambda i: has(kick[i], 2) and not has(kick[i], 0) and not has(kick[i], 1))
    out["off_beat_snare_share"] = share(
        lambda i: 4 * sum(has(snare[i], b + 0.5) for b in range(n[i])) >= 3 * n[i]
    )
    out["breakbeat_share"] = share(
        lambda i: has(kick[i], 0) and has(kick[i], 2.5) and not has(kick[i], 2) and has(snare[i], 1) and has(snare[i], 3)
    )
    out["dembow_match"] = match(
        [0.75, 1.5, 2.75, 3.5], snare, where=lambda i: has(kick[i], 0) and has(kick[i], 2)
    )
    out["clave_match"] = max(
        match([0, 0.75, 1.5, 2.5, 3], snare), match([0.5, 1, 2, 2.75, 3.5], snare), match([1.5, 3], kick, [1, 2])
    )
    out["bossa_match"] = match([0, 0.75, 1, 1.75, 2, 2.75, 3, 3.75], kick, [0.5, 1.5, 2.5, 3.5])
    gaps = np.concatenate([np.diff(kick[i]) for i in numbers])
    out["fast_kick_share"] = float(np.mean(gaps < 0.38)) if len(gaps) else 0.0
    inside = np.concatenate([hat[i] for i in numbers]) % 1
    off, on = np.sum(np.abs(inside - 0.5) < NEAR), np.sum((inside < NEAR) | (inside > 1 - NEAR))
    if off + on > 8:
        out["off_beat_hi_hat_share"] = off / (off + on)
    inside = np.concatenate([np.concatenate([hat[i], snare[i], kick[i]]) for i in numbers]) % 1
    middle = np.sort(inside[(inside > 0.4) & (inside < 0.72)])
    if len(middle) > 8 and 3 * np.sum((inside > 0.18) & (inside < 0.3)) < len(middle):
        out["swing_ratio"] = middle[len(middle) // 2]
    return out


def off_beat_share(positions):
    inside = np.concatenate(positions) % 1
    off, on = np.sum((inside > 0.37) & (inside < 0.7)), np.sum((inside < NEAR) | (inside > 1 - NEAR))
    return off / (off + on) if off + on else 0.0


def of_parts(bars, onsets, duration_s):
    out, beats = {}, sum(bars.counts)
    bass, other = bars.positions(onsets["bass"]), bars.positions(onsets["other"])
    out["bass_notes_per_beat"] = sum(map(len, bass)) / beats
    if any(map(len, bass)):
        out["bass_off_beat_share"] = off_beat_share(bass)
        out["walking_bass_share"] = np.mean(
            [len(p) <= n + 1 and all(has(p, b) for b in range(n)) for p, n in zip(bass, bars.counts)]
        )
        kicks, notes = np.asarray(onsets["kick"]), np.asarray(onsets["bass"])
        if len(kicks) > 8 and len(notes) > 8:
            out["bass_with_kick_share"] = np.mean([np.min(np.abs(kicks - t)) < 0.05 for t in notes])
    out["other_notes_per_beat"] = sum(map(len, other)) / beats
    if any(map(len, other)):
        inside = np.concatenate(other) % 1
        out["other_off_beat_share"] = off_beat_share(other)
        out["other_sixteenth_share"] = np.mean(
            ((inside > 0.17) & (inside < 0.33)) | ((inside > 0.71) & (inside < 0.83))
        )
    out["vocal_notes_per_second"] = len(onsets["vocals"]) / duration_s
    return out


def of_chords(bars, chords, key):
    """`chords` are (start, end, Chord or None) and `key` is (tonic, mode)."""
    tonic, mode = key
    spans = [(a, b, (c.root - tonic) % 12, harte.intervals(c.quality)) for a, b, c in chords if c]
    sounding, total = sum(b - a for a, b, *_ in spans), sum(b - a for a, b, _ in chords)
    if not sounding:
        return {"no_chord_share": 1.0}

    def share(counted):
        return sum(b - a for a, b, d, q in spans if counted(d, q)) / sounding

    def is_minor(quality):
        return MINOR_THIRD in quality

    out = {"no_chord_share": 1 - sounding / total, "minor_key_share": float(mode == "minor")}
    out["minor_chord_share"] = share(lambda d, q: is_minor(q))
    out["seventh_chord_share"] = share(lambda d, q: len(q) == 4)
    out["dominant_seventh_on_one_or_four_share"] = share(lambda d, q: q == (0, 4, 7, 10) and d in (0, 5))
    out["major_or_minor_seventh_share"] = share(lambda d, q: q in ((0, 4, 7, 11), (0, 3, 7, 10)))
    out["power_chord_share"] = share(lambda d, q: q == (0, 7))
    out["diatonic_share"] = share(lambda d, q: all((d + i) % 12 in SCALES[mode] for i in q))
    out["one_four_five_share"] = share(lambda d, q: d in (0, 5, 7))
    out["flat_seven_share"], out["flat_two_share"] = share(lambda d, q: d == 10), share(lambda d, q: d == 1)
    out["longest_chord_share"] = max(b - a for a, b, *_ in spans) / sounding
    pairs = list(zip(spans, spans[1:]))
    changes = sum(x[2:] != y[2:] for x, y in pairs)
    out["chord_changes_per_minute"], out["distinct_chords"] = 60 * changes / total, len({(d, q) for _, _, d, q in spans})
    out["dominant_cadences_per_minute"] = (
        60 * sum(x[2] == 7 and y[2] == 0 and not is_minor(x[3]) for x, y in pairs) / total
    )
    out["two_five_ones_per_minute"] = (
        60 * sum(x[2] == 2 and is_minor(x[3]) and y[2] == 7 and z[2] == 0 for x, y, z in zip(spans, spans[1:], spans[2:]))
        / total
    )
    out["chord_changes_per_bar"] = changes / len(bars.edges)
    roots = []
    for edges in bars.edges:
        seconds = collections.Counter()
        for a, b, d, _ in spans:
            seconds[d] += max(0, min(b, edges[-1]) - max(a, edges[0]))
        best = max(seconds, key=seconds.get)
        roots.append(best if seconds[best] > 0 else None)
    bar = covered = 0
    while bar + 12 <= len(roots):
        misses = sum(r is None or r not in allowed for allowed, r in zip(TWELVE, roots[bar:]))
        is_form = misses <= 1 and 5 in roots[bar + 4 : bar + 6]
        covered += 12 * is_form
        bar += 12 if is_form else 1
    out["twelve_bar_share"] = covered / len(roots)
    return out


def measured(beats, downbeats, bpm, chords, key, onsets, duration_s):
    bars = Bars(beats, downbeats)
    counts = collections.Counter(bars.counts)
    out = {"bpm": bpm, "beats_per_bar": max(counts, key=lambda n: (counts[n], -n))}
    for more in (of_drums(bars, onsets), of_parts(bars, onsets, duration_s), of_chords(bars, chords, key)):
        out.update(more)
    return {name: round(float(value), 5) for name, value in out.items()}

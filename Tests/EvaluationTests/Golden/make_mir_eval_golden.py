"""Writes what mir_eval makes of random annotations and of edge cases, for the tests of the Evaluation module.

    pip install mir_eval==0.8.2 numpy scipy
    python make_mir_eval_golden.py

`chord01.ref.lab` and `chord01.est.lab` are a pair of mir_eval's own test data (see README.md); the rest is made up here.
"""
import json
import warnings
from pathlib import Path

import mir_eval
import numpy as np

warnings.filterwarnings("ignore")
HERE = Path(__file__).parent
random = np.random.default_rng()  # seeded anew for each file


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (float, np.floating)):
        return round(float(value), 10)
    return value


def write(name, value):
    (HERE / name).write_text(json.dumps(plain(value), separators=(",", ":"), sort_keys=True) + "\n")


def times(count, spacing, jitter, start=0.0):
    steps = np.maximum(0.02, spacing + jitter * random.standard_normal(count))
    return np.round(start + np.cumsum(steps), 4)


# Beats: right, off-beat, double, half, drifting, sparse, coincident, on the edge of the windows, empty.
def beats():
    reference = times(160, 0.5, 0.01)
    middles = np.round((reference[1:] + reference[:-1]) / 2, 4)
    double = np.sort(np.concatenate([reference, middles]))
    kept = reference[random.random(len(reference)) < 0.7]
    noise = np.sort(np.round(random.uniform(0, 80, 150), 4))
    pairs = [(reference, reference), (reference, middles), (reference, double), (reference, reference[::2]),
             (reference, reference[1::2]), (double, reference), (reference, kept), (reference, noise),
             (noise, reference), (reference, np.sort(np.concatenate([kept, noise[:40]]))),
             (reference, np.round(reference * 1.003, 4)), (reference, np.array([])), (np.array([]), reference),
             (reference, np.array([20.0])), (np.array([20.0]), reference), (np.array([]), np.array([])),
             (np.array([7.0, 7.5]), np.array([7.0, 7.5])), (np.array([7.0, 7.5, 8.0]), np.array([7.02, 7.5])),
             (np.array([7.0, 7.5, 8.0, 8.5]), np.array([7.0, 7.5, 8.0, 8.5])),
             (np.arange(6, 30, 0.5), np.arange(6, 30, 0.5) + 0.0625), (np.arange(6, 30, 0.5), np.arange(5.7, 30, 0.5)),
             (np.arange(6, 30, 0.5), np.repeat(np.arange(6, 30, 0.5), 2)),
             (np.repeat(np.arange(6, 30, 0.5), 2), np.arange(6, 30, 0.5))]
    # Goto's rules: tracks of a quarter of the song and more, early or late, even or not.
    grid = np.round(6 + 0.5 * np.arange(60), 4)
    for broken in (0, 12, 24, 36, 42, 44, 46, 50):
        for late in (0.0, 0.04, 0.055):
            estimate = grid + late + 0.004 * random.standard_normal(len(grid))
            estimate[:broken] += np.where(np.arange(broken) % 2, 0.2, -0.2)
            pairs.append((grid, np.sort(np.round(estimate, 4))))
    for length in (10, 14, 15, 16, 24):
        estimate = grid + 0.095
        estimate[10:10 + length] -= 0.09
        pairs.append((grid, np.round(estimate, 4)))
    pairs.append((grid, np.round(grid + np.where(np.arange(60) % 2, 0.06, -0.06), 4)))
    for _ in range(25):
        length = int(random.integers(2, 60))
        base = times(length, random.uniform(0.3, 0.8), 0.02, start=random.uniform(0, 6))
        estimate = np.round(base[random.random(length) < 0.9] + random.uniform(0, 0.08) * random.standard_normal(), 4)
        extra = np.round(random.uniform(0, base[-1], int(random.integers(0, 6))), 4)
        pairs.append((base, np.sort(np.concatenate([estimate, extra]))))
    cases = []
    for reference, estimate in pairs:
        scores = mir_eval.beat.evaluate(reference, estimate)
        untrimmed = mir_eval.beat.f_measure(reference, estimate)
        narrow = mir_eval.beat.f_measure(reference, estimate, f_measure_threshold=0.025)
        if any(np.isnan(list(scores.values()))):
            continue
        cases.append(dict(reference=reference, estimate=estimate, scores=scores,
                          untrimmed=dict(f70=untrimmed, f25=narrow)))
    write("beat.json", cases)


def tempo():
    cases = []
    for _ in range(60):
        reference = np.round(random.uniform(40, 220, 2), 2) * (random.random(2) < 0.95)
        if not reference.any():
            reference[0] = 120.0
        factors = random.choice([1, 2, 0.5, 1.05, 1.08, 1.1], 2)
        estimate = np.round(reference[random.permutation(2)] * factors, 3)
        weight = round(random.uniform(), 3)
        result = mir_eval.tempo.detection(reference, weight, estimate)
        cases.append(dict(reference=reference, weight=weight, estimate=estimate, scores=result))
    write("tempo.json", cases)


def keys():
    tonics = ["C", "Db", "d", "D#", "E", "F", "gb", "G", "Ab", "A", "Bb", "B"]
    names = [f"{tonic} {mode}" for tonic in tonics for mode in ("major", "minor")] + ["D other", "X"]
    both = max
    weighted = mir_eval.key.weighted_score
    table = [[weighted(reference, estimate) for estimate in names] for reference in names]
    # The rule that counts a fifth below too is the larger of both directions where the modes agree.
    symmetric = [[both(weighted(r, e), weighted(e, r)) if weighted(e, r) == 0.5 else weighted(r, e) for e in names]
                 for r in names]
    write("key.json", dict(names=names, weighted=table, withDescendingFifths=symmetric))


ROOTS = ["C", "C#", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B", "Cb", "E#", "Gbb"]
SHORTHANDS = [name for name in mir_eval.chord.QUALITIES if name]
DEGREES = ["1", "2", "b3", "3", "4", "#4", "b5", "5", "#5", "6", "b7", "7", "b9", "9", "#9", "11", "#11", "b13", "13",
           "8", "10", "bb7"]
BASSES = ["1", "2", "b3", "3", "4", "5", "b7", "7", "b2", "6", "9", "11", "#5"]


def label():
    kind = random.random()
    if kind < 0.06:
        return "N"
    if kind < 0.09:
        return "X"
    root = str(random.choice(ROOTS))
    if kind < 0.2:
        text = root
    elif kind < 0.3:
        text = root + ":(" + ",".join(str(d) for d in random.choice(DEGREES, 3, replace=False)) + ")"
    else:
        text = root + ":" + str(random.choice(SHORTHANDS if kind < 0.7 else ["maj", "min", "7", "maj7", "min7"]))
        if random.random() < 0.2:
            count = int(random.integers(1, 3))
            picked = random.choice(DEGREES, count, replace=False)
            text += "(" + ",".join(("*" if random.random() < 0.4 else "") + str(d) for d in picked) + ")"
    if random.random() < 0.25:
        text += "/" + str(random.choice(BASSES))
    return text


def spans(count, start, end, labels, gaps=False):
    edges = np.round(np.concatenate([[start], np.sort(random.uniform(start, end, count - 1)), [end]]), 3)
    edges = np.unique(edges)
    intervals = np.column_stack([edges[:-1], edges[1:]])
    names = [labels() for _ in intervals]
    if gaps:
        keep = np.where(random.random(len(intervals)) < 0.85)[0]
        keep = keep if len(keep) else np.array([0])
        intervals, names = intervals[keep], [names[k] for k in keep]
    return intervals, names


def similar(reference, names, labels):
    """An estimate near a reference: moved boundaries, some labels changed."""
    edges = np.concatenate([reference[:1, 0], reference[:, 1]])
    moved = np.round(edges + random.choice([0, 0, 0.05, 0.4, -0.3], len(edges)), 3)
    moved = np.unique(np.clip(moved, 0, None))
    intervals = np.column_stack([moved[:-1], moved[1:]])
    return intervals, [names[min(k, len(names) - 1)] if random.random() < 0.6 else labels()
                       for k in range(len(intervals))]


def lab(name):
    rows = [line.split() for line in (HERE / name).read_text().splitlines() if line.strip()]
    return np.array([[float(a), float(b)] for a, b, _ in rows]), [c for _, _, c in rows]


def chords():
    labels = sorted({label() for _ in range(700)})
    encodings = []
    for text in labels:
        root, semitones, bass = mir_eval.chord.encode(text, reduce_extended_chords=False)
        _, folded, _ = mir_eval.chord.encode(text, reduce_extended_chords=True)
        bits = "".join(str(max(0, bit)) for bit in semitones), "".join(str(max(0, bit)) for bit in folded)
        encodings.append([text, root, bits[0], bits[1], bass])
    names = ["thirds", "thirds_inv", "triads", "triads_inv", "tetrads", "tetrads_inv", "root", "mirex", "majmin",
             "majmin_inv", "sevenths", "sevenths_inv"]
    pool = [text for text in labels if random.random() < 0.5]
    left = [str(x) for x in random.choice(pool, 400)]
    right = [x if random.random() < 0.3 else str(random.choice(pool)) for x in left]
    for index in range(150):  # same root, other quality
        root = left[index].split(":")[0].split("/")[0]
        right[index] = root if root in ("N", "X") else root + ":" + str(random.choice(SHORTHANDS))
    comparisons = {name: getattr(mir_eval.chord, name)(left, right) for name in names}
    pairs = []
    for index in range(16):
        reference, reference_names = spans(int(random.integers(1, 25)), round(random.uniform(0, 2), 3), 60.0, label,
                                           gaps=index % 5 == 4)
        if index % 2:
            estimate, estimate_names = similar(reference, reference_names, label)
        else:
            estimate, estimate_names = spans(int(random.integers(1, 30)), round(random.uniform(0, 4), 3),
                                             random.choice([50.0, 60.0, 70.0]), label)
        pairs.append((reference, reference_names, estimate, estimate_names))
    pairs.append((reference, reference_names, reference, list(reference_names)))
    pairs.append((*lab("chord01.ref.lab"), *lab("chord01.est.lab")))
    cases = []
    for reference, reference_names, estimate, estimate_names in pairs:
        scores = mir_eval.chord.evaluate(reference, list(reference_names), estimate, list(estimate_names))
        cases.append(dict(reference=[[*i, n] for i, n in zip(reference.tolist(), reference_names)],
                          estimate=[[*i, n] for i, n in zip(estimate.tolist(), estimate_names)], scores=scores))
    write("chord.json", dict(encodings=encodings, left=left, right=right, comparisons=comparisons, cases=cases))


def sections():
    def letter():
        return str(random.choice(["A", "B", "a", "C", "verse", "Verse"]))

    cases = []
    for index in range(24):
        end = round(random.uniform(20, 90), 3)
        reference = spans(int(random.integers(1, 14)), 0.0 if index % 3 else 1.5, end, letter, gaps=index % 6 == 5)
        estimate = similar(*reference, letter) if index % 2 else spans(int(random.integers(1, 14)), 0.0, end + 3, letter)
        if index == 0:
            estimate = (reference[0].copy(), list(reference[1]))
        scores = mir_eval.segment.evaluate(reference[0], list(reference[1]), estimate[0], list(estimate[1]))
        trimmed = {}
        adjusted, _ = mir_eval.util.adjust_intervals(reference[0], list(reference[1]), t_min=0.0)
        other, _ = mir_eval.util.adjust_intervals(estimate[0], list(estimate[1]), t_min=0.0, t_max=adjusted.max())
        for window in (0.5, 3.0):
            trimmed[str(window)] = mir_eval.segment.detection(adjusted, other, window=window, trim=True)
        if any(np.isnan(list(scores.values()))):
            continue
        if len(set(map(str.lower, reference[1]))) == 1 or len(set(map(str.lower, estimate[1]))) == 1:
            # Nothing is shared with a single label; mir_eval divides its rounding by 1e-10.
            if abs(scores["Normalized Mutual Information"]) < 1e-3:
                scores["Normalized Mutual Information"] = 0.0
        cases.append(dict(reference=[[*i, n] for i, n in zip(reference[0].tolist(), reference[1])],
                          estimate=[[*i, n] for i, n in zip(estimate[0].tolist(), estimate[1])], scores=scores,
                          trimmed=trimmed))
    write("segment.json", cases)


def notes():
    onset_cases, note_cases = [], []
    for index in range(20):
        reference = times(int(random.integers(0, 60)), 0.15, 0.08)
        estimate = np.sort(np.round(reference[random.random(len(reference)) < 0.8]
                                    + 0.03 * random.standard_normal(), 4))
        onset_cases.append(dict(reference=np.maximum(0, reference), estimate=np.maximum(0, estimate),
                                scores=mir_eval.onset.evaluate(np.maximum(0, reference), np.maximum(0, estimate))))
        count = int(random.integers(0 if index < 3 else 1, 60))
        onsets = np.round(random.uniform(0, 8, count), 3)
        intervals = np.column_stack([onsets, np.round(onsets + random.uniform(0.05, 1, count), 3)])
        pitches = random.integers(50, 62, count)
        velocities = random.integers(1, 127, count)
        keep = random.random(count) < 0.9
        other = np.round(intervals[keep] + 0.04 * random.standard_normal((keep.sum(), 2)), 3)
        other = np.maximum(other, 0)
        other[:, 1] = np.maximum(other[:, 1], other[:, 0] + 0.02)
        # Chords of one pitch struck again and again, so that the matching has a choice.
        extra = np.round(other[: keep.sum() // 3] + 0.02, 3)
        other = np.round(np.vstack([other, extra]), 3)
        other_pitches = np.concatenate([pitches[keep], pitches[keep][: keep.sum() // 3]]) + random.choice(
            [0, 0, 0, 0, 0.3, 1], len(other))
        other_velocities = np.concatenate([velocities[keep], velocities[keep][: keep.sum() // 3]]) * 0.6 + np.round(
            random.uniform(0, 20, len(other)), 1)
        order = random.permutation(len(other))
        other, other_pitches, other_velocities = other[order], other_pitches[order], other_velocities[order]
        hertz, other_hertz = mir_eval.util.midi_to_hz(pitches), mir_eval.util.midi_to_hz(other_pitches)
        scores = mir_eval.transcription.evaluate(intervals, hertz, other, other_hertz)
        velocity = {}
        if count and len(other):
            velocity = mir_eval.transcription_velocity.evaluate(intervals, hertz, velocities.astype(float), other,
                                                                other_hertz, other_velocities)
        note_cases.append(dict(
            reference=[[*i, p, v] for i, p, v in zip(intervals.tolist(), pitches.tolist(), velocities.tolist())],
            estimate=[[*i, p, round(v, 4)] for i, p, v in zip(other.tolist(), other_pitches.tolist(),
                                                              other_velocities.tolist())],
            scores=scores, velocity=velocity))
    write("onset.json", onset_cases)
    write("transcription.json", note_cases)


# Sources that tests make themselves: a linear congruential generator, and short recursive filters of its noise.
def noise(count, seed):
    state, samples = seed, np.empty(count)
    for index in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        samples[index] = state / 2**30 - 1
    return samples


def coloured(count, seed, pole):
    samples, last, white = np.empty(count), 0.0, noise(count, seed)
    for index in range(count):
        last = white[index] + pole * last
        samples[index] = last
    return samples.astype(np.float32).astype(float)


def separation():
    count = 6000
    sources = np.array([coloured(count, 1, 0.7), coloured(count, 2, -0.5), coloured(count, 3, 0.2)])
    mixing = np.array([[1, 0.1, 0.05], [0.2, 0.9, 0.1], [0.05, 0.3, 1.1]])
    estimates = mixing @ sources
    for index in range(3):
        delayed = np.concatenate([np.zeros(3), estimates[index][:-3]])
        estimates[index] = estimates[index] + 0.4 * delayed + 0.05 * noise(count, 10 + index)
    estimates = estimates.astype(np.float32).astype(float)
    cases = []
    for number in (1, 2, 3):
        sdr, sir, sar, _ = mir_eval.separation.bss_eval_sources(sources[:number], estimates[:number], False)
        sir = [None if np.isinf(x) or x > 150 else x for x in sir]
        cases.append(dict(count=number, sdr=sdr, sir=sir, sar=sar))
    write("separation.json", cases)


# Whole songs in the JSON forms of truth and estimate, and the figures of a song's row that mir_eval has.
def songs():
    cases = []
    for index in range(8):
        bpm, meter = float(random.integers(70, 160)), int(random.choice([3, 4]))
        start = round(random.uniform(0, 1.5), 3)
        beats = np.round(start + np.arange(int(60 * bpm / 60)) * 60 / bpm, 4)
        end = round(float(beats[-1]) + 60 / bpm, 4)
        reference, names = spans(int(random.integers(4, 20)), start, end, lambda: str(random.choice(
            ["C", "G", "A:min", "F:maj7", "D:min7/b3", "G:7", "C/3", "E:sus4", "N"])))
        parts, _ = spans(int(random.integers(2, 7)), start, end, lambda: "")
        letters = [str(random.choice(["A", "B", "C"])) for _ in parts]
        key = str(random.choice(["C major", "A minor", "Eb major", "F# minor"]))
        truth = dict(name=f"song{index}", bpm=bpm, meter=meter, duration=end, is_constant_tempo=True,
                     keys=[[start, key]], beats=beats, downbeats=beats[::meter],
                     chords=[[*i, n] for i, n in zip(reference.tolist(), names)],
                     sections=[[*i, "part"] for i in parts.tolist()], letters=letters)
        kept = beats[random.random(len(beats)) < 0.95]
        found = np.round(kept + 0.012 + 0.015 * random.standard_normal(len(kept)), 4)
        found = np.sort(found[found > 0])
        guessed, guesses = similar(reference, names, lambda: str(random.choice(["C", "A:min", "F", "N", "G:7"])))
        starts = np.unique(np.round(np.concatenate([[0.0], parts[1:, 0] + random.choice([0, 0.3, 2.0, 5.0],
                                                                                       len(parts) - 1)]), 3))
        starts = starts[starts < end - 0.01]
        marks = [str(random.choice(["A", "B"])) for _ in starts]
        estimate = dict(tempo=round(bpm * float(random.choice([1, 1.001, 2, 0.5, 1.2])), 3), beats=found,
                        downbeats=found[::meter], key=str(random.choice([key, "G major", "C minor"])),
                        chords=[[*i, n] for i, n in zip(guessed.tolist(), guesses)], segments=starts, letters=marks)
        scores = {}
        f_measure = mir_eval.beat.f_measure
        scores["beat_f"] = f_measure(beats, found)
        scores["beat_f_25ms"] = f_measure(beats, found, f_measure_threshold=0.025)
        scores["beat_f_trimmed"] = f_measure(*(mir_eval.beat.trim_beats(b) for b in (beats, found)))
        _, scores["beat_cmlt"], _, scores["beat_amlt"] = mir_eval.beat.continuity(beats, found)
        errors = np.array([found[np.argmin(np.abs(found - b))] - b for b in beats])
        scores["beat_bias_ms"] = 1000 * np.median(errors[np.abs(errors) < 0.07])
        scores["downbeat_f"] = f_measure(beats[::meter], found[::meter])
        tempo = estimate["tempo"]
        scores["tempo_acc1"] = float(abs(tempo - bpm) / bpm <= 0.04)
        scores["tempo_acc2"] = float(any(abs(tempo - bpm * f) / (bpm * f) <= 0.04 for f in (1, 2, 0.5, 3, 1 / 3)))
        scores["tempo_error_bpm"] = abs(tempo - bpm)
        scores["key_weighted"] = mir_eval.key.weighted_score(key, estimate["key"])
        adjusted, labels = mir_eval.util.adjust_intervals(guessed, list(guesses), reference.min(), reference.max(),
                                                          "N", "N")
        joint, left, right = mir_eval.util.merge_labeled_intervals(reference, names, adjusted, labels)
        durations = mir_eval.util.intervals_to_durations(joint)
        for name in ("root", "majmin", "majmin_inv", "thirds", "triads", "sevenths", "tetrads", "mirex"):
            comparison = getattr(mir_eval.chord, name)(left, right)
            scores["chord_" + name] = mir_eval.chord.weighted_accuracy(comparison, durations)
            if name == "majmin":
                scores["chord_comparable"] = durations[comparison >= 0].sum() / durations.sum()
        scores["chord_seg"] = mir_eval.chord.evaluate(reference, list(names), guessed, list(guesses))["seg"]
        edges = np.unique(np.concatenate([starts, [parts[-1, 1]]]))
        edges[0] = parts[0, 0]
        sections = np.column_stack([edges[:-1], edges[1:]])
        scores["section_f_0.5s"] = mir_eval.segment.detection(parts, sections, window=0.5)[2]
        scores["section_f_3s"] = mir_eval.segment.detection(parts, sections, window=3.0)[2]
        full, full_labels = mir_eval.util.adjust_intervals(parts, list(letters), t_min=0.0)
        other, other_labels = mir_eval.util.adjust_intervals(sections, list(marks), t_min=0.0, t_max=full.max())
        scores["section_pairwise_f"] = mir_eval.segment.pairwise(full, full_labels, other, other_labels)[2]
        cases.append(dict(truth=truth, estimate=estimate, scores=scores))
    write("songs.json", cases)


if __name__ == "__main__":
    for number, family in enumerate([beats, tempo, keys, chords, sections, notes, separation, songs]):
        random = np.random.default_rng(20250707 + number)
        family()

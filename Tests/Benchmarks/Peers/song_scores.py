"""The scores of one song: what an analyser found against the truth, by mir_eval 0.8.2.

Beats are scored from the first second on (mir_eval's own command leaves out five). A score is absent where the truth
lacks what it needs, or the analyser does not do that task at all.
"""
import warnings
from collections import Counter

import mir_eval
import numpy as np

METRICS = {
    "beat_f": "beat F, 70 ms", "beat_f_25": "beat F, 25 ms", "cmlt": "CMLt", "amlt": "AMLt",
    "downbeat_f": "downbeat F, 70 ms", "tempo_1": "tempo within 4 %", "tempo_2": "tempo within 4 %, any octave",
    "tempo_exact": "tempo within 0.1 BPM, constant tempi", "meter": "meter, balanced", "key": "key, exact",
    "key_weighted": "key, weighted", "chord_root": "chords, root", "chord_majmin": "chords, majmin",
    "chord_majmin_inv": "chords, majmin with bass", "chord_sevenths": "chords, sevenths",
    "chord_seg": "chords, segmentation", "section_f_05": "sections F, 0.5 s", "section_f_3": "sections F, 3 s"}
MINOR_MODES = {"minor", "dorian", "phrygian", "aeolian", "locrian"}


def score(truth, found):
    """The scores by the names of METRICS."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {**beats(truth, found), **tempo(truth, found), **key(truth, found), **chords(truth, found),
                **sections(truth, found)}


def beats(truth, found):
    scores = {}
    if truth.get("beats") and found.get("beats") is not None:
        reference, estimate = (np.sort(np.array(side["beats"], float)) for side in (truth, found))
        scores["beat_f"] = mir_eval.beat.f_measure(reference, estimate)
        scores["beat_f_25"] = mir_eval.beat.f_measure(reference, estimate, f_measure_threshold=0.025)
        scores["cmlt"], scores["amlt"] = np.array(mir_eval.beat.continuity(reference, estimate))[[1, 3]]
    if truth.get("downbeats") and found.get("downbeats") is not None:
        reference, estimate = (np.sort(np.array(side["downbeats"], float)) for side in (truth, found))
        scores["downbeat_f"] = mir_eval.beat.f_measure(reference, estimate)
        meter = beats_per_bar(truth)
        if meter:
            scores["meter"] = float(beats_per_bar(found) == meter)
    return scores


def beats_per_bar(side):
    """The commonest number of beats from one downbeat to the next, unless it is given."""
    if side.get("meter"):
        return int(side["meter"])
    if len(side.get("downbeats") or []) < 2:
        return None
    positions = np.searchsorted(np.array(side["beats"]) + 1e-3, side["downbeats"])
    return Counter(np.diff(positions).tolist()).most_common(1)[0][0]


def tempo(truth, found):
    if not truth.get("bpm") or "tempo" not in found:
        return {}
    reference, estimate = truth["bpm"], found["tempo"] or 0
    scores = {"tempo_1": float(abs(estimate - reference) <= 0.04 * reference),
              "tempo_2": float(any(abs(estimate - reference * factor) <= 0.04 * reference * factor
                                   for factor in (1, 2, 3, 1 / 2, 1 / 3)))}
    if truth.get("is_constant_tempo", True):
        scores["tempo_exact"] = float(abs(estimate - reference) <= 0.1)
    return scores


def key(truth, found):
    if not truth.get("keys") or "key" not in found:
        return {}
    starts = [start for start, _ in truth["keys"]] + [truth["duration"]]
    seconds = Counter()
    for (start, name), end in zip(truth["keys"], starts[1:]):
        seconds[major_or_minor(name)] += end - start
    reference, estimate = seconds.most_common(1)[0][0], major_or_minor(found["key"])
    if estimate is None:
        return {"key": 0.0, "key_weighted": 0.0}
    weighted = mir_eval.key.weighted_score(reference, estimate)
    return {"key": float(weighted == 1), "key_weighted": weighted}


def major_or_minor(name):
    if not name:
        return None
    tonic, mode = name.split()
    # mir_eval knows neither Cb nor E#, nor any mode but these two.
    tonic = {"Cb": "B", "Fb": "E", "E#": "F", "B#": "C"}.get(tonic, tonic)
    return f"{tonic} {'minor' if mode.lower() in MINOR_MODES else 'major'}"


def chords(truth, found):
    if not truth.get("chords") or found.get("chords") is None:
        return {}
    reference, reference_labels = gapless(truth["chords"])
    estimate, estimate_labels = gapless(found["chords"]) if found["chords"] else (reference[:1], ["N"])
    estimate, estimate_labels = mir_eval.util.adjust_intervals(
        estimate, estimate_labels, reference.min(), reference.max(), "N", "N")
    intervals, left, right = mir_eval.util.merge_labeled_intervals(
        reference, reference_labels, estimate, estimate_labels)
    durations = mir_eval.util.intervals_to_durations(intervals)
    scores = {}
    for name in ("root", "majmin", "majmin_inv", "sevenths"):
        comparison = getattr(mir_eval.chord, name)(left, right)
        if (comparison >= 0).any():
            scores[f"chord_{name}"] = mir_eval.chord.weighted_accuracy(comparison, durations)
    scores["chord_seg"] = mir_eval.chord.seg(mir_eval.chord.merge_chord_intervals(reference, reference_labels),
                                             mir_eval.chord.merge_chord_intervals(estimate, estimate_labels))
    return scores


def gapless(rows):
    """Intervals and labels without overlap; "N" where there was a gap."""
    intervals, labels = [], []
    for start, end, label in sorted(rows):
        position = intervals[-1][1] if intervals else start
        if start > position + 1e-4:
            intervals.append([position, start])
            labels.append("N")
        else:
            start = position
        if end > start + 1e-4:
            intervals.append([start, end])
            labels.append(label)
    return np.array(intervals, float), labels


def sections(truth, found):
    if not truth.get("sections") or found.get("segments") is None:
        return {}
    reference = np.array([start for start, _, _ in truth["sections"]] + [truth["sections"][-1][1]])
    inner = [time for time in found["segments"] if reference[0] + 1e-3 < time < reference[-1] - 1e-3]
    estimate = np.unique([reference[0], *inner, reference[-1]])
    reference, estimate = (np.column_stack([edges[:-1], edges[1:]]) for edges in (reference, estimate))
    return {"section_f_05": mir_eval.segment.detection(reference, estimate, window=0.5)[2],
            "section_f_3": mir_eval.segment.detection(reference, estimate, window=3.0)[2]}

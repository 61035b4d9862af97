"""What is true of a song, as `musigen evaluate` reads it."""

import numpy as np

from . import cadences as phrase_cadences
from . import harte, numerals as roman
from .form import METRES


def rounded(x):
    return round(float(x), 6)


def beats_and_downbeats(composition):
    song, total = composition.song, composition.arranger.beat_count
    last = total + (1 if composition.arranger.has_final_chord else 0)
    beats = composition.seconds(np.arange(-song.pickup_beats, last), swung=False)
    downs, start = [], 0
    for section in song.sections:
        for bar in section.bars:
            downs.append(start)
            start += bar.beats
    if composition.arranger.has_final_chord:
        downs.append(start)
    return beats, composition.seconds(downs, swung=False)


def keys(composition):
    """[start, "C major"] of each region, the first from 0."""
    out = []
    for section, start in zip(composition.song.sections, composition.arranger.starts):
        name = f"{harte.tonic_name(section.tonic, section.mode)} {section.mode}"
        if not out or out[-1][1] != name:
            out.append([rounded(composition.seconds(start, False)) if out else 0.0, name])
    return out


def chords(composition, duration_s):
    """[start, end, label] from 0 to the end, N where there is no chord."""
    spans, arranger = [], composition.arranger
    first = float(composition.seconds(0, False))
    spans.append([0.0, first, "N"])
    for section, start, inside in zip(composition.song.sections, arranger.starts, arranger.spans):
        tonic = harte.tonic_name(section.tonic, section.mode)
        for a, b, chord in inside:
            label = chord.label(tonic) if chord else "N"
            spans.append(
                [float(composition.seconds(start + a, False)), float(composition.seconds(start + b, False)), label]
            )
    end = spans[-1][1]
    if arranger.has_final_chord:
        last = composition.song.sections[-1]
        length = min(duration_s, float(composition.seconds(arranger.beat_count + last.bars[-1].beats, False)))
        spans.append([end, length, arranger.chord_at_end.label(harte.tonic_name(last.tonic, last.mode))])
        end = length
    if end < duration_s:
        spans.append([end, duration_s, "N"])
    out = []
    for a, b, label in spans:
        if out and out[-1][2] == label:
            out[-1][1] = rounded(b)
        elif b > a + 1e-6:
            out.append([rounded(a), rounded(b), label])
    out[-1][1] = rounded(duration_s)
    return out


def in_keys(composition):
    """(start, end, chord or None, tonic, mode) in beats from the first downbeat, the held chord last."""
    song, arranger, out = composition.song, composition.arranger, []
    for section, start, inside in zip(song.sections, arranger.starts, arranger.spans):
        out += [(start + a, start + b, chord, section.tonic, section.mode) for a, b, chord in inside]
    if arranger.has_final_chord:
        last, end = song.sections[-1], arranger.beat_count
        out.append((end, end + last.bars[-1].beats, arranger.chord_at_end, last.tonic, last.mode))
    return out


def numerals(composition, duration_s):
    """[start, end, numeral] of every chord."""
    spans, out = read_in_keys(composition), []
    for start, end, text in spans:
        a, b = (float(composition.seconds(x, False)) for x in (start, end))
        if out and out[-1][2] == text and abs(out[-1][1] - a) < 1e-5:
            out[-1][1] = rounded(min(b, duration_s))
        elif b > a + 1e-6:
            out.append([rounded(a), rounded(min(b, duration_s)), text])
    return out


def read_in_keys(composition):
    """(start, end, numeral) in beats from the first downbeat; what is no chord has none."""
    spans = [s for s in in_keys(composition) if s[2] is not None]
    lengths, out = {}, []
    for start, end, chord, tonic, mode in spans:
        lengths.setdefault((tonic, mode), []).append((chord, end - start))
    for index, (start, end, chord, tonic, mode) in enumerate(spans):
        after = next((s[2] for s in spans[index + 1 :] if s[2] != chord), None)
        before = next((s[2] for s in reversed(spans[:index]) if s[2] != chord), None)
        is_blues = roman.has_blues_tonic(lengths[tonic, mode], tonic)
        out.append((start, end, roman.in_context(chord, before, after, tonic, mode, is_blues)))
    return out


def cadences(composition):
    """[seconds of the goal chord, type, numeral before, numeral of the goal] at the ends of phrases."""
    song, arranger, out = composition.song, composition.arranger, []
    spans = read_in_keys(composition)

    def numeral(beat):
        return next(text for start, end, text in spans if start - 1e-6 <= beat < end - 1e-6)

    for index, (section, start) in enumerate(zip(song.sections, arranger.starts)):
        final = None
        if arranger.has_final_chord and index + 1 == len(song.sections):
            end = arranger.beat_count - start
            final = (end, end + section.bars[-1].beats, arranger.chord_at_end)
        for leaves, beat, kind in phrase_cadences.of_section(section, arranger.spans[index], final):
            names = numeral(start + leaves), numeral(start + beat)
            out.append([rounded(composition.seconds(start + beat, False)), kind, *names])
    return out


def sections(composition, duration_s):
    starts = [float(composition.seconds(s, False)) for s in composition.arranger.starts]
    edges = [0.0] + starts[1:] + [duration_s]
    return [[rounded(a), rounded(b), s.label] for a, b, s in zip(edges, edges[1:], composition.song.sections)]


def tempo_map(composition, beats, downs):
    """[seconds, BPM]: one entry for a constant tempo, else one a bar."""
    if composition.is_constant_tempo:
        return [[rounded(beats[0]), rounded(composition.song.bpm)]]
    out, at = [], np.searchsorted(beats, np.asarray(downs) - 1e-6)
    for a, b in zip(at, list(at[1:]) + [len(beats) - 1]):
        if b > a:
            out.append([rounded(beats[a]), rounded(60 * (b - a) / (beats[b] - beats[a]))])
    return out


def described(composition, name, split, seed, duration_s, **more):
    """The truth's JSON object. `more`: soundfont, degradation, tuning_hz, ..."""
    song = composition.song
    beats, downs = beats_and_downbeats(composition)
    bar_beats = [b.beats for s in song.sections for b in s.bars]
    full, division, quarters = METRES[song.time_signature]
    median_bpm = 60 / float(np.median(np.diff(beats)))
    irregular = len(set(bar_beats)) > 1
    return {
        "name": name,
        "split": split,
        "seed": seed,
        "source": song.source,
        "source_title": song.title,
        "chord_truth": song.chord_truth,
        "style": composition.kind,
        "duration": rounded(duration_s),
        "bpm": rounded(song.bpm if composition.is_constant_tempo else median_bpm),
        "is_constant_tempo": composition.is_constant_tempo,
        "tempo_kind": composition.curve.kind,
        "tempo_map": tempo_map(composition, beats, downs),
        "time_signature": song.time_signature,
        "meter": full,
        "beat_division": division,
        "quarters_per_beat": quarters,
        **({"bar_meters": bar_beats} if irregular else {}),
        "pickup_beats": song.pickup_beats,
        "swing": rounded(composition.swing),
        "has_drums": composition.arranger.has_drums,
        "has_vocals": any(p.stem == "vocals" for p in composition.parts),
        "keys": keys(composition),
        "chords": chords(composition, duration_s),
        "numerals": numerals(composition, duration_s),
        "cadences": cadences(composition),
        "sections": sections(composition, duration_s),
        "letters": [s.letter for s in song.sections],
        "beats": [rounded(b) for b in beats],
        "downbeats": [rounded(d) for d in downs],
        **more,
    }

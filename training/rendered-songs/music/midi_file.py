"""The song as a MIDI file whose bars and beats are the song's: times in ticks of the true, moving tempo."""

import mido
import numpy as np

from .form import METRES

TICKS_PER_QUARTER = 480


def events(part, seconds_of, rng):
    """(onset s, end s, pitch, velocity) of a part's notes as a person plays them, never more than 12 ms off."""
    if not part.notes:
        return []
    beats = np.array([n[0] for n in part.notes])
    ends = np.array([n[0] + n[1] for n in part.notes])
    swung = np.array([n[5] for n in part.notes])
    on = np.where(swung, seconds_of(beats), seconds_of(beats, False))
    off = np.where(swung, seconds_of(ends), seconds_of(ends, False))
    late = np.clip(part.lag_s + rng.normal(0, 1, len(on)) * part.jitter_s, -0.012, 0.012)
    strike = np.array([n[4] for n in part.notes])
    out = []
    for a, b, behind, s, note, wobble in zip(on, off, late, strike, part.notes, rng.normal(0, 4, len(on))):
        start = max(0.0, a + behind + s)
        velocity = int(np.clip(note[3] + wobble, 1, 127))
        out.append((float(start), float(max(start + 0.04, b + behind)), int(np.clip(note[2], 0, 127)), velocity))
    return sorted(out)


def written(path, composition, played):
    """`played` pairs each part with its events."""
    song = composition.song
    quarters = METRES[song.time_signature][2]
    ticks_per_beat = int(TICKS_PER_QUARTER * quarters)
    beat_times = composition.curve.times
    file = mido.MidiFile(ticks_per_beat=TICKS_PER_QUARTER)
    track = mido.MidiTrack()
    file.tracks.append(track)
    # The lead-in and the pick-up come before the first bar: whole beats of silence at a tempo that fits.
    lead = composition.lead_in_s
    marks = [(0, mido.MetaMessage("set_tempo", tempo=max(1, int(round(lead * 1e6 / quarters)))))]
    last_tempo = None
    for index in range(composition.beat_count + 8):
        tempo = int(round((beat_times[index + 1] - beat_times[index]) * 1e6 / quarters))
        if tempo != last_tempo:
            marks.append(((index + 1) * ticks_per_beat, mido.MetaMessage("set_tempo", tempo=tempo)))
            last_tempo = tempo
    denominator = int(song.time_signature.split("/")[1])
    beat, last_beats = song.pickup_beats + 1, None
    for section, start in zip(song.sections, composition.arranger.starts):
        marks.append(((start + song.pickup_beats + 1) * ticks_per_beat, mido.MetaMessage("marker", text=section.label)))
        for bar in section.bars:
            if bar.beats != last_beats:
                numerator = int(bar.beats * quarters * denominator / 4)
                marks.append(
                    (
                        beat * ticks_per_beat,
                        mido.MetaMessage("time_signature", numerator=numerator, denominator=denominator),
                    )
                )
                last_beats = bar.beats
            beat += bar.beats
    append(track, marks)

    def tick(seconds):
        position = np.interp(seconds, beat_times, np.arange(len(beat_times)))
        return (
            int(round((position + 1) * ticks_per_beat))
            if seconds >= lead
            else int(round(seconds / lead * ticks_per_beat))
        )

    melodic = 0
    for part, notes in played:
        track = mido.MidiTrack()
        track.append(mido.MetaMessage("track_name", name=f"{part.stem}: {part.name}"))
        channel = 9 if part.voice == "drums" else [c for c in range(16) if c != 9][melodic % 15]
        melodic += part.voice != "drums"
        track.append(mido.Message("program_change", channel=channel, program=part.program))
        messages = []
        for on, off, pitch, velocity in notes:
            messages.append((tick(on), mido.Message("note_on", channel=channel, note=pitch, velocity=velocity)))
            messages.append((max(tick(on) + 1, tick(off)), mido.Message("note_off", channel=channel, note=pitch)))
        append(track, messages)
        file.tracks.append(track)
    file.save(path)


def append(track, timed):
    last = 0
    for tick, message in sorted(timed, key=lambda m: (m[0], m[1].type != "note_off")):
        track.append(message.copy(time=max(0, tick - last)))
        last = max(last, tick)

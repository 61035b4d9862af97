"""A synthetic singer: a band-limited pulse train through gliding formants, with vibrato, breath and consonants."""

import numpy as np
import scipy.signal

from .fluidsynth import SAMPLE_RATE_HZ

CONTROL_HZ = 200
WINDOW, HOP = 1024, 256
HIGHEST_HARMONIC_HZ = 15000
# Formants (frequency, bandwidth) in hertz, after Peterson & Barney 1952 for a man's voice; the bandwidths are round.
VOWELS = np.array(
    [
        [(730, 80), (1090, 90), (2440, 120), (3300, 150), (4200, 250)],
        [(530, 70), (1840, 100), (2480, 120), (3400, 150), (4300, 250)],
        [(300, 60), (2290, 100), (3010, 120), (3600, 150), (4400, 250)],
        [(500, 70), (900, 80), (2500, 120), (3200, 150), (4200, 250)],
        [(320, 60), (800, 80), (2400, 120), (3200, 150), (4100, 250)],
        [(640, 80), (1190, 90), (2390, 120), (3300, 150), (4200, 250)],
    ],
    float,
)


def contours(notes, rng, frames, tuning_cents):
    """Pitch in hertz, level, and vowel targets per control frame."""
    pitch, level = np.zeros(frames), np.zeros(frames)
    vowel = np.zeros(frames, int)
    vibrato_hz, depth = rng.uniform(4.8, 6.3), rng.uniform(0.1, 0.5)
    drift = np.convolve(rng.normal(0, 1, frames), np.hanning(81) / np.hanning(81).sum(), "same")
    drift *= rng.uniform(0.03, 0.12) / (drift.std() + 1e-9)
    onsets, last = [], None
    for index, (on, off, note, velocity) in enumerate(notes):
        if index + 1 < len(notes):
            off = min(off, notes[index + 1][0] - 0.005)
        a, b = int(on * CONTROL_HZ), min(frames, int(off * CONTROL_HZ))
        if b - a < 4:
            continue
        t = np.arange(b - a) / CONTROL_HZ
        line = note + depth * np.clip((t - 0.2) / 0.3, 0, 1) * np.sin(2 * np.pi * vibrato_hz * t + rng.uniform(0, 6))
        legato = last is not None and on - last[0] < 0.08
        line += (last[1] - note if legato else rng.uniform(-1.8, -0.1)) * np.exp(-t / rng.uniform(0.02, 0.05))
        pitch[a:b] = line
        length = (b - a) / CONTROL_HZ
        rise = 0.015 if legato else rng.uniform(0.02, 0.05)
        shape = np.minimum(1, t / rise) * np.minimum(1, (length - t) / 0.05)
        level[a:b] = shape * (velocity / 110) * (0.85 + 0.15 * np.sin(np.pi * t / (length + 0.01)))
        vowel[a:] = int(rng.integers(len(VOWELS)))
        onsets.append(on)
        last = (off, note)
    held = np.where(pitch > 0, np.arange(frames), 0)
    pitch = pitch[np.maximum.accumulate(held)]
    pitch[pitch == 0] = 60
    return 440 * 2 ** ((pitch + drift - 69 + tuning_cents / 100) / 12), np.clip(level, 0, 1.2), vowel, onsets


def sung(notes, rng, sample_count, tuning_cents):
    """(onset s, end s, MIDI pitch, velocity) to mono float32, about -20 dBFS where it sings."""
    frames = sample_count * CONTROL_HZ // SAMPLE_RATE_HZ + 2
    hz, level, vowel, onsets = contours(notes, rng, frames, tuning_cents)
    steps = np.arange(sample_count) * (CONTROL_HZ / SAMPLE_RATE_HZ)
    f0 = np.interp(steps, np.arange(frames), hz)
    amplitude = np.interp(steps, np.arange(frames), level).astype(np.float32)
    phase = np.cumsum(np.pi * f0 / SAMPLE_RATE_HZ)
    count = np.floor(HIGHEST_HARMONIC_HZ / f0)
    below = np.sin(phase)
    safe = np.where(np.abs(below) < 1e-6, 1.0, below)
    # Dirichlet's kernel: the sum of all cosines up to `count`, in closed form.
    pulses = np.where(np.abs(below) < 1e-6, count, (np.sin((2 * count + 1) * phase) / safe - 1) / 2)
    source = (pulses / np.sqrt(count)).astype(np.float32)
    source += rng.standard_normal(sample_count).astype(np.float32) * np.float32(rng.uniform(0.02, 0.12))
    voice = shaped(source * amplitude, vowel, rng, frames)
    voice *= 0.1 / (np.sqrt(np.mean(voice[amplitude > 0.3] ** 2)) + 1e-9) if np.any(amplitude > 0.3) else 0
    for on in onsets:
        if rng.random() < 0.55:
            consonant(voice, on, rng)
    return voice


def shaped(source, vowel, rng, frames):
    """The vocal tract: five resonances and the fall of the glottis, gliding between vowels."""
    scale, tilt = rng.uniform(0.95, 1.2), rng.uniform(0.8, 1.4)
    smooth = np.exp(-np.arange(40) / 8.0)
    smooth /= smooth.sum()
    tracks = VOWELS[vowel] * np.array([scale, 1.0])
    padded = np.concatenate([np.repeat(tracks[:1], 39, 0), tracks])
    tracks = np.stack([[np.convolve(padded[:, i, j], smooth, "valid") for j in range(2)] for i in range(5)])
    n = -(-len(source) // HOP) + 4
    x = np.pad(source, (WINDOW, n * HOP - len(source) + WINDOW))
    window = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
    centres = np.clip(((np.arange(n + 4) * HOP - WINDOW / 2) * CONTROL_HZ / SAMPLE_RATE_HZ).astype(int), 0, frames - 1)
    f = np.fft.rfftfreq(WINDOW, 1 / SAMPLE_RATE_HZ)[None, :].astype(np.float32)
    out = np.zeros_like(x)
    for first in range(0, n, 2000):
        rows = np.arange(first, min(n, first + 2000))
        spectra = np.fft.rfft(np.stack([x[r * HOP : r * HOP + WINDOW] for r in rows]) * window, axis=1)
        gain = (np.maximum(f, 100) / 100) ** np.float32(-tilt) * np.clip(f / 60, 0, 1)
        gain = np.repeat(gain, len(rows), 0)
        for i in range(5):
            centre = tracks[i, 0][centres[rows]][:, None].astype(np.float32)
            width = tracks[i, 1][centres[rows]][:, None].astype(np.float32)
            gain *= centre**2 / np.sqrt((centre**2 - f**2) ** 2 + (width * f) ** 2)
        gain *= 1 + np.minimum(f / 1000, 8)  # The lips radiate the high frequencies.
        frames_out = np.fft.irfft(spectra * gain, axis=1).astype(np.float32) * window
        for row, frame in zip(rows, frames_out):
            out[row * HOP : row * HOP + WINDOW] += frame
    return out[WINDOW : WINDOW + len(source)] * np.float32(2 / 3)


def consonant(voice, onset, rng):
    length = int(rng.uniform(0.02, 0.09) * SAMPLE_RATE_HZ)
    start = max(0, int(onset * SAMPLE_RATE_HZ) - length)
    centre_hz = rng.uniform(2200, 7500)
    burst = rng.standard_normal(length) * np.hanning(length) * rng.uniform(0.01, 0.08)
    b, a = scipy.signal.butter(2, [centre_hz / 22050, min(0.95, centre_hz * 2 / 22050)], "band")
    burst = scipy.signal.lfilter(b, a, burst).astype(np.float32)
    piece = voice[start : start + length]
    piece += burst[: len(piece)]

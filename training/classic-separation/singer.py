"""A synthetic singer: a glottal series of harmonics through five gliding formants, with vibrato, breath and consonants."""
import numpy as np
import scipy.signal

SAMPLE_RATE_HZ = 44100
CONTROL_HOP = 441  # samples per control step: 10 ms
# Formants as (frequency, bandwidth) in hertz (after Peterson & Barney 1952 for a man's voice; the bandwidths are round).
VOWELS = [
    [(730, 80), (1090, 90), (2440, 120), (3300, 150), (4200, 250)],
    [(530, 70), (1840, 100), (2480, 120), (3400, 150), (4300, 250)],
    [(300, 60), (2290, 100), (3010, 120), (3600, 150), (4400, 250)],
    [(500, 70), (900, 80), (2500, 120), (3200, 150), (4200, 250)],
    [(320, 60), (800, 80), (2400, 120), (3200, 150), (4100, 250)],
]


def sing(notes, is_male, rng, sample_count, has_fixed_glides):
    """`notes`: (onset, end, MIDI pitch) in seconds. Returns mono samples."""
    n, m = sample_count, sample_count // CONTROL_HOP + 2
    pitch_hz, level = np.zeros(m), np.zeros(m)
    formants, bandwidths = np.zeros((m, 5)), np.zeros((m, 5))
    noise = np.zeros(n)
    scale = 1.0 if is_male else 1.15
    tilt, vibrato_hz, vibrato_depth = rng.uniform(0.9, 1.5), rng.uniform(4.8, 6.2), rng.uniform(0.15, 0.5)
    last = None
    current = np.array([f for f, _ in VOWELS[0]])
    for onset, end, note in notes:
        a, b = int(onset * 100), min(m, int(end * 100))
        if b <= a:
            continue
        length = b - a
        t = np.arange(length) / 100
        pitch = note + vibrato_depth * np.clip((t - 0.18) / 0.25, 0, 1) * np.sin(
            2 * np.pi * vibrato_hz * t + rng.uniform(0, 6))
        if last is not None and onset - last[1] < 0.08:
            pitch += (last[2] - note) * np.exp(-t / (0.03 if has_fixed_glides else rng.uniform(0.03, 0.1)))
        elif has_fixed_glides:
            pitch += rng.uniform(-1.5, -0.2) * np.exp(-t / 0.05)
        else:
            pitch += rng.uniform(-2.5, -0.2) * np.exp(-t / rng.uniform(0.04, 0.12))
        pitch += 0.06 * np.cumsum(rng.standard_normal(length)) / np.sqrt(np.arange(1, length + 1))
        pitch_hz[a:b] = 440 * 2 ** ((pitch - 69) / 12)
        envelope = np.minimum(1, t / 0.05) * np.minimum(1, (length / 100 - t) / 0.06)
        envelope *= rng.uniform(0.6, 1) * (0.85 + 0.15 * np.sin(np.pi * t / (length / 100 + 0.01)))
        level[a:b] = np.clip(envelope, 0, 1)
        vowel = VOWELS[rng.integers(5)]
        target = np.array([f for f, _ in vowel]) * scale
        for i in range(a, b):
            current = current + (target - current) * 0.12
            formants[i] = current
            bandwidths[i] = [w for _, w in vowel]
        if rng.random() < 0.5:
            add_consonant(noise, onset, rng)
        last = (onset, end, note)
    formants[formants == 0] = 500
    bandwidths[bandwidths == 0] = 100
    for i in range(1, m):  # Pitch holds over the gaps.
        if pitch_hz[i] == 0:
            pitch_hz[i] = pitch_hz[i - 1]
    steps = np.arange(n) / CONTROL_HOP

    def upsampled(control):
        return np.interp(steps, np.arange(m), control)

    amplitude = upsampled(level)
    phase = 2 * np.pi * np.cumsum(upsampled(pitch_hz)) / SAMPLE_RATE_HZ
    voice = np.zeros(n)
    for k in range(1, 70):
        hz = pitch_hz * k
        if hz.max() > 16000 and hz[pitch_hz > 0].min() > 16000:
            break
        response = np.ones(m)
        for j in range(5):
            f, w = formants[:, j], bandwidths[:, j]
            response *= f**2 / np.sqrt((f**2 - hz**2) ** 2 + (w * hz) ** 2)
        gain = response * k ** (-tilt) * (hz < 16000) * np.minimum(1, hz / (hz + 1)) * np.clip(1 + (k - 1) * 0.25, 1, 4)
        voice += upsampled(gain * level) * np.cos(k * phase + rng.uniform(0, 6.28))
    breath = rng.standard_normal(n) * amplitude * 0.01
    b, a = scipy.signal.butter(1, 3000 / 22050, "high")
    return voice / np.sqrt((voice**2).mean() + 1e-12) * 0.1 + scipy.signal.lfilter(b, a, breath) + noise * 0.5


def add_consonant(noise, onset, rng):
    length = int(rng.uniform(0.03, 0.11) * SAMPLE_RATE_HZ)
    start = max(0, int(onset * SAMPLE_RATE_HZ) - length)
    centre_hz = rng.uniform(2500, 7000)
    burst = rng.standard_normal(length) * np.hanning(length) * rng.uniform(0.05, 0.25)
    b, a = scipy.signal.butter(2, [centre_hz / 22050, min(0.95, centre_hz * 2 / 22050)], "band")
    burst = scipy.signal.lfilter(b, a, burst)
    noise[start : start + length] += burst[: max(0, len(noise) - start)][:length]

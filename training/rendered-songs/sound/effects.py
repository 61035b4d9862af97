"""What a mixing desk and a room do: equaliser, amplifier, room, compressor."""

import numpy as np
import scipy.fft
import scipy.signal

from .fluidsynth import SAMPLE_RATE_HZ


def shelved(x, gain_db, corner_hz, is_high):
    """A first-order shelf."""
    g, k = 10 ** (gain_db / 20), np.tan(np.pi * corner_hz / SAMPLE_RATE_HZ)
    b = [g + k, k - g] if is_high else [1 + g * k, g * k - 1]
    return scipy.signal.lfilter(
        np.array(b, np.float32) / np.float32(1 + k), np.array([1, (k - 1) / (k + 1)], np.float32), x
    ).astype(np.float32)


def amplified(x, drive, rng):
    """A driven guitar amplifier and its cabinet."""
    x = x / (np.sqrt(np.mean(x[np.abs(x) > 1e-4] ** 2)) + 1e-9) * drive if np.any(np.abs(x) > 1e-4) else x
    b, a = scipy.signal.butter(2, [90 / 22050, float(rng.uniform(3500, 5500)) / 22050], "band")
    bias = 0.2
    return (scipy.signal.lfilter(b, a, np.tanh(x + bias) - np.tanh(bias)) * 0.2).astype(np.float32)


def room_response(rng, rt60_s):
    """Stereo (2, n): early reflections, then noise that decays faster the higher its band. No direct sound."""
    n = int(min(1.3, rt60_s * 1.1) * SAMPLE_RATE_HZ)
    t = np.arange(n) / SAMPLE_RATE_HZ
    out = np.zeros((2, n), np.float32)
    edges = [120, 500, 2000, 6000, 15000]
    for channel in range(2):
        for low, high, share in zip(edges, edges[1:], (1.1, 1.0, 0.75, 0.45)):
            b, a = scipy.signal.butter(1, [low / 22050, high / 22050], "band")
            noise = scipy.signal.lfilter(b, a, rng.standard_normal(n))
            out[channel] += noise * 10 ** (-3 * t / (rt60_s * share * rng.uniform(0.85, 1.15)))
        out[channel] *= 1 - np.exp(-t / 0.02)
        out[channel] /= np.sqrt(np.sum(out[channel] ** 2)) + 1e-9
        for _ in range(int(rng.integers(5, 12))):
            at = int(rng.uniform(0.004, 0.055) * SAMPLE_RATE_HZ)
            if at < n:
                out[channel, at] += rng.choice([-1, 1]) * rng.uniform(0.15, 0.5) * np.exp(-at / (0.04 * SAMPLE_RATE_HZ))
    return out


def in_room(x, response, wet):
    """`x` (2, n) with a room of energy `wet` relative to the direct sound."""
    n, m = x.shape[1], response.shape[1]
    size = scipy.fft.next_fast_len(n + m - 1, real=True)
    spectrum = scipy.fft.rfft(x.mean(0).astype(np.float32), size)
    tail = scipy.fft.irfft(spectrum[None, :] * scipy.fft.rfft(response, size, axis=1), size, axis=1)[:, :n]
    return (x + np.float32(wet) * tail).astype(np.float32)


def noise_like(kind, rng, n):
    """Stereo noise of unit power: pink, vinyl (pink, rumble, clicks) or a crowd (slowly swelling bands of speech)."""
    white = rng.standard_normal((2, n)).astype(np.float32)
    b = [0.049922035, -0.095993537, 0.050612699, -0.004408786]  # Pink within 0.05 dB above 9 Hz (Paul Kellet).
    a = [1, -2.494956002, 2.017265875, -0.522189400]
    x = scipy.signal.lfilter(b, a, white, axis=1)
    if kind == "vinyl":
        rumble_b, rumble_a = scipy.signal.butter(2, 60 / 22050)
        x = 0.5 * x + 2 * scipy.signal.lfilter(rumble_b, rumble_a, white, axis=1)
        click = np.exp(-np.arange(40) / 6) * np.sqrt(np.mean(x[0] ** 2)) * 4
        for at in rng.integers(0, n - 60, int(n / SAMPLE_RATE_HZ * 8)):
            x[:, at : at + 40] += rng.normal(0, 1) * click
    elif kind == "crowd":
        speech_b, speech_a = scipy.signal.butter(2, [250 / 22050, 3000 / 22050], "band")
        x = scipy.signal.lfilter(speech_b, speech_a, x, axis=1)
        slow = np.interp(
            np.arange(n), np.arange(0, n + 4410, 4410), rng.uniform(0.3, 1.2, len(np.arange(0, n + 4410, 4410)))
        )
        x = x * slow
    return (x / (np.sqrt(np.mean(x**2)) + 1e-9)).astype(np.float32)


def compressed(x, threshold_db, ratio, rng):
    """A bus compressor: 10 ms hops, fast attack, slow release."""
    hop = 441
    n = x.shape[1]
    power = np.add.reduceat((x**2).mean(0), np.arange(0, n, hop)) / hop
    level = 10 * np.log10(power + 1e-9)
    over = np.maximum(0, level - threshold_db) * (1 - 1 / ratio)
    release, gain, smooth = float(rng.uniform(0.9, 0.97)), 0.0, np.zeros(len(over))
    for i, o in enumerate(over):
        gain = max(o, gain * release)
        smooth[i] = gain
    return (x * 10 ** (-np.interp(np.arange(n), np.arange(len(over)) * hop, smooth) / 20)).astype(np.float32)

"""From played notes to the four stems: instruments, levels, places in the stereo picture."""

import numpy as np

from . import effects, singer
from .fluidsynth import SAMPLE_RATE_HZ

STEMS = ("drums", "bass", "other", "vocals")


def active_rms(x):
    """RMS over the parts of a track that sound."""
    n = x.shape[-1] // 4410
    if n == 0:
        return 0.0
    power = (x[..., : n * 4410] ** 2).mean(0).reshape(n, 4410).mean(1)
    loud = power[power > power.max() * 1e-3]
    return float(np.sqrt(loud.mean())) if len(loud) and power.max() > 0 else 0.0


def placed(x, pan):
    """A balance of a stereo track, or a constant-power pan of a mono one."""
    angle = (pan + 1) * np.pi / 4
    left, right = np.cos(angle) * np.sqrt(2), np.sin(angle) * np.sqrt(2)
    if x.ndim == 1:
        return np.stack([x * left, x * right]) * np.float32(np.sqrt(0.5))
    return x * np.array([[min(left, 1.0)], [min(right, 1.0)]], np.float32)


def earlier(events, seconds):
    return (
        [(max(0.0, on - seconds), off, pitch, velocity) for on, off, pitch, velocity in events] if seconds else events
    )


def stems(played, font, kit, rngs, sample_count, tuning_cents, delays_s=(0.0, 0.0)):
    """{stem: float32 (2, n)} of (part, events); parts are brought to their levels by their RMS where they sound."""
    out = {name: np.zeros((2, sample_count), np.float32) for name in STEMS}
    by_font = [(p, e) for p, e in played if p.voice == "font" or (p.voice == "drums" and kit is None)][:16]
    drum_delay_s, delay_s = delays_s
    tracks = font.rendered(
        [
            (p.voice == "drums", p.program, earlier(e, drum_delay_s if p.voice == "drums" else delay_s))
            for p, e in by_font
        ],
        sample_count,
        tuning_cents,
    )
    rendered = {p.name: tracks[i] for i, (p, _) in enumerate(by_font)}
    for part, events in played:
        rng = rngs("sound of " + part.name)
        if part.voice in ("singer", "singer2"):
            x = singer.sung(events, rng, sample_count, tuning_cents)
        elif part.voice == "drums" and kit is not None:
            x = kit.rendered(events, sample_count)
        elif part.name in rendered:
            x = rendered[part.name]
        else:
            continue
        if part.drive:
            x = effects.amplified(x.mean(0), part.drive, rng)
        x = placed(x, part.pan)
        x = effects.shelved(x, float(rng.normal(0, 2)), float(rng.uniform(100, 400)), False)
        x = effects.shelved(x, float(rng.normal(0, 2.5)), float(rng.uniform(1500, 6000)), True)
        rms = active_rms(x)
        if rms > 0:
            out[part.stem] += x * np.float32(0.1 * 10 ** (part.level_db / 20) / rms)
    return out


def faded(stem_tracks, fade_s):
    for x in stem_tracks.values():
        n = min(x.shape[1], int(fade_s * SAMPLE_RATE_HZ))
        x[:, x.shape[1] - n :] *= np.linspace(1, 0, n, dtype=np.float32) ** 1.5

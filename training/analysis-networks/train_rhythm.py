"""Trains the rhythm network; can be stopped and started again at any time."""
import numpy as np
import torch
from torch.nn import functional as F

from loop import train
from networks import RhythmNetwork
from songs import frame_targets

CROP = 3000


def batch(songs, random, size, groups):
    inputs, targets = [], []
    for _ in range(size):
        song = songs[random.integers(len(songs))]
        # The rendered songs are slower than real ones; what is learnt must not depend on their tempi.
        target = 122 * np.exp(random.normal(0, 0.38))
        stretch = 1 / np.clip(target / song.bpm, 0.65, 1.8)
        need = int(CROP / stretch) + 2
        x = song.rhythm
        start = random.integers(max(1, x.shape[1] - need + 1))
        piece = torch.from_numpy(x[:, start : start + need].astype(np.float32))[None]
        length = min(CROP, int(piece.shape[2] * stretch))
        piece = F.interpolate(piece, size=length, mode="linear", align_corners=False)[0]
        shift = start / 100
        beat = frame_targets(song.beats - shift, length, stretch)
        down = frame_targets(song.downbeats - shift, length, stretch)
        piece = augmented(piece, random, groups)
        valid = np.ones(length, np.float32)
        pad = CROP - length
        inputs.append(F.pad(piece, (0, pad)))
        targets.append(torch.from_numpy(np.pad(np.stack([beat, down, valid]), ((0, 0), (0, pad)))))
    return torch.stack(inputs), torch.stack(targets)


def augmented(x, random, groups):
    """Separation fails, mixes differ: parts vanish or change their strength."""
    x = x.clone()
    for low, high in groups:
        if random.random() < 0.08:
            x[low:high] = x[low:high].mean(dim=1, keepdim=True) * 0
        else:
            x[low:high] *= float(np.exp(random.normal(0, 0.15)))
    # Other drums, mixes and rooms weigh the bands differently.
    return x * torch.exp(0.15 * torch.randn(x.shape[0], 1)) + 0.1 * torch.randn(x.shape)


def loss_of(logits, targets):
    beat, down, valid = targets[:, 0], targets[:, 1], targets[:, 2]
    per_beat = F.binary_cross_entropy_with_logits(logits[:, 0], beat, reduction="none")
    per_down = F.binary_cross_entropy_with_logits(logits[:, 1], down, reduction="none")
    return ((per_beat + per_down) * valid).sum() / valid.sum()


def peaks_f(probability, times, threshold=0.4):
    """Beat F within 50 ms of plain peak picking: tells whether training goes on well."""
    p = probability
    inner = (p[1:-1] > threshold) & (p[1:-1] >= p[:-2]) & (p[1:-1] > p[2:])
    found = (np.nonzero(inner)[0] + 1) / 100
    kept, last = [], -1
    for t in found:
        if t - last > 0.12:
            kept.append(t)
            last = t
    hits = sum(1 for t in times if any(abs(t - k) <= 0.05 for k in kept))
    return 2 * hits / max(1, len(kept) + len(times))


def validate(network, songs):
    network.eval()
    scores = []
    with torch.no_grad():
        for song in songs:
            p = torch.sigmoid(network(torch.from_numpy(song.rhythm.astype(np.float32))[None]))[0].numpy()
            scores.append((peaks_f(p[0], song.beats, 0.25), peaks_f(p[1], song.downbeats, 0.2)))
    network.train()
    return np.mean(scores, axis=0)


# Channels of each part, strengths and levels together, in the order of RhythmInput.
PART_SIZES = [16, 16, 8, 8, 16, 4, 4]


def loss_of_batch(network, songs, random, size):
    ends = np.cumsum(PART_SIZES)
    x, y = batch(songs, random, size, list(zip(ends - PART_SIZES, ends)))
    return loss_of(network(x), y)


if __name__ == "__main__":
    train(
        "rhythm", __doc__, 7, lambda channels: RhythmNetwork(channels=channels), 3e-3, 1e-3, loss_of_batch, validate,
        "held out F",
    )

"""Trains the harmony network; can be stopped and started again at any time."""
import numpy as np
import torch
from torch.nn import functional as F

from loop import train
from networks import HarmonyNetwork

CROP = 192


def transposed(notes, chord, bass, key, semitones):
    """Everything `semitones` higher."""
    moved = np.zeros_like(notes)
    if semitones > 0:
        moved[..., semitones:] = notes[..., :-semitones]
    elif semitones < 0:
        moved[..., :semitones] = notes[..., -semitones:]
    else:
        moved = notes
    roots = np.where(chord > 0, 1 + (chord - 1) // 12 * 12 + ((chord - 1) % 12 + semitones) % 12, 0)
    basses = np.where(bass > 0, 1 + (bass - 1 + semitones) % 12, 0)
    return moved, roots, basses, key // 12 * 12 + (key % 12 + semitones) % 12


def batch(songs, random, size):
    rows = []
    for _ in range(size):
        song = songs[random.integers(len(songs))]
        notes, levels, chord, bass, key, weight = song.cuts[0 if random.random() < 0.7 else 1]
        start = random.integers(max(1, len(chord) - CROP + 1))
        cut = slice(start, start + CROP)
        n, c, b, k = transposed(notes[cut].astype(np.float32), chord[cut], bass[cut], key[cut], int(random.integers(-6, 6)))
        n = n * np.exp(random.normal(0, 0.1, (1, n.shape[1], 1))).astype(np.float32)
        level = levels[cut].astype(np.float32)
        if random.random() < 0.1:
            n[:, 2:4], level = n[:, 2:4] * 0, level * np.array([1, 0, 1, 1], np.float32)
        if random.random() < 0.15:
            n[:, 4:6], level = n[:, 4:6] * 0, level * np.array([1, 1, 0, 1], np.float32)
        pad = CROP - len(c)
        rows.append((
            np.pad(n, ((0, pad), (0, 0), (0, 0))), np.pad(level, ((0, pad), (0, 0))),
            np.pad(c, (0, pad)), np.pad(b, (0, pad)), np.pad(k, (0, pad)), np.pad(weight[cut], (0, pad))))
    return [torch.from_numpy(np.stack(column)) for column in zip(*rows)]


def loss_of(outputs, targets):
    weight = targets[-1]
    losses = [
        (F.cross_entropy(o.permute(0, 2, 1), t.long(), reduction="none") * weight).sum() / weight.sum()
        for o, t in zip(outputs, targets[:3])
    ]
    return losses[0] + 0.5 * losses[1] + 0.5 * losses[2]


def validate(network, songs):
    network.eval()
    rows = []
    with torch.no_grad():
        for song in songs:
            notes, levels, chord, bass, key, _ = song.cuts[0]
            c, b, k = (o[0].argmax(dim=1).numpy() for o in network(
                torch.from_numpy(notes.astype(np.float32))[None], torch.from_numpy(levels.astype(np.float32))[None]))
            third = lambda x: np.where(x > 0, np.isin((x - 1) // 12, [1, 4, 7, 9, 10, 12]) * 12 + (x - 1) % 12, -1)
            rows.append(((c == chord).mean(), (third(c) == third(chord)).mean(), (b == bass).mean(), (k == key).mean()))
    network.train()
    return np.round(np.mean(rows, axis=0), 4)


def loss_of_batch(network, songs, random, size):
    *inputs, chord, bass, key, weight = batch(songs, random, size)
    return loss_of(network(*inputs), (chord, bass, key, weight))


if __name__ == "__main__":
    train(
        "harmony", __doc__, 9, lambda channels: HarmonyNetwork(channels=channels), 2e-3, 1e-2, loss_of_batch, validate,
        "chord, majmin, bass, key",
    )

"""Trains the key network on the chords of composed songs; can be stopped and started again at any time."""
import numpy as np
import torch
from torch.nn import functional as F

from key_songs import inputs, misheard, read
from loop import arguments, fit
from networks import KeyNetwork

CROP = 256


def batch(songs, random, size):
    x = np.zeros((size, 15, CROP, 12), np.float32)
    y = np.zeros((size, CROP), np.int64)
    weight = np.zeros((size, CROP), np.float32)
    for row in range(size):
        song = songs[random.integers(len(songs))]
        chords, bars, keys = misheard(song.chords, random), song.bars, song.keys
        pace = random.random()
        if pace < 0.1:
            chords, bars, keys = chords[::2], np.maximum(bars[::2], 0), keys[::2]
        elif pace < 0.2:
            chords, keys = chords.repeat(2), keys.repeat(2)
            bars = np.stack([bars, bars * 0], axis=1).ravel()
        if random.random() < 0.15:
            bars = bars * 0
        elif random.random() < 0.15:
            bars = np.roll(bars, int(random.integers(1, 8)))
        semitones = int(random.integers(12))
        start = random.integers(len(chords) - CROP + 1) if len(chords) > CROP else 0
        cut = slice(start, start + CROP)
        chords, bars, keys = chords[cut], bars[cut], keys[cut]
        chords = np.where(chords > 0, 1 + (chords - 1) // 12 * 12 + ((chords - 1) % 12 + semitones) % 12, 0)
        keys = keys // 12 * 12 + (keys % 12 + semitones) % 12
        count = len(chords)
        x[row, :, :count] = inputs(chords, bars)
        y[row, :count], weight[row, :count] = keys, 1
    return torch.from_numpy(x), torch.from_numpy(y), torch.from_numpy(weight)


def validate(network, songs):
    """Log-loss of a cell, share of cells right, share of songs whose longest key is the one most cells have."""
    network.eval()
    rows = []
    random = np.random.default_rng(3)
    with torch.no_grad():
        for song in songs:
            x = torch.from_numpy(inputs(misheard(song.chords, random), song.bars))[None]
            logits = F.log_softmax(network(x, torch.ones(1, len(song.chords)))[0], dim=1).numpy()
            found = np.bincount(logits.argmax(axis=1), minlength=24).argmax()
            true = np.bincount(song.keys, minlength=24).argmax()
            loss = -logits[np.arange(len(song.keys)), song.keys].mean()
            rows.append((loss, (logits.argmax(axis=1) == song.keys).mean(), found == true))
    network.train()
    return np.round(np.mean(rows, axis=0), 4)


def loss_of_batch(network, songs, random, size):
    x, y, weight = batch(songs, random, size)
    return (F.cross_entropy(network(x, weight).permute(0, 2, 1), y, reduction="none") * weight).sum() / weight.sum()


if __name__ == "__main__":
    options = arguments(__doc__, ("compositions", "held", "output"), 3000, 16, 16, 4e-3)
    fit(
        "keys", options, read(options.compositions), read(options.held), 11,
        lambda channels: KeyNetwork(channels=channels), 1e-2, loss_of_batch, validate, "log-loss, cells, songs",
    )

"""Trains the key network on the chords of composed songs; can be stopped and started again at any time."""
import argparse
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from key_songs import inputs, misheard, read
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


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compositions", required=True)
    parser.add_argument("--held", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--channels", type=int, default=16)
    options = parser.parse_args()
    torch.manual_seed(7)
    songs, held = read(options.compositions), read(options.held)
    print(len(songs), "songs,", len(held), "held out", flush=True)
    network = KeyNetwork(channels=options.channels)
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=options.steps + 1, pct_start=0.1)
    checkpoint, step = Path(options.output) / "keys.pt", 0
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        step = state["step"]
    running, began = [], time.time()
    while step < options.steps:
        torch.manual_seed(step)
        x, y, weight = batch(songs, np.random.default_rng([11, step]), options.batch)
        loss = (F.cross_entropy(network(x, weight).permute(0, 2, 1), y, reduction="none") * weight).sum() / weight.sum()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        step += 1
        running.append(loss.item())
        if step % 200 == 0 or step == options.steps:
            print(step, f"loss {np.mean(running[-200:]):.4f} {(time.time() - began) / 60:.1f} min", validate(network, held), flush=True)
            torch.save(dict(network=network.state_dict(), optimiser=optimiser.state_dict(),
                            schedule=schedule.state_dict(), step=step), checkpoint)

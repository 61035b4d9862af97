"""Trains the harmony network; can be stopped and started again at any time."""
import argparse
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from networks import HarmonyNetwork
from songs import load

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


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("inputs", "truths", "grids", "output"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--channels", type=int, default=40)
    parser.add_argument("--minutes", type=float, default=1e9)
    options = parser.parse_args()
    torch.manual_seed(7)
    songs = load(options.inputs, options.truths, options.grids)
    held, songs = songs[::12], [s for i, s in enumerate(songs) if i % 12]
    print(len(songs), "songs,", len(held), "held out", flush=True)
    network = HarmonyNetwork(channels=options.channels)
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=options.steps + 1, pct_start=0.1)
    checkpoint, step = Path(options.output) / "harmony.pt", 0
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        step = state["step"]
    began, running = time.time(), []
    while step < options.steps and time.time() - began < options.minutes * 60:
        torch.manual_seed(step)
        *inputs, chord, bass, key, weight = batch(songs, np.random.default_rng([9, step]), options.batch)
        loss = loss_of(network(*inputs), (chord, bass, key, weight))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        step += 1
        running.append(loss.item())
        if step % 200 == 0:
            print(step, f"loss {np.mean(running[-200:]):.4f}", "chord, majmin, bass, key", validate(network, held), flush=True)
        if step % 200 == 0 or step == options.steps:
            torch.save(dict(network=network.state_dict(), optimiser=optimiser.state_dict(),
                            schedule=schedule.state_dict(), step=step), checkpoint)


if __name__ == "__main__":
    main()

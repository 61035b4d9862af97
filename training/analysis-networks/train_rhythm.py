"""Trains the rhythm network; can be stopped and started again at any time."""
import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from networks import RhythmNetwork
from songs import frame_targets, load

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
    return x + 0.1 * torch.randn(x.shape)


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
    sizes = [16, 16, 8, 8, 16, 4, 4]
    ends = np.cumsum(sizes)
    groups = list(zip(ends - sizes, ends))
    network = RhythmNetwork(channels=options.channels)
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=options.steps + 1, pct_start=0.1)
    checkpoint, step = Path(options.output) / "rhythm.pt", 0
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        step = state["step"]
    began, running = time.time(), []
    while step < options.steps and time.time() - began < options.minutes * 60:
        random = np.random.default_rng([7, step])
        torch.manual_seed(step)
        x, y = batch(songs, random, options.batch, groups)
        loss = loss_of(network(x), y)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        step += 1
        running.append(loss.item())
        if step % 200 == 0:
            print(step, f"loss {np.mean(running[-200:]):.4f}", "held out F", validate(network, held), flush=True)
        if step % 200 == 0 or step == options.steps:
            torch.save(dict(network=network.state_dict(), optimiser=optimiser.state_dict(),
                            schedule=schedule.state_dict(), step=step), checkpoint)


if __name__ == "__main__":
    main()

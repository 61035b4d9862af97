#!/usr/bin/env python3
"""Makes many small, valid MP3s, all different in their audio too, with a single run of the encoder."""

import argparse
import os
import random
import struct
import subprocess
import tempfile
import wave

SAMPLE_RATE_HZ = 44_100
SAMPLES_PER_FRAME = 1152
BIT_RATE_KBPS = 64


def encode(samples, options, path):
    """Encodes 16-bit mono samples with lame."""
    with tempfile.TemporaryDirectory() as directory:
        wav = os.path.join(directory, "tone.wav")
        with wave.open(wav, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE_HZ)
            file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
        subprocess.run(["lame", "--quiet", *options, wav, path], check=True)


def noise(seconds, seed=1):
    generator = random.Random(seed)
    return [generator.randrange(-6000, 6000) for _ in range(int(seconds * SAMPLE_RATE_HZ))]


def frames_of(data):
    """Cuts a constant-bit-rate MPEG-1 layer III stream into its frames."""
    frames = []
    position = 0
    while position + 4 <= len(data) and data[position] == 0xFF and data[position + 1] & 0xE0 == 0xE0:
        padding = data[position + 2] >> 1 & 1
        length = 144 * BIT_RATE_KBPS * 1000 // SAMPLE_RATE_HZ + padding
        if position + length > len(data):
            break
        frames.append(data[position:position + length])
        position += length
    return frames


def frame_pool():
    """Frames that stand alone: no bit reservoir, no header frame."""
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "pool.mp3")
        encode(noise(12), ["-t", "--nores", "-m", "m", "-b", str(BIT_RATE_KBPS), "--cbr"], path)
        with open(path, "rb") as file:
            return frames_of(file.read())


def title_tag(title):
    text = b"\x00" + title.encode("latin-1")
    frame = b"TIT2" + struct.pack(">IH", len(text), 0) + text
    size = len(frame)
    return b"ID3\x03\x00\x00" + bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0)) + frame


def make_mp3s(directory, count, seconds=1.5, prefix="song"):
    """Writes `count` files into `directory` and returns their paths."""
    pool = frame_pool()
    frame_count = max(2, round(seconds * SAMPLE_RATE_HZ / SAMPLES_PER_FRAME))
    paths = []
    for number in range(count):
        name = f"{prefix}-{number:05}"
        chosen = random.Random(f"{prefix}{number}").choices(pool, k=frame_count)
        path = os.path.join(directory, name + ".mp3")
        with open(path, "wb") as file:
            file.write(title_tag(name) + b"".join(chosen))
        paths.append(path)
    return paths


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=1.5)
    options = parser.parse_args()
    os.makedirs(options.directory, exist_ok=True)
    print(f"{len(make_mp3s(options.directory, options.count, options.seconds))} files in {options.directory}")


if __name__ == "__main__":
    main()

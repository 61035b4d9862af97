"""fluidsynth through its C library: every MIDI channel comes out as its own dry stereo track, in one pass."""

import ctypes
import ctypes.util
import pathlib
import struct

import numpy as np

SAMPLE_RATE_HZ = 44100
BLOCK = 64  # fluidsynth computes this many samples at a time: notes begin on these.
DRUM_CHANNEL, DRUM_BANK = 9, 128
FINE_TUNE, VOLUME, PAN = 52, 7, 10


class SynthesizerError(RuntimeError):
    pass


def presets(path):
    """{(bank, program)} of a SoundFont, from its `phdr` chunk."""
    data = pathlib.Path(path).read_bytes()
    at = data.rfind(b"phdr", max(0, len(data) - 4_000_000))
    if at < 0:
        at = data.rfind(b"phdr")
    if at < 0:
        raise SynthesizerError(f"{path} has no list of presets; it is no SoundFont.")
    size = struct.unpack_from("<I", data, at + 4)[0]
    rows = [struct.unpack_from("<20sHH", data, at + 8 + 38 * i) for i in range(size // 38 - 1)]
    return {(bank, program) for _, program, bank in rows}


def library():
    name = ctypes.util.find_library("fluidsynth")
    if not name:
        raise SynthesizerError("libfluidsynth is not installed.")
    lib = ctypes.CDLL(name)
    p, i, d = ctypes.c_void_p, ctypes.c_int, ctypes.c_double
    signatures = {
        "new_fluid_settings": ([], p),
        "new_fluid_synth": ([p], p),
        "delete_fluid_synth": ([p], None),
        "delete_fluid_settings": ([p], None),
        "fluid_settings_setint": ([p, ctypes.c_char_p, i], i),
        "fluid_settings_setnum": ([p, ctypes.c_char_p, d], i),
        "fluid_synth_sfload": ([p, ctypes.c_char_p, i], i),
        "fluid_synth_program_select": ([p, i, i, i, i], i),
        "fluid_synth_noteon": ([p, i, i, i], i),
        "fluid_synth_noteoff": ([p, i, i], i),
        "fluid_synth_cc": ([p, i, i, i], i),
        "fluid_synth_set_gen": ([p, i, i, ctypes.c_float], i),
        "fluid_synth_system_reset": ([p], i),
        "fluid_synth_nwrite_float": ([p, i, p, p, p, p], i),
        "fluid_set_log_function": ([i, p, p], p),
    }
    for function, (arguments, result) in signatures.items():
        getattr(lib, function).argtypes, getattr(lib, function).restype = arguments, result
    for level in range(3, 5):  # Information and debug text stay off the terminal.
        lib.fluid_set_log_function(level, None, None)
    return lib


class SoundFont:
    """One SoundFont, loaded once."""

    def __init__(self, path):
        self.path, self.presets = str(path), presets(path)
        self.lib = library()
        self.settings = self.lib.new_fluid_settings()
        for key, value in (
            ("synth.reverb.active", 0),
            ("synth.chorus.active", 0),
            ("synth.polyphony", 400),
            ("synth.audio-channels", 16),
            ("synth.audio-groups", 16),
            ("synth.dynamic-sample-loading", 1),
        ):
            self.lib.fluid_settings_setint(self.settings, key.encode(), value)
        for key, value in (("synth.sample-rate", float(SAMPLE_RATE_HZ)), ("synth.gain", 0.5)):
            self.lib.fluid_settings_setnum(self.settings, key.encode(), value)
        self.synth = self.lib.new_fluid_synth(self.settings)
        self.identifier = self.lib.fluid_synth_sfload(self.synth, self.path.encode(), 0)
        if self.identifier < 0:
            raise SynthesizerError(f"fluidsynth cannot load {self.path}.")

    def nearest_program(self, program):
        """The program itself, or the first of its family of eight that the font has, or the piano."""
        family = program // 8 * 8
        return next((p for p in [program, *range(family, family + 8), 0] if (0, p) in self.presets), None)

    def rendered(self, tracks, sample_count, tuning_cents):
        """`tracks` are (is drums, program, [(onset s, end s, pitch, velocity)]), at most 15 and one of drums.

        Returns float32 (track, 2, sample).
        """
        lib, synth = self.lib, self.synth
        lib.fluid_synth_system_reset(synth)
        channels, free = [], [c for c in range(16) if c != DRUM_CHANNEL]
        timeline = []
        for is_drums, program, notes in tracks:
            channel = DRUM_CHANNEL if is_drums else free.pop(0)
            channels.append(channel)
            if is_drums:
                program = program if (DRUM_BANK, program) in self.presets else 0
                lib.fluid_synth_program_select(synth, channel, self.identifier, DRUM_BANK, program)
            else:
                lib.fluid_synth_program_select(synth, channel, self.identifier, 0, self.nearest_program(program))
                lib.fluid_synth_set_gen(synth, channel, FINE_TUNE, tuning_cents)
            lib.fluid_synth_cc(synth, channel, VOLUME, 110)
            for on, off, pitch, velocity in notes:
                a, b = (int(round(t * SAMPLE_RATE_HZ / BLOCK)) for t in (on, off))
                timeline.append((a, 1, channel, pitch, velocity))
                timeline.append((max(a + 1, b), 0, channel, pitch, 0))
        timeline.sort()
        blocks = -(-sample_count // BLOCK)
        out = np.zeros((len(channels), 2, blocks * BLOCK), np.float32)
        unused = np.zeros(64 * BLOCK, np.float32)  # What channels without a track and the effects write to.
        pointers = ctypes.c_void_p * 16
        at, fx = 0, pointers(*[unused.ctypes.data] * 16)

        def targets(side, block):
            places = [unused.ctypes.data] * 16
            for row, channel in enumerate(channels):
                places[channel] = out.ctypes.data + row * out.strides[0] + side * out.strides[1] + block * BLOCK * 4
            return pointers(*places)

        def advance(until):
            nonlocal at
            while at < until:
                count = min(until - at, 64)
                lib.fluid_synth_nwrite_float(synth, count * BLOCK, targets(0, at), targets(1, at), fx, fx)
                at += count

        for block, is_on, channel, pitch, velocity in timeline:
            if block >= blocks:
                break
            advance(block)
            if is_on:
                lib.fluid_synth_noteon(synth, channel, pitch, velocity)
            else:
                lib.fluid_synth_noteoff(synth, channel, pitch)
        advance(blocks)
        return out[:, :, :sample_count]

    def close(self):
        self.lib.delete_fluid_synth(self.synth)
        self.lib.delete_fluid_settings(self.settings)

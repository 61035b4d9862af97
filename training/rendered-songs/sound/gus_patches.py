"""Gravis UltraSound patches (freepats) made into a SoundFont, so that one synthesiser plays everything."""

import pathlib
import struct

import numpy as np

HEADER, INSTRUMENT, LAYER, SAMPLE = 129, 63, 47, 96
IS_16_BIT, IS_UNSIGNED, IS_LOOPED, IS_PING_PONG, IS_REVERSED, IS_SUSTAINED, HAS_ENVELOPE = (1 << i for i in range(7))
# More than 20 cents off in places, or no pitched instruments.
LEFT_OUT = {9, 13, 15, 45, 47, 76, 95, 115, 120, 122, 125}
ENVELOPE_RANGE_DB, RELEASE_LIMIT_S = 36.0, 2.0
KEY_RANGE, ATTACK, DECAY, SUSTAIN, RELEASE, SAMPLE_MODES, ROOT_KEY, FINE_TUNE, SAMPLE_ID, INSTRUMENT_ID = (
    43,
    34,
    36,
    37,
    38,
    54,
    58,
    52,
    53,
    41,
)


class PatchError(ValueError):
    pass


def key_of(millihertz):
    return 69 + 12 * np.log2(max(millihertz, 1) / 440000)


def samples_of(path):
    """The samples of a patch: dictionaries of 16-bit data, loop, rate, root key, key range, envelope in SI units."""
    data = path.read_bytes()
    if data[:9] != b"GF1PATCH1" or len(data) < HEADER + INSTRUMENT + LAYER:
        raise PatchError(f"{path.name} is no GUS patch.")
    count, at, out = data[HEADER + INSTRUMENT + 6], HEADER + INSTRUMENT + LAYER, []
    for _ in range(count):
        if at + SAMPLE > len(data):
            raise PatchError(f"{path.name} ends within a sample's header.")
        size, start, end, rate, low, high, root = struct.unpack_from("<IIIHIII", data, at + 8)
        rates, offsets, mode = data[at + 37 : at + 43], data[at + 43 : at + 49], data[at + 55]
        if at + SAMPLE + size > len(data) or rate == 0:
            raise PatchError(f"{path.name} ends within a sample.")
        raw = data[at + SAMPLE : at + SAMPLE + size]
        at += SAMPLE + size
        if mode & IS_16_BIT:
            x = np.frombuffer(raw[: size // 2 * 2], "<u2" if mode & IS_UNSIGNED else "<i2").astype(int)
            x, start, end = x - (32768 if mode & IS_UNSIGNED else 0), start // 2, end // 2
        else:
            x = np.frombuffer(raw, np.uint8 if mode & IS_UNSIGNED else np.int8).astype(int)
            x = (x - (128 if mode & IS_UNSIGNED else 0)) * 256
        if mode & IS_REVERSED:
            x, start, end = x[::-1], len(x) - end, len(x) - start
        end = min(end, len(x))
        if mode & IS_LOOPED and mode & IS_PING_PONG and end > start:
            x, end = np.concatenate([x[:end], x[start:end][::-1]]), end + (end - start)
        seconds, last = [], 0
        for r, o in zip(rates, offsets):
            step = (r & 63) << (3 * (3 - (r >> 6)))
            seconds.append(abs(o - last) * 8192 / max(step, 1) / 44100)
            last = o
        out.append(
            {
                "data": x,
                "loop": (start, end) if mode & IS_LOOPED and end - start > 8 else None,
                "rate": rate,
                "root": key_of(root),
                "low": int(round(key_of(low))),
                "high": int(round(key_of(high))),
                "has_envelope": bool(mode & HAS_ENVELOPE),
                "seconds": seconds,
                "offsets": list(offsets),
                "is_sustained": bool(mode & IS_SUSTAINED),
            }
        )
    return out


def timecents(seconds):
    return int(np.clip(1200 * np.log2(max(seconds, 0.001)), -12000, 8000))


def generators(sample, identifier, low, high):
    key = int(round(sample["root"]))
    out = [(KEY_RANGE, low | high << 8)]
    if sample["has_envelope"]:
        s, o = sample["seconds"], sample["offsets"]
        drop_db = ENVELOPE_RANGE_DB * (1 - o[2] / max(o[0], 1))
        out.append((ATTACK, timecents(min(s[0], 0.3))))
        if drop_db > 0.5:
            out += [(DECAY, timecents((s[1] + s[2]) * 100 / drop_db)), (SUSTAIN, int(drop_db * 10))]
        out.append((RELEASE, timecents(min(RELEASE_LIMIT_S, sum(s[3:]) * 100 / ENVELOPE_RANGE_DB))))
    else:
        out.append((RELEASE, timecents(0.3)))
    out += [
        (FINE_TUNE, int(round(100 * (key - sample["root"])))),
        (ROOT_KEY, key),
        (SAMPLE_MODES, 1 if sample["loop"] else 0),
        (SAMPLE_ID, identifier),
    ]
    return out


def chunk(name, body):
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) & 1)


def written(folder, path):
    """Writes the melodic patches NNN_Name.pat of `folder` as programs NNN of a SoundFont."""
    smpl, shdr, inst, ibag, igen, phdr, pbag, pgen = b"", b"", b"", b"", b"", b"", b"", b""
    pieces, position, sample_count, zone_count, generator_count = [], 0, 0, 0, 0
    presets = []
    for patch in sorted(pathlib.Path(folder).glob("[0-9][0-9][0-9]_*.pat")):
        if int(patch.stem[:3]) in LEFT_OUT:
            continue
        try:
            samples = sorted(samples_of(patch), key=lambda s: s["root"])
        except PatchError:
            continue
        name = patch.stem[4:24].encode().ljust(20, b"\0")
        inst += struct.pack("<20sH", name, zone_count)
        edges = (
            [0]
            + [max(1, min(126, (int(a["root"]) + int(b["root"]) + 1) // 2)) for a, b in zip(samples, samples[1:])]
            + [128]
        )
        for sample, low, high in zip(samples, edges, edges[1:]):
            x = np.clip(sample["data"], -32768, 32767).astype("<i2")
            start, end = sample["loop"] or (0, len(x))
            shdr += struct.pack(
                "<20sIIIIIBbHH",
                name,
                position,
                position + len(x),
                position + start,
                position + end,
                sample["rate"],
                int(round(sample["root"])),
                0,
                0,
                1,
            )
            pieces.append(np.concatenate([x, np.zeros(46, "<i2")]).tobytes())
            position += len(x) + 46
            ibag += struct.pack("<HH", generator_count, 0)
            zone = generators(sample, sample_count, low, max(low, high - 1))
            igen += b"".join(struct.pack("<HH", g, v & 0xFFFF) for g, v in zone)
            generator_count += len(zone)
            sample_count, zone_count = sample_count + 1, zone_count + 1
        presets.append((int(patch.stem[:3]), name))
    if not presets:
        raise PatchError(f"There are no patches in {folder}.")
    for index, (program, name) in enumerate(presets):
        phdr += struct.pack("<20sHHHIII", name, program, 0, index, 0, 0, 0)
        pbag += struct.pack("<HH", index, 0)
        pgen += struct.pack("<HH", INSTRUMENT_ID, index)
    n = len(presets)
    phdr += struct.pack("<20sHHHIII", b"EOP", 0, 0, n, 0, 0, 0)
    pbag += struct.pack("<HH", n, 0)
    pgen += struct.pack("<HH", 0, 0)
    inst += struct.pack("<20sH", b"EOI", zone_count)
    ibag += struct.pack("<HH", generator_count, 0)
    igen += struct.pack("<HH", 0, 0)
    shdr += struct.pack("<20sIIIIIBbHH", b"EOS", 0, 0, 0, 0, 0, 0, 0, 0, 0)
    smpl = b"".join(pieces)
    none = struct.pack("<HHhHH", 0, 0, 0, 0, 0)
    info = chunk(
        b"LIST",
        b"INFO"
        + chunk(b"ifil", struct.pack("<HH", 2, 1))
        + chunk(b"isng", b"EMU8000\0")
        + chunk(b"INAM", b"freepats\0\0"),
    )
    data = chunk(b"LIST", b"sdta" + chunk(b"smpl", smpl))
    tables = [
        (b"phdr", phdr),
        (b"pbag", pbag),
        (b"pmod", none),
        (b"pgen", pgen),
        (b"inst", inst),
        (b"ibag", ibag),
        (b"imod", none),
        (b"igen", igen),
        (b"shdr", shdr),
    ]
    pdta = chunk(b"LIST", b"pdta" + b"".join(chunk(name, body) for name, body in tables))
    pathlib.Path(path).write_bytes(chunk(b"RIFF", b"sfbk" + info + data + pdta))

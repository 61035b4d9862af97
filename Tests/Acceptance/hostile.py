#!/usr/bin/env python3
"""Files as they should not be: each gets the right verdict and a reason a person understands."""

import os
import stat
import struct
import sys
import threading
import time

from appliance import Appliance, Checks, argument_parser, sha256
from make_mp3s import encode, noise

ENVIRONMENT = {
    # 12 s instead of half an hour: longer than any pause of the slow writers.
    "MUSIGEN_INBOX_TRUNCATED_WAIT_MINUTES": "0.2",
    "MUSIGEN_INBOX_REFUSE_AFTER_SECONDS": "2",
}
PAUSE_SECONDS = 0.7
MISSING_END = "The end of the file is missing"


def song(appliance, seconds, seed):
    """A whole MP3 whose header frame tells its length, as bytes."""
    path = os.path.join(appliance.source, f"{seed}.mp3")
    encode(noise(seconds, seed), ["-m", "m", "-b", "64"], path)
    with open(path, "rb") as file:
        return file.read()


def huge_header_file():
    """50 bytes: one frame header and a Xing tag that promises 2^32 - 1 frames."""
    data = b"\xff\xfb\x90\xc4" + bytes(17) + b"Xing" + struct.pack(">III", 3, 0xFFFFFFFF, 0xFFFFFFFF)
    return data + bytes(50 - len(data))


def write_reserving(path, data, pieces):
    """Reserves the size first, then fills it with pauses, as network clients do."""
    with open(path, "wb") as file:
        file.truncate(len(data))
        size = -(-len(data) // pieces)
        for begin in range(0, len(data), size):
            file.seek(begin)
            file.write(data[begin:begin + size])
            file.flush()
            time.sleep(PAUSE_SECONDS)


def write_reopening(path, data, pieces):
    """Appends with pauses and closes in between, as a resumed download does."""
    size = -(-len(data) // pieces)
    for begin in range(0, len(data), size):
        with open(path, "ab") as file:
            file.write(data[begin:begin + size])
        time.sleep(PAUSE_SECONDS)


def main():
    options = argument_parser(__doc__).parse_args()
    checks = Checks()
    with Appliance(options, ENVIRONMENT) as appliance:
        inbox = os.fsencode(appliance.inbox)
        reserved, resumed, strange, truncated, cut_short = (
            song(appliance, seconds, seed) for seed, seconds in enumerate((8, 9, 7, 12, 6), start=1))
        strange_name = b"new\nline \xff\xfe.mp3"
        half, stump = truncated[:len(truncated) * 7 // 10], cut_short[:len(cut_short) * 3 // 10]
        plain = {
            b"truncated.mp3": half, b"stump.mp3": stump, b"letter.mp3": b"Dear listener, this is no music.\n" * 40,
            b"empty.mp3": b"", b"huge.mp3": huge_header_file(), strange_name: strange,
        }
        with open("/etc/passwd", "rb") as file:
            passwd = file.read()
        appliance.start()
        begin = time.monotonic()
        writers = [
            threading.Thread(target=write_reserving, args=(os.path.join(inbox, b"reserved.mp3"), reserved, 8)),
            threading.Thread(target=write_reopening, args=(os.path.join(inbox, b"resumed.mp3"), resumed, 8)),
        ]
        for writer in writers:
            writer.start()
        for name, data in plain.items():
            with open(os.path.join(inbox, name), "wb") as file:
                file.write(data)
        os.symlink(b"/etc/passwd", os.path.join(inbox, b"link.mp3"))
        os.mkfifo(os.path.join(inbox, b"pipe.mp3"))
        for writer in writers:
            writer.join()
        time.sleep(1)
        # Everything has its verdict once nothing is in the inbox and nothing in the queue.
        while time.monotonic() - begin < 90:
            result = appliance.run("sync", "--timeout", "30", check=False)
            if result.returncode == 0 and not appliance.left_in("inbox"):
                break
            time.sleep(0.5)
        print(f"      all verdicts after {time.monotonic() - begin:.1f} s")
        checks.expect(not appliance.left_in("inbox"), f"inbox is empty {appliance.left_in('inbox')}")

        by_digest = {}
        for entry in appliance.entries():
            problem = appliance.entry_problem(entry)
            checks.expect(problem is None, problem or f"{entry!r} is whole")
            if original := appliance.original(entry):
                by_digest[sha256(original)] = entry
        for name, data in (("reserved", reserved), ("resumed", resumed), ("strange", strange), ("truncated", half)):
            with open(os.path.join(appliance.source, "expected"), "wb") as file:
                file.write(data)
            entry = by_digest.pop(sha256(os.path.join(appliance.source, "expected")), None)
            if not checks.expect(entry is not None, f"{name}: in the library, byte for byte"):
                continue
            warnings = " ".join(str(warning) for warning in appliance.theory(entry).get("warnings", []))
            if name == "truncated":
                checks.expect(MISSING_END in warnings, "truncated: theory.json warns of it")
            else:
                checks.expect(MISSING_END not in warnings, f"{name}: no warning that it was truncated")
        checks.expect(not by_digest, f"nothing else in the library {sorted(by_digest.values())}")

        for name, words in (
            (b"stump.mp3", "truncated"), (b"letter.mp3", "text"), (b"empty.mp3", "empty"), (b"huge.mp3", ""),
            (b"link.mp3", "symbolic link"), (b"pipe.mp3", ""),
        ):
            reason = appliance.failure_reason(name)
            text = reason["reason"] if reason else "no reason"
            checks.expect(reason is not None and words in text.lower(), f"{name.decode()}: {text}")
            if reason:
                checks.expect(
                    "\n" not in text and bool(reason.get("what_to_do")), f"{name.decode()}: {reason.get('what_to_do')}")
        failed = os.fsencode(appliance.path("failed"))
        for name, is_kind in ((b"link.mp3", stat.S_ISLNK), (b"pipe.mp3", stat.S_ISFIFO)):
            path = os.path.join(failed, name)
            checks.expect(
                os.path.lexists(path) and is_kind(os.lstat(path).st_mode), f"{name.decode()} was moved, not followed")
        for name in (b"stump.mp3", b"letter.mp3", b"empty.mp3", b"huge.mp3"):
            path = os.path.join(failed, name)
            kept = os.path.exists(path) and open(path, "rb").read() == plain[name]
            checks.expect(kept, f"{name.decode()} is unchanged in failed/")
        with open("/etc/passwd", "rb") as file:
            checks.expect(file.read() == passwd, "/etc/passwd is untouched")
        memory = appliance.peak_memory_mb()
        checks.expect(memory < 100, f"the daemon's peak memory is {memory:.0f} MB (allowed 100 MB)")
        status, seconds = appliance.stop()
        checks.expect(status == 0, f"SIGTERM: exit status {status} after {seconds:.1f} s")
        if checks.failures:
            appliance.show_log()
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())

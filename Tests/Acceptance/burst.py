#!/usr/bin/env python3
"""A burst of small MP3s by three kinds of writers: nothing lost, nothing double, all registered within seconds.

With --stop the daemon is stopped (SIGSTOP) during the drop and the kernel's event queue is tiny, so that it overflows.
"""

import collections
import glob
import os
import signal
import subprocess
import sys
import threading
import time

from appliance import Appliance, Checks, argument_parser, sha256
from make_mp3s import make_mp3s

QUEUE_LIMIT = "/proc/sys/fs/inotify/max_queued_events"
REGISTERED = "sha256 IS NOT NULL AND state IN ('queued', 'running', 'publishing', 'done')"


def drop(files, inbox, chunk=20):
    """cp, mv and ln at once, each with a third of the files."""
    commands = (["cp", "-t"], ["mv", "-t"], ["ln", "-t"])

    def write(command, share):
        for begin in range(0, len(share), chunk):
            subprocess.run([*command, inbox, *share[begin:begin + chunk]], check=True)

    threads = [
        threading.Thread(target=write, args=(command, files[number::len(commands)]))
        for number, command in enumerate(commands)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def verify(appliance, checks, digests, count):
    rows = appliance.query("SELECT input_name, sha256 FROM jobs WHERE kind = 'analyse'")
    registered = collections.Counter(digest for _, digest in rows)
    lost = [digest for digest in digests.values() if registered[digest] == 0]
    double = [digest for digest, times in registered.items() if times > 1]
    checks.expect(not lost, f"{len(lost)} lost")
    checks.expect(not double and len(rows) == count, f"{len(double)} double, {len(rows)} jobs")
    checks.expect(not appliance.left_in("inbox"), f"{len(appliance.left_in('inbox'))} left in the inbox")
    checks.expect(not appliance.left_in("failed"), f"{len(appliance.left_in('failed'))} in failed/")


def verify_bytes(appliance, checks, digests):
    """With the daemon stopped: every dropped file is somewhere, once, byte for byte."""
    claims = os.fsencode(appliance.path(".work", "claims"))
    found = collections.Counter(sha256(os.path.join(claims, name)) for name in os.listdir(claims))
    for entry in appliance.entries():
        original = appliance.original(entry)
        if original is not None:
            found[sha256(original)] += 1
    wrong = [digest for digest in digests.values() if found[digest] != 1]
    checks.expect(not wrong, f"{len(digests) - len(wrong)} of {len(digests)} files found byte for byte, once each")


def wait_until_watching(pid):
    """Returns when the daemon's folders are watched: what is dropped before is found by its first scan."""
    for _ in range(100):
        for path in glob.glob(f"/proc/{pid}/fdinfo/*"):
            try:
                with open(path, encoding="ascii") as file:
                    if file.read().count("inotify wd") >= 2:
                        return
            except OSError:
                continue
        time.sleep(0.05)


def main():
    parser = argument_parser(__doc__)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=10, help="allowed from the last drop to the last registration")
    parser.add_argument("--stop", action="store_true", help="stop the daemon during the drop (needs root)")
    parser.add_argument("--finish", action="store_true", help="wait until every song is in the library, too")
    options = parser.parse_args()
    checks = Checks()
    old_limit = None
    try:
        if options.stop:
            with open(QUEUE_LIMIT, encoding="ascii") as file:
                old_limit = file.read()
            with open(QUEUE_LIMIT, "w", encoding="ascii") as file:
                file.write("64")
        with Appliance(options) as appliance:
            files = make_mp3s(appliance.source, options.files)
            digests = {path: sha256(path) for path in files}
            checks.expect(len(set(digests.values())) == options.files, f"{options.files} different files made")
            appliance.start()
            if options.stop:
                wait_until_watching(appliance.process.pid)
                appliance.process.send_signal(signal.SIGSTOP)
            begin = time.monotonic()
            drop(files, appliance.inbox)
            last = time.monotonic()
            if options.stop:
                appliance.process.send_signal(signal.SIGCONT)
            count = 0
            while count < options.files and time.monotonic() - last < options.seconds + 30:
                count = appliance.query(f"SELECT count(*) FROM jobs WHERE {REGISTERED}")[0][0]
                time.sleep(0.02)
            seconds = time.monotonic() - last
            print(f"      dropped in {last - begin:.2f} s, the daemon's peak memory {appliance.peak_memory_mb():.0f} MB")
            checks.expect(
                count == options.files and seconds <= options.seconds,
                f"{count} of {options.files} registered {seconds:.2f} s after the last drop (allowed {options.seconds:g} s)")
            if options.finish:
                appliance.run("sync", "--timeout", str(60 + options.files))
                tracks = appliance.query("SELECT count(*) FROM tracks")[0][0]
                checks.expect(
                    tracks == options.files, f"{tracks} tracks {time.monotonic() - last:.1f} s after the last drop")
            status, seconds = appliance.stop()
            checks.expect(status == 0 and seconds <= 10, f"SIGTERM: exit status {status} after {seconds:.1f} s")
            verify(appliance, checks, digests, options.files)
            verify_bytes(appliance, checks, digests)
            if options.stop:
                overflows = appliance.query("SELECT count(*) FROM events WHERE kind = 'overflow'")[0][0]
                checks.expect(overflows >= 1, f"{overflows} overflows of the event queue were seen")
            if checks.failures:
                appliance.show_log()
    finally:
        if old_limit is not None:
            with open(QUEUE_LIMIT, "w", encoding="ascii") as file:
                file.write(old_limit)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())

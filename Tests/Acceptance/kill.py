#!/usr/bin/env python3
"""kill -9 at random moments while songs are processed: nothing lost, nothing double, nothing half-visible."""

import collections
import os
import random
import shutil
import sys
import time

from appliance import Appliance, Checks, argument_parser, sha256
from make_mp3s import make_mp3s


def main():
    parser = argument_parser(__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--songs", type=int, default=100)
    parser.add_argument("--shortest", type=float, default=0.05, help="shortest life of a daemon, in seconds")
    parser.add_argument("--longest", type=float, default=1.2, help="longest life of a daemon, in seconds")
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    options = parser.parse_args()
    seed = options.seed or random.SystemRandom().randrange(1, 1 << 31)
    print(f"      seed {seed}")
    generator = random.Random(seed)
    checks = Checks()
    with Appliance(options) as appliance:
        files = make_mp3s(appliance.source, options.songs)
        digests = {sha256(path) for path in files}
        pending = list(files)
        half_visible = set()
        died_alone = 0
        begin = time.monotonic()
        progress = []
        for kill in range(options.kills):
            # The songs arrive bit by bit over the first two thirds, so that claiming is hit as well.
            due = min(options.songs, -(-options.songs * (kill + 1) * 3 // (options.kills * 2)))
            appliance.start(wait=False)
            while len(files) - len(pending) < due:
                shutil.copyfile(pending[0], os.path.join(appliance.inbox, os.path.basename(pending[0])))
                pending.pop(0)
            time.sleep(generator.uniform(options.shortest, options.longest))
            if not appliance.kill():
                died_alone += 1
            for entry in appliance.entries():
                if problem := appliance.entry_problem(entry):
                    half_visible.add(problem)
            progress.append(len(appliance.entries()))
        print(f"      {options.kills} kills in {time.monotonic() - begin:.0f} s; in the library after them: {progress[-1]}")
        in_the_midst = sum(1 for count in progress if count < options.songs)
        checks.expect(in_the_midst >= options.kills // 2, f"{in_the_midst} kills fell into the work")
        checks.expect(died_alone == 0, f"{died_alone} daemons ended by themselves")
        checks.expect(not half_visible, f"{len(half_visible)} half-visible entries {sorted(half_visible)[:3]}")
        appliance.start()
        result = appliance.run("sync", "--timeout", "300", check=False)
        checks.expect(result.returncode == 0, f"sync ended with {result.returncode} {result.stderr.strip()}")
        originals = collections.Counter()
        for entry in appliance.entries():
            problem = appliance.entry_problem(entry)
            checks.failures += [problem] if problem else []
            original = appliance.original(entry)
            if original is not None:
                originals[sha256(original)] += 1
        lost = [digest for digest in digests if originals[digest] == 0]
        double = [digest for digest, count in originals.items() if count > 1]
        checks.expect(not lost, f"{len(lost)} lost")
        checks.expect(not double, f"{len(double)} duplicated")
        checks.expect(not appliance.left_in("failed"), f"{len(appliance.left_in('failed'))} in failed/")
        tracks = appliance.query("SELECT count(*), count(DISTINCT sha256) FROM tracks")[0]
        checks.expect(tracks == (options.songs, options.songs), f"{tracks[0]} rows in tracks, {tracks[1]} different")
        attempts = appliance.query("SELECT max(attempts) FROM jobs")[0][0]
        print(f"      most attempts of a job: {attempts}")
        status, seconds = appliance.stop()
        checks.expect(status == 0, f"SIGTERM: exit status {status} after {seconds:.1f} s")
        integrity = appliance.query("PRAGMA integrity_check")
        checks.expect(integrity == [("ok",)], f"integrity_check: {integrity[0][0]}")
        for folder in ("claims", "staging"):
            left = appliance.left_in(".work", folder)
            checks.expect(not left, f"{len(left)} left in .work/{folder}")
        checks.expect(not appliance.left_in("inbox"), f"{len(appliance.left_in('inbox'))} left in the inbox")
        if checks.failures:
            appliance.show_log()
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())

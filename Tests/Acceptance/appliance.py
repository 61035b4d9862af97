"""Drives the real musigen binary in a home of its own, for the acceptance scripts."""

import argparse
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

STEMS = ("vocals", "drums", "bass", "other")


def argument_parser(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--binary", required=True, help="the musigen executable")
    parser.add_argument("--keep", action="store_true", help="keep the temporary home for a look at it")
    parser.add_argument("--directory", help="where the temporary home goes (default: the system's)")
    return parser


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() if sys.version_info >= (3, 11) \
            else hashlib.sha256(file.read()).hexdigest()


class Checks:
    """Collects what was found; `finish` is the script's exit status."""

    def __init__(self):
        self.failures = []

    def expect(self, condition, text):
        print(("ok    " if condition else "WRONG ") + text, flush=True)
        if not condition:
            self.failures.append(text)
        return condition

    def finish(self):
        if self.failures:
            print(f"{len(self.failures)} checks failed.")
            return 1
        print("All checks passed.")
        return 0


class Appliance:
    """A temporary home, and the daemon in it."""

    def __init__(self, options, environment=None):
        self.binary = os.path.abspath(options.binary)
        self.keep = options.keep
        self.base = tempfile.mkdtemp(prefix="musigen-acceptance-", dir=options.directory)
        self.home = os.path.join(self.base, "home")
        self.source = os.path.join(self.base, "source")
        os.makedirs(self.source)
        # Neither the user's settings nor the user's home have a say here.
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith("MUSIGEN_")}
        self.environment["HOME"] = self.base
        self.environment.pop("XDG_CONFIG_HOME", None)
        self.environment["MUSIGEN_ENGINE"] = "stub"
        self.environment.update(environment or {})
        self.process = None
        self.log = open(os.path.join(self.base, "daemon.log"), "ab")

    def __enter__(self):
        self.run("init")
        return self

    def __exit__(self, kind, error, trace):
        self.stop()
        self.log.close()
        if kind is not None:
            self.show_log()
        if self.keep:
            print(f"kept: {self.base}")
        else:
            shutil.rmtree(self.base, ignore_errors=True)

    def path(self, *parts):
        return os.path.join(self.home, *parts)

    @property
    def inbox(self):
        return self.path("inbox")

    def run(self, *arguments, check=True):
        result = subprocess.run(
            [self.binary, *arguments, "--home", self.home], env=self.environment, capture_output=True,
            encoding="utf-8", errors="replace")
        if check and result.returncode != 0:
            raise RuntimeError(f"musigen {' '.join(arguments)} ended with {result.returncode}: {result.stderr.strip()}")
        return result

    def status(self):
        return json.loads(self.run("status", "--json").stdout)

    def start(self, wait=True, timeout=30):
        self.process = subprocess.Popen(
            [self.binary, "watch", "--home", self.home], env=self.environment, stdin=subprocess.DEVNULL,
            stdout=self.log, stderr=self.log, start_new_session=True)
        if not wait:
            return
        end = time.monotonic() + timeout
        while self.status().get("daemon_process_id") != self.process.pid:
            if self.process.poll() is not None:
                raise RuntimeError(f"the daemon ended with {self.process.returncode}")
            if time.monotonic() > end:
                raise RuntimeError(f"the daemon was not ready within {timeout} s")
            time.sleep(0.05)

    def kill(self):
        """kill -9, and whether it still lived until then."""
        was_alive = self.process.poll() is None
        if was_alive:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        return was_alive

    def stop(self, timeout=15):
        """SIGTERM; the exit status, and the seconds it took. Ends it the hard way where it does not obey."""
        if self.process is None or self.process.poll() is not None:
            return (None, 0.0)
        begin = time.monotonic()
        self.process.send_signal(signal.SIGCONT)
        self.process.send_signal(signal.SIGTERM)
        try:
            return (self.process.wait(timeout), time.monotonic() - begin)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return (None, time.monotonic() - begin)

    def peak_memory_mb(self):
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as file:
            for line in file:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) / 1024
        return 0.0

    def query(self, sql, *values):
        connection = sqlite3.connect(f"file:{self.path('catalogue.db')}?mode=ro", uri=True, timeout=10)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def entries(self):
        return sorted(os.listdir(os.fsencode(self.path("library"))))

    def original(self, entry):
        """The original of a library entry, as bytes; None unless there is exactly one."""
        directory = os.path.join(os.fsencode(self.path("library")), entry)
        names = [name for name in os.listdir(directory) if name.lower().endswith(b".mp3")]
        return os.path.join(directory, names[0]) if len(names) == 1 else None

    def theory(self, entry):
        with open(os.path.join(os.fsencode(self.path("library")), entry, b"theory.json"), "rb") as file:
            return json.loads(file.read().decode("utf-8"))

    def entry_problem(self, entry):
        """Why a library entry is not whole; None where it is."""
        directory = os.path.join(os.fsencode(self.path("library")), entry)
        stems_directory = os.path.join(directory, b"stems")
        stems = set(os.listdir(stems_directory)) if os.path.isdir(stems_directory) else set()
        for stem in STEMS:
            name = f"{stem}.wav".encode()
            if name not in stems or os.path.getsize(os.path.join(stems_directory, name)) <= 44:
                return f"{entry!r} lacks a whole {stem}.wav"
        original = self.original(entry)
        if original is None:
            return f"{entry!r} has not exactly one original"
        try:
            theory = self.theory(entry)
        except (OSError, ValueError) as error:
            return f"{entry!r}: theory.json: {error}"
        for name in (b"theory.jams", b"report.html"):
            if not os.path.isfile(os.path.join(directory, name)):
                return f"{entry!r}: {name!r} is missing"
        if theory["track"]["sha256"] != sha256(original):
            return f"{entry!r}: the original is not the file that was analysed"
        return None

    def left_in(self, *parts):
        directory = os.fsencode(self.path(*parts))
        return sorted(os.listdir(directory)) if os.path.isdir(directory) else []

    def failure_reason(self, name):
        """The reason beside a failed file; None where there is none."""
        path = os.path.join(os.fsencode(self.path("failed")), name + b".error.json")
        if not os.path.exists(path):
            return None
        with open(path, "rb") as file:
            return json.loads(file.read().decode("utf-8"))

    def show_log(self, lines=15):
        with open(os.path.join(self.base, "daemon.log"), encoding="utf-8", errors="replace") as file:
            for line in file.read().splitlines()[-lines:]:
                print("      | " + line)

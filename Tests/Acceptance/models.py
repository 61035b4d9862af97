#!/usr/bin/env python3
"""Models over a network that misbehaves: only what was published is installed, whole or not at all, and it separates.

The server is on this machine; the checkpoint is a tiny one that the `demucs` package has made.
"""

import hashlib
import http.server
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time

from appliance import Appliance, Checks, argument_parser, sha256
from make_mp3s import make_mp3s

NETWORK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../SeparationTests/Golden/htdemucs/first.th")


class Server:
    """Publishes one file at several addresses, each with a fault of its own."""

    def __init__(self, content):
        self.content = content
        self.requests = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                outer.answer(self)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, request):
        kind = request.path.split("/")[1]
        begin = re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range") or "")
        start = int(begin[1]) if begin else 0
        self.requests.append((kind, start))
        content = self.content
        if kind == "moved":
            request.send_response(302)
            request.send_header("Location", f"{self.address}/plain/x.th")
            return request.end_headers()
        if kind == "missing":
            return request.send_error(404)
        if kind == "changed":
            content = content[:-1] + bytes([content[-1] ^ 1])
        request.send_response(206 if start else 200)
        if start:
            request.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        request.send_header("Content-Length", str(len(content) - start if kind != "endless" else 1 << 40))
        request.end_headers()
        try:
            if kind == "broken":
                # A third at a time; then the line goes dead.
                request.wfile.write(content[start:start + len(content) // 3 + 1])
            elif kind == "slow":
                for position in range(start, len(content), 2000):
                    request.wfile.write(content[position:position + 2000])
                    time.sleep(0.2)
            elif kind == "endless":
                while True:
                    request.wfile.write(bytes(1 << 20))
            else:
                request.wfile.write(content[start:])
        except OSError:
            pass
        request.close_connection = True


def manifest(path, address, pin):
    model = {
        "name": "htdemucs", "task": "separation", "engine": "htdemucs", "architecture": "a tiny one",
        "stems": ["drums", "bass", "other", "vocals"], "automatic_rank": 2,
        "files": [{"name": "x.th", "sha256_prefix": pin, "approximate_megabytes": 1}],
        "source": {"url": address + "/"}, "licence": "MIT", "data": "none", "scores": []}
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"schema": "musigen.models/1", "models": [model]}, file)


def last_line(text):
    return (text.strip().splitlines() or [""])[-1]


def leftovers(appliance):
    found = [name for name in os.listdir(appliance.path("models"))]
    workshop = appliance.path(".work", "models")
    return found + [name for name in (os.listdir(workshop) if os.path.isdir(workshop) else []) if name != "lock"]


def main():
    options = argument_parser(__doc__).parse_args()
    checks = Checks()
    with open(NETWORK, "rb") as file:
        content = file.read()
    digest = hashlib.sha256(content).hexdigest()
    server = Server(content)
    with Appliance(options, {"MUSIGEN_ENGINE": ""}) as appliance:
        path = os.path.join(appliance.base, "list.json")
        appliance.environment["MUSIGEN_MODELS_MANIFEST"] = path

        def install(kind, pin=digest[:8]):
            manifest(path, f"{server.address}/{kind}", pin)
            return appliance.run("models", "install", "htdemucs", check=False)

        for kind, code, word in [
            ("missing", 75, "404"), ("changed", 65, digest[:8]), ("endless", 65, "larger"),
        ]:
            result = install(kind)
            checks.expect(
                result.returncode == code and word in result.stderr, f"{kind}: refused ({last_line(result.stderr)})")
            checks.expect(not leftovers(appliance), f"{kind}: nothing is left {leftovers(appliance)}")
        result = install("plain", "01234567")
        checks.expect(result.returncode == 65 and not leftovers(appliance), "another hash than the list's: refused")

        manifest(path, f"{server.address}/slow", digest[:8])
        for number in (signal.SIGKILL, signal.SIGINT, signal.SIGTERM):
            process = subprocess.Popen(
                [appliance.binary, "models", "install", "htdemucs", "--home", appliance.home],
                env=appliance.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(1.5)
            process.send_signal(number)
            process.wait(20)
            checks.expect(os.listdir(appliance.path("models")) == [], f"interrupted by signal {number}: no model is seen")
            listed = json.loads(appliance.run("models", "list", "--json").stdout)
            state = next(model["state"] for model in listed if model["name"] == "htdemucs")
            checks.expect(state == "not installed", f"interrupted by signal {number}: the list says {state}")

        for kind in ("broken", "moved", "plain"):
            server.requests.clear()
            result = install(kind)
            checks.expect(result.returncode == 0, f"{kind}: installed {last_line(result.stderr)}")
            installed = appliance.path("models", "htdemucs", "x.th")
            checks.expect(os.path.exists(installed) and sha256(installed) == digest, f"{kind}: the file is as published")
            if kind == "broken":
                starts = [start for _, start in server.requests]
                checks.expect(len(starts) >= 3 and starts == sorted(set(starts)), f"broken: taken up at {starts}")
            rows = appliance.query("SELECT name, sha256 FROM models")
            checks.expect(rows == [("htdemucs", digest)], "the catalogue lists it with its whole hash")
            if kind != "plain":
                appliance.run("models", "remove", "htdemucs")
                checks.expect(leftovers(appliance) == [], f"{kind}: removed without a trace")

        server.requests.clear()
        appliance.start()
        song = make_mp3s(appliance.source, 1)[0]
        os.replace(song, os.path.join(appliance.inbox, "song.mp3"))
        result = appliance.run("sync", "--timeout", "120", check=False)
        checks.expect(result.returncode == 0, f"sync ended with {result.returncode}")
        sidecar = appliance.theory(appliance.entries()[0])
        tool = sidecar["tools"]["separation"]
        checks.expect((tool["model"], tool["model_sha256"]) == ("htdemucs", digest), "theory.json names model and hash")
        checks.expect(sidecar["separation_residual_dbfs"] is not None, "theory.json has the residual's level")
        checks.expect(server.requests == [], "the daemon has fetched nothing")

        with open(appliance.path("models", "htdemucs", "x.th"), "r+b") as file:
            file.seek(len(content) // 2)
            byte = file.read(1)
            file.seek(-1, os.SEEK_CUR)
            file.write(bytes([byte[0] ^ 1]))
        result = appliance.run("models", "verify", check=False)
        checks.expect(result.returncode == 65 and "changed" in result.stdout, "verify finds one changed bit")
        result = install("plain")
        checks.expect(result.returncode == 0, "installing again mends it")
        checks.expect(appliance.run("models", "verify", check=False).returncode == 0, "verify is content again")
        checks.expect(appliance.stop()[0] == 0, "the daemon stops cleanly")
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())

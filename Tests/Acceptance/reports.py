#!/usr/bin/env python3
"""The report pages in a real browser: right numbers, no console message, no request, drawn at once, and no sideways
scrolling on a phone. Needs Chromium (or Chrome); where there is none, says so and passes.

    reports.py --binary musigen [--song FILE.mp3] [--screenshots DIR]
"""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from appliance import Appliance, Checks, argument_parser
from make_mp3s import make_mp3s

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHARP, FLAT = "\u266f", "\u266d"

PROBE = """(() => {
  const wide = [...document.querySelectorAll("body *")].filter(element => {
    const box = element.getBoundingClientRect();
    return box.right > innerWidth + 1 && !element.closest(".scroll, svg") && getComputedStyle(element).position !== "absolute";
  }).map(element => element.tagName + "." + element.className);
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const navigation = performance.getEntriesByType("navigation")[0];
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map(heading => Number(heading.tagName[1]));
  return JSON.stringify({
    page: document.documentElement.scrollWidth, window: innerWidth, wide: wide.slice(0, 5),
    paint: paint ? paint.startTime : null, loaded: navigation.loadEventEnd,
    resources: performance.getEntriesByType("resource").map(entry => entry.name),
    jumps: levels.filter((level, place) => place > 0 && level > levels[place - 1] + 1).length,
    nameless: [...document.querySelectorAll("svg[role=img]")].filter(svg =>
      !svg.getAttribute("aria-labelledby").split(" ").every(id => document.getElementById(id)?.textContent)).length,
    ids: (all => all.length - new Set(all).size)([...document.querySelectorAll("[id]")].map(element => element.id)),
    text: document.body.innerText, title: document.title
  });
})()"""


class Browser:
    """Chromium, spoken to over a pipe by its DevTools protocol."""

    def __init__(self, program):
        self.profile = tempfile.mkdtemp(prefix="musigen-browser-")
        to_browser, self.output = os.pipe()
        self.input, from_browser = os.pipe()

        def pass_pipes():
            # The browser reads descriptor 3 and writes descriptor 4.
            first, second = os.dup(to_browser), os.dup(from_browser)
            os.dup2(first, 3)
            os.dup2(second, 4)

        command = [
            program, "--headless=new", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
            "--remote-debugging-pipe", f"--user-data-dir={self.profile}", "about:blank"]
        if os.geteuid() == 0:
            command.insert(1, "--no-sandbox")
        self.process = subprocess.Popen(
            command, preexec_fn=pass_pipes, close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.buffer = b""
        self.number = 0
        self.events = []
        target = self.call("Target.createTarget", url="about:blank", session=None)["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True, session=None)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def message(self):
        while b"\0" not in self.buffer:
            block = os.read(self.input, 1 << 20)
            if not block:
                raise RuntimeError("the browser has ended")
            self.buffer += block
        text, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, session=True, **parameters):
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if session:
            request["sessionId"] = self.session
        os.write(self.output, json.dumps(request).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.message())

    def view(self, path, width, height, dark=False):
        """Loads a page; what a probe in it found, and the console's messages and requests beside the page's own."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.events = []
        self.call("Page.navigate", url="file://" + path)
        self.wait("Page.loadEventFired")
        time.sleep(0.2)
        probe = json.loads(self.evaluate(PROBE))
        messages = [
            event["params"] for event in self.events
            if event.get("method") in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")]
        requests = [
            event["params"]["request"]["url"] for event in self.events
            if event.get("method") == "Network.requestWillBeSent"]
        return probe, messages, [url for url in requests if url != "file://" + path]

    def evaluate(self, expression):
        result = self.call("Runtime.evaluate", expression=expression)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"]["text"])
        return result["result"].get("value")

    def screenshot(self, path, whole=True):
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def print(self, path):
        data = self.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def close(self):
        try:
            self.call("Browser.close", session=False)
            self.process.wait(10)
        except (OSError, RuntimeError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        for descriptor in (self.input, self.output):
            os.close(descriptor)
        shutil.rmtree(self.profile, ignore_errors=True)


def check_page(checks, browser, path, name, screenshots):
    """What every page has to do, wide and narrow, light and dark; the text that is seen."""
    size = os.path.getsize(path)
    checks.expect(size < 1_000_000, f"{name}: {size / 1000:.0f} kB, below 1 MB")
    text = ""
    for width, height, dark in ((1280, 900, False), (1280, 900, True), (360, 740, False)):
        probe, messages, requests = browser.view(path, width, height, dark)
        kind = f"{name}, {width} px, {'dark' if dark else 'light'}"
        checks.expect(not messages, f"{kind}: no console message {str(messages)[:300] if messages else ''}")
        checks.expect(not requests and not probe["resources"], f"{kind}: no request {requests or ''}")
        checks.expect(
            probe["page"] <= probe["window"] and not probe["wide"],
            f"{kind}: nothing is wider than the window ({probe['page']} of {probe['window']} px) {probe['wide'] or ''}")
        checks.expect(probe["window"] == width, f"{kind}: the window is {probe['window']} px")
        drawn = max(probe["paint"] or 0, probe["loaded"])
        checks.expect(probe["paint"] is not None and drawn < 1000, f"{kind}: drawn after {drawn:.0f} ms")
        checks.expect(
            probe["jumps"] == 0 and probe["nameless"] == 0 and probe["ids"] == 0,
            f"{kind}: headings in order, drawings with names, names once")
        text = text or probe["text"]
        if screenshots:
            base = os.path.join(screenshots, f"{name}-{width}-{'dark' if dark else 'light'}")
            browser.screenshot(base + ".png")
    if screenshots:
        browser.print(os.path.join(screenshots, name + ".pdf"))
    return text


def check_song(checks, text, theory):
    """The numbers that are seen are those of theory.json."""
    def pretty(key):
        return re.sub(r"^([A-G])(#|b)", lambda m: m[1] + (SHARP if m[2] == "#" else FLAT), key)

    title = theory["track"]["title"] or theory["track"]["file_name"]
    checks.expect(title in text, f"the title {title} is shown")
    if theory["bpm"] is not None:
        bpm = f"{theory['bpm']:.1f}".removesuffix(".0")
        checks.expect(f"{bpm} BPM" in text, f"{bpm} BPM is shown")
    if theory["key"] is not None:
        checks.expect(pretty(theory["key"]) in text, f"the key {theory['key']} is shown")
    chords = sum(chord["root"] is not None for chord in theory["chords"])
    sections = len(theory["sections"])
    counts = f"{sections} section{'s' * (sections != 1)}, {chords} chord{'s' * (chords != 1)}"
    checks.expect(counts in text, f"{counts} are shown")
    for field in ("key", "bpm"):
        for warning in theory["warnings"]:
            if theory[field] is None and warning["field"] == field:
                checks.expect(warning["reason"] in text, f"the reason why there is no {field} is shown")


def check_sorting(checks, browser):
    """The library's table, by the buttons and the search that the script adds."""
    titles = "JSON.stringify([...document.querySelectorAll('#songs-table tbody tr:not([hidden]) th')].map(c => c.textContent))"
    press = "document.querySelectorAll('#songs-table thead button')[0].click()"
    before = json.loads(browser.evaluate(titles))
    browser.evaluate(press)
    up = json.loads(browser.evaluate(titles))
    browser.evaluate(press)
    down = json.loads(browser.evaluate(titles))
    checks.expect(sorted(before) == sorted(up) and up == down[::-1], f"the table is sorted both ways: {up}")
    browser.evaluate(
        "(() => { const s = document.getElementById('search'); s.value = '%s'; "
        "s.dispatchEvent(new Event('input')); })()" % up[0].replace("'", "\\'"))
    checks.expect(up[0] in json.loads(browser.evaluate(titles)), "the search finds a song by its title")


def main():
    parser = argument_parser(__doc__)
    parser.add_argument("--song", help="a song to work on, instead of a synthesised one")
    parser.add_argument("--screenshots", help="a folder for pictures of the pages")
    options = parser.parse_args()
    program = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if program is None:
        print("skipped: no Chromium is installed (apt-get install chromium)")
        return 0
    if options.screenshots:
        os.makedirs(options.screenshots, exist_ok=True)
    checks = Checks()
    environment = {"MUSIGEN_ENGINE": "", "MUSIGEN_SEPARATION_MODEL": "classic"}
    with Appliance(options, environment) as appliance:
        make_mp3s(appliance.source, 2, seconds=20)
        songs = [os.path.join(appliance.source, name) for name in sorted(os.listdir(appliance.source))]
        songs += [options.song] if options.song else []
        appliance.start()
        for place, song in enumerate(songs):
            shutil.copy(song, os.path.join(appliance.inbox, f"song {place} <i>&amp;.mp3"))
        appliance.run("sync", "--timeout", "900")
        appliance.stop()
        appliance.run("report")
        browser = Browser(program)
        try:
            for place, entry in enumerate(appliance.entries()):
                identifier = os.fsdecode(entry)
                appliance.run("report", identifier)
                page = appliance.path("library", identifier, "report.html")
                text = check_page(checks, browser, page, f"song-{place}", options.screenshots)
                check_song(checks, text, appliance.theory(entry))
            text = check_page(checks, browser, appliance.path("report.html"), "library", options.screenshots)
            checks.expect(f"{len(songs)} songs" in text, "the library's page counts the songs")
            check_sorting(checks, browser)
        finally:
            browser.close()
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())

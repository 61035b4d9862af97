#!/usr/bin/env python3
"""Exported songs are what the formats' own programs read, and say what theory.json says.

Without folders: songs made here, and how the command behaves in a home of its own. With folders (as
`musigen analyze --copy-original` makes them, or folders of such): their exports.

What is installed of jams, mir_eval, mido, music21, pyrekordbox and mutagen reads the files; --tools demands all:
python3 -m venv venv && venv/bin/pip install jams mir_eval mido music21 pyrekordbox mutagen
"""

import csv
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import warnings
import xml.etree.ElementTree as ElementTree

from appliance import Appliance, Checks, argument_parser
from make_mp3s import make_mp3s

TOOLS = ("jams", "mir_eval", "mido", "music21", "pyrekordbox", "mutagen")
FORMATS = ("jams", "lab", "csv", "audacity", "midi", "musicxml", "chordpro", "rekordbox", "tags")


def tool(name):
    """The package, or None where it is not installed."""
    if name == "mutagen":
        name = "mutagen.id3"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    except ImportError:
        return None


def near(first, second, tolerance=1e-5):
    return len(first) == len(second) and all(abs(a - b) <= tolerance for a, b in zip(first, second))


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def columns(path):
    return [line.split("\t") for line in read(path).splitlines()]


class Song:
    """A song's theory.json beside its exported files."""

    def __init__(self, checks, folder, exported, original):
        self.checks = checks
        self.original = original
        self.exported = exported
        self.name = os.path.basename(exported)
        with open(os.path.join(folder, "theory.json"), encoding="utf-8") as file:
            self.theory = json.load(file)
        self.beats = [beat["time_s"] for beat in self.theory["beats"]]
        self.chords = self.theory["chords"]

    def path(self, suffix):
        return os.path.join(self.exported, self.name + suffix)

    def has(self, suffix):
        return os.path.exists(self.path(suffix))

    def expect(self, condition, text):
        self.checks.expect(condition, f"{self.name}: {text}")

    def check(self):
        for name in ("jams", "lab", "csv", "audacity", "midi", "musicxml", "chordpro", "rekordbox", "tags"):
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("error")
                    # Other packages' own use of what is deprecated says nothing about the files.
                    for kind in (DeprecationWarning, PendingDeprecationWarning, FutureWarning, ResourceWarning):
                        warnings.simplefilter("ignore", kind)
                    getattr(self, "check_" + name)()
            except Exception as error:  # pylint: disable=broad-except
                self.expect(False, f"{name}: {type(error).__name__}: {error}")

    def check_jams(self):
        file = json.loads(read(self.path(".jams")))
        spaces = [annotation["namespace"] for annotation in file["annotations"]]
        self.expect(file["file_metadata"]["jams_version"].startswith("0.3"), f"jams: {', '.join(spaces)}")
        jams = tool("jams")
        if jams is None:
            return
        loaded = jams.load(self.path(".jams"), validate=True, strict=True)
        self.expect(loaded.validate(strict=True), "jams: valid by the package")
        if self.beats:
            beats = loaded.search(namespace="beat")[0]
            times, values = beats.to_event_values()
            self.expect(
                near(times, self.beats) and list(values) == [beat["beat"] for beat in self.theory["beats"]],
                f"jams: {len(times)} beats with their places")
        if self.chords:
            intervals, labels = loaded.search(namespace="chord")[0].to_interval_values()
            self.expect(
                near(intervals[:, 0], [chord["start_s"] for chord in self.chords])
                and list(labels) == [chord["label"] for chord in self.chords], f"jams: {len(labels)} chords")

    def check_lab(self):
        if self.beats:
            self.expect(near([float(row[0]) for row in columns(self.path(".beats.lab"))], self.beats), "lab: beats")
        if not self.chords:
            return
        rows = columns(self.path(".chords.lab"))
        self.expect([row[2] for row in rows] == [chord["label"] for chord in self.chords], "lab: chords")
        mir_eval = tool("mir_eval")
        if mir_eval is not None:
            intervals, labels = mir_eval.io.load_labeled_intervals(self.path(".chords.lab"))
            mir_eval.chord.encode_many(labels)
            self.expect(
                near(intervals[:, 0], [chord["start_s"] for chord in self.chords]) and len(labels) == len(rows),
                "lab: mir_eval reads the chords")

    def check_csv(self):
        for suffix in (".beats.csv", ".chords.csv", ".sections.csv", ".keys.csv"):
            if not self.has(suffix):
                continue
            with open(self.path(suffix), newline="", encoding="utf-8") as file:
                rows = list(csv.reader(file))
            self.expect(len({len(row) for row in rows}) == 1 and len(rows) > 1, f"csv: {len(rows)} rows of {suffix}")

    def check_audacity(self):
        for suffix in (".beats.txt", ".chords.txt", ".sections.txt"):
            if not self.has(suffix):
                continue
            rows = columns(self.path(suffix))
            starts = [float(row[0]) for row in rows]
            self.expect(
                all(len(row) == 3 and float(row[1]) >= float(row[0]) for row in rows) and starts == sorted(starts),
                f"audacity: {len(rows)} labels of {suffix}")

    def check_midi(self):
        if not (self.beats or self.chords or self.theory["sections"]):
            return self.expect(not self.has(".mid"), "midi: not without beats, chords and sections")
        mido = tool("mido")
        if mido is not None:
            file = mido.MidiFile(self.path(".mid"))
            time, clicks = 0.0, []
            # Played as a sequencer plays it: by the one tempo map.
            merged = mido.MidiFile(ticks_per_beat=file.ticks_per_beat)
            merged.tracks += [file.tracks[0], *(track for track in file.tracks if track.name == "Click")]
            for message in merged:
                time += message.time
                if message.type == "note_on":
                    clicks.append(time)
            limit = 0.010 if self.theory["tempo_is_constant"] else 0.001
            self.expect(near(clicks, self.beats, limit), f"midi: {len(clicks)} clicks on the beats ({limit} s)")
        music21 = tool("music21")
        if music21 is not None:
            score = music21.converter.parse(self.path(".mid"), forceSource=True)
            self.expect(len(score.parts) >= 1, f"midi: music21 reads {len(score.parts)} parts")
        return None

    def check_musicxml(self):
        if not self.beats:
            return self.expect(not self.has(".musicxml"), "musicxml: not without beats")
        root = ElementTree.fromstring(read(self.path(".musicxml")))
        measures = root.findall("part/measure")
        last = max(beat["bar"] for beat in self.theory["beats"])
        self.expect(len(measures) >= last, f"musicxml: {len(measures)} measures")
        music21 = tool("music21")
        if music21 is None:
            return None
        score = music21.converter.parse(self.path(".musicxml"), forceSource=True)
        part = score.parts[0]
        found = list(part.getElementsByClass(music21.stream.Measure))
        wrong = [
            measure.number for measure in found[1 if found[0].paddingLeft else 0:]
            if abs(measure.duration.quarterLength - measure.barDuration.quarterLength) > 1e-6]
        self.expect(not wrong, f"musicxml: every measure is full {wrong[:5]}")
        symbols = [symbol.figure for symbol in score.recurse().getElementsByClass(music21.harmony.ChordSymbol)]
        self.expect(
            len(symbols) == len(root.findall("part/measure/harmony")),
            f"musicxml: {len(symbols)} symbols: {symbols[:6]}")
        marks = list(score.recurse().getElementsByClass(music21.expressions.RehearsalMark))
        self.expect(len(marks) == len(root.findall(".//rehearsal")), f"musicxml: {len(marks)} rehearsal marks")
        return None

    def check_chordpro(self):
        if not any(chord["label"] != "N" for chord in self.chords):
            return self.expect(not self.has(".cho"), "chordpro: not without chords")
        lines = [line for line in read(self.path(".cho")).splitlines() if line]
        self.expect(
            all(re.fullmatch(r"\{\w+(: .+| label=\"[^\"]*\")?\}|\|.*\||(\[[^]]+\] ?)+", line) for line in lines),
            "chordpro: directives, bars and chords")
        opened = sum("start_of_grid" in line for line in lines)
        self.expect(opened == sum("end_of_grid" in line for line in lines), f"chordpro: {opened} grids")
        if self.beats:
            cells = [cell for line in lines if line.startswith("|") for cell in line.split() if cell != "|"]
            self.expect(
                0 <= len(cells) - len(self.beats) < 12, f"chordpro: {len(cells)} cells, {len(self.beats)} beats")
        return None

    def check_rekordbox(self):
        if self.original is None:
            return self.expect(not self.has(".rekordbox.xml"), "rekordbox: not without the recording")
        root = ElementTree.fromstring(read(self.path(".rekordbox.xml")))
        track = root.find("COLLECTION/TRACK")
        location = urllib.parse.unquote(urllib.parse.urlparse(track.get("Location")).path)
        self.expect(os.path.samefile(location, self.original), "rekordbox: the location is the recording")
        self.expect(
            bool(track.findall("TEMPO")) == bool(self.beats), f"rekordbox: {len(track.findall('TEMPO'))} tempo nodes")
        rekordbox = tool("pyrekordbox")
        if rekordbox is not None:
            collection = rekordbox.RekordboxXml(self.path(".rekordbox.xml"))
            found = collection.get_tracks()
            self.expect(len(found) == 1 and len(found[0].marks) == len(self.theory["sections"]), "rekordbox: cues")
            if self.theory["bpm"]:
                self.expect(abs(found[0].AverageBpm - self.theory["bpm"]) < 0.006, "rekordbox: tempo")
            playlist = collection.get_playlist("Musigen")
            self.expect(len(playlist.get_tracks()) == 1, "rekordbox: playlist")
        return None

    def check_tags(self):
        if self.original is None or not (self.theory["bpm"] or self.theory["key"]):
            return self.expect(not self.has(".mp3"), "tags: nothing to say, no copy")
        with open(self.original, "rb") as file:
            before = file.read()
        with open(self.path(".mp3"), "rb") as file:
            after = file.read()
        self.expect(without_tag(before) == without_tag(after), "tags: the audio is the recording's, byte for byte")
        id3 = tool("mutagen")
        if id3 is None:
            return None
        tags = id3.ID3(self.path(".mp3"))
        if self.theory["bpm"]:
            bpm = self.theory["bpm"]
            self.expect(
                tags["TBPM"].text == [str(int(bpm + 0.5))] and abs(float(tags["TXXX:BPM"].text[0]) - bpm) < 0.006,
                f"tags: {tags['TBPM'].text[0]} BPM")
        if self.theory["key"]:
            key = tags["TKEY"].text[0]
            self.expect(
                re.fullmatch(r"[A-G][b#]?m?", key) and tags["TXXX:INITIALKEY"].text == [key]
                and {"TXXX:CAMELOT", "TXXX:OPENKEY"} <= set(tags), f"tags: {key}, {tags['TXXX:CAMELOT'].text[0]}")
        ours = {"TBPM", "TKEY", "TXXX:BPM", "TXXX:INITIALKEY", "TXXX:CAMELOT", "TXXX:OPENKEY"}
        try:
            old = id3.ID3(self.original)
        except id3.ID3NoHeaderError:
            old = {}
        others = {name: frame for name, frame in old.items() if name.upper() not in ours}
        self.expect(
            all(tags.get(name) == frame for name, frame in others.items())
            and sum(name.upper() in ours for name in tags) == sum(name in ours for name in tags),
            f"tags: {len(others)} other frames are as they were")
        return None


def without_tag(data):
    if not data.startswith(b"ID3"):
        return data
    size = data[6] << 21 | data[7] << 14 | data[8] << 7 | data[9]
    return data[10 + size + (10 if data[5] & 0x10 else 0):]


def original_in(folder):
    own = {"theory.json", "features.safetensors", "theory.jams", "report.html", "stems"}
    names = [name for name in os.listdir(folder) if name not in own and not name.startswith(".")]
    return os.path.join(folder, names[0]) if names else None


def made_song(theory, pickup, beats_per_bar, meter, drift, key):
    """An analysis with everything: bars at 100 beats per minute, faster and faster where it drifts."""
    times = [0.73 + 0.6 * i - drift * i * i for i in range(pickup + 16 * beats_per_bar)]
    places = [(i - pickup) % beats_per_bar + 1 for i in range(len(times))]
    theory = json.loads(json.dumps(theory))
    end = times[-1] + 0.6
    theory["track"].update(duration_s=end, title="Rock & Röll <1>\n", artist="É. \"Nagy\"")
    theory.update(
        bpm=100.123, bpm_confidence=0.9, tempo_is_constant=drift == 0, tempo_map=[{"start_s": times[0], "bpm": 100}])
    theory["beats"] = [
        {"time_s": time, "bar": (i - pickup) // beats_per_bar + 1, "beat": place, "is_downbeat": place == 1,
         "confidence": 0.9} for i, (time, place) in enumerate(zip(times, places))]
    downbeats = [time for time, place in zip(times, places) if place == 1] + [end]
    labels = ["C:maj", "A:min7/b7", "F:maj7", "G:7/3", "B:hdim7", "E:sus4", "Eb:minmaj7", "N"] * 2
    numerals = ["I", "vi42", "IVmaj7", "V65", "viiø7", "Vsus4/vi", "Ger65", ""] * 2
    theory["chords"] = [
        {"start_s": start, "end_s": stop, "start_beat": None, "end_beat": None, "label": label, "root": None,
         "quality": None, "bass": None, "confidence": 0.5}
        for start, stop, label in zip([0, *downbeats[:-1]], [downbeats[0], *downbeats[1:]], ["N", *labels])]
    theory["sections"] = [
        {"start_s": 0, "end_s": downbeats[8], "start_bar": 1, "letter": "A", "label": "verse", "confidence": 0.5},
        {"start_s": downbeats[8], "end_s": end, "start_bar": 9, "letter": "B", "label": None, "confidence": 0.5}]
    if key:
        theory.update(key=key, key_confidence=0.5, key_regions=[
            {"start_s": 0, "end_s": downbeats[8], "key": key},
            {"start_s": downbeats[8], "end_s": end, "key": "Eb major"}])
    theory["music_theory"]["harmonic"]["chords"] = [
        {"index": i + 1, "roman": roman, "function": "other", "role": "diatonic"}
        for i, roman in enumerate(numerals) if roman]
    theory["music_theory"]["rhythmic"]["time_signature"] = meter
    theory["music_theory"]["rhythmic"]["onsets"] = {
        voice: {"times_s": times[start::2], "strengths": [0.5] * len(times[start::2])}
        for start, voice in enumerate(("kick", "snare", "bass", "vocals"))}
    theory["music_theory"]["genre"].update(primary="rock", confidence=0.5)
    return theory


def tagged(audio, version):
    """The audio with a tag that holds a title, the year, a picture and another program's tempo; without one for 0."""
    if not version:
        return audio
    picture = b"\x00image/png\x00\x03\x00" + bytes(range(256)) * 8
    frames = b""
    for name, content in (
            (b"TIT2", b"\x01\xff\xfeA\x00\x01\x01"), (b"TYER" if version == 3 else b"TDRC", b"\x001999"),
            (b"APIC", picture), (b"TBPM", b"\x0077"), (b"TXXX", b"\x00bpm\x0077.5"), (b"TCON", b"\x00Rock")):
        size = len(content)
        frames += name + (size.to_bytes(4, "big") if version == 3 else syncsafe(size)) + b"\0\0" + content
    return b"ID3" + bytes((version, 0, 0)) + syncsafe(len(frames) + 100) + frames + bytes(100) + audio


def syncsafe(size):
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def make_folders(appliance, entry):
    """Folders with analyses made here, and a recording each."""
    with open(os.path.join(entry, "theory.json"), encoding="utf-8") as file:
        theory = json.load(file)
    with open(original_in(entry), "rb") as file:
        audio = without_tag(file.read())
    for name, version, song in (
            ("constant", 3, (0, 4, "4/4", 0, "C major")), ("pick-up", 4, (2, 3, "3/4", 0, "F# minor")),
            ("compound", 0, (1, 2, "6/8", 1e-4, "Bb major")), ("seven", 3, (0, 7, "7/8", 3e-4, None))):
        folder = os.path.join(appliance.base, "made", name)
        os.makedirs(folder)
        with open(os.path.join(folder, "theory.json"), "w", encoding="utf-8") as file:
            json.dump(made_song(theory, *song), file)
        with open(os.path.join(folder, "a song & more.mp3"), "wb") as file:
            file.write(tagged(audio, version))
    return os.path.join(appliance.base, "made")


def song_folders(paths):
    for path in paths:
        if os.path.exists(os.path.join(path, "theory.json")):
            yield path
            continue
        for name in sorted(os.listdir(path)):
            if os.path.exists(os.path.join(path, name, "theory.json")):
                yield os.path.join(path, name)


def check_folders(options, checks, folders):
    output = tempfile.mkdtemp(prefix="musigen-exports-", dir=options.directory)
    try:
        for folder in song_folders(folders):
            name = os.path.basename(os.path.abspath(folder))
            result = subprocess.run(
                [options.binary, "export", os.path.abspath(folder) + "/", "--format", "all", "--output", output + "/"],
                capture_output=True, encoding="utf-8", check=False)
            checks.expect(result.returncode == 0, f"{name}: exported {result.stderr.strip()}")
            Song(checks, folder, os.path.join(output, name), original_in(folder)).check()
    finally:
        if not options.keep:
            shutil.rmtree(output, ignore_errors=True)


def check_command(options, checks):
    with Appliance(options) as appliance:
        appliance.start()
        for path in make_mp3s(appliance.source, 2, seconds=12):
            os.replace(path, os.path.join(appliance.inbox, os.path.basename(path)))
        checks.expect(appliance.run("sync", "--timeout", "60", check=False).returncode == 0, "two songs are analysed")
        appliance.stop()
        ids = sorted(os.fsdecode(entry) for entry in appliance.entries())
        entry = appliance.path("library", ids[0])
        before = {name: os.stat(os.path.join(entry, name)).st_mtime_ns for name in os.listdir(entry)}
        listed = appliance.run("export", "--list").stdout
        checks.expect(all(re.search(rf"^{name} ", listed, re.M) for name in FORMATS), "--list names every format")

        output = os.path.join(appliance.base, "out")
        appliance.run("export", ids[0], "--format", "all", "--output", output)
        Song(checks, entry, os.path.join(output, ids[0]), original_in(entry)).check()

        check_folders(options, checks, [make_folders(appliance, entry)])

        def code(*arguments):
            return appliance.run("export", *arguments, check=False).returncode

        file = os.path.join(appliance.base, "sub", "song.jams")
        checks.expect(code(ids[0][:-2], "--format", "jams", "--output", file) == 0, "the beginning of an ID, a file")
        with open(file, "rb") as content:
            first = content.read()
        checks.expect(
            appliance.run("export", ids[0], "--format", "jams", "--output", "-").stdout.encode() == first,
            "- is standard output")
        checks.expect(code(ids[0], "--format", "jams", "--output", file) == 74, "what exists is not replaced")
        checks.expect(code(ids[0], "--format", "jams", "--output", file, "--force") == 0, "--force replaces it")
        checks.expect(code(ids[0], "--format", "jam") == 64, "an unknown format")
        checks.expect(code("--format", "jams") == 64, "no song")
        checks.expect(code(ids[0], "--format", "csv", "--output", "-") == 64, "several files on standard output")
        checks.expect(code("nothing", "--format", "jams") == 66, "an unknown song")
        checks.expect(code("/nowhere/", "--format", "jams") == 66, "an unknown folder")
        checks.expect(
            code(ids[0], "--format", "jams", "--output", os.path.join(entry, "x.jams")) == 74, "not into the library")
        checks.expect(
            code(ids[0], "--format", "tags", "--output", original_in(entry), "--force") == 74, "not over the original")

        collection = os.path.join(appliance.base, "all.xml")
        checks.expect(code("--all", "--format", "rekordbox", "--output", collection) == 0, "the whole library")
        tracks = ElementTree.fromstring(read(collection)).findall("COLLECTION/TRACK")
        checks.expect(len(tracks) == 2, f"{len(tracks)} songs in one collection")
        everything = os.path.join(appliance.base, "everything")
        checks.expect(code("--all", "--format", "all", "--output", everything) == 0, "everything of the whole library")
        checks.expect(
            sorted(os.listdir(everything)) == sorted([*ids, "musigen.rekordbox.xml"]), "a folder for each song")
        after = {name: os.stat(os.path.join(entry, name)).st_mtime_ns for name in os.listdir(entry)}
        checks.expect(before == after, "the library is as it was")


def main():
    parser = argument_parser(__doc__)
    parser.add_argument("--tools", action="store_true", help="fail where a format's own program is not installed")
    parser.add_argument("folders", nargs="*", help="folders with a theory.json, or folders of such")
    options = parser.parse_args()
    options.binary = os.path.abspath(options.binary)
    checks = Checks()
    missing = [name for name in TOOLS if tool(name) is None]
    if missing:
        print(f"Not installed, so not asked: {', '.join(missing)}")
        if options.tools:
            return 1
    if options.folders:
        check_folders(options, checks, options.folders)
    else:
        check_command(options, checks)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())

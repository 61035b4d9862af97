#!/usr/bin/env python3
"""The reference analysers beside Musigen on songs whose truth is known.

    analysers.py TRUTH_DIR --venv DIR --estimates OUT [--peers LIST] [--musigen [NAME=]BINARY]... [--jobs N]
                 [--markdown] [--songs] [--json FILE]

TRUTH_DIR holds pairs of NAME.json (the truth) and NAME.mp3. Every analyser runs in a process of its own for each song,
and its result is kept as OUT/PEER/NAME.json, so that a second call scores at once; results older than their song or
their Musigen binary are made again. A task that the truth of no song says anything about is left out. All are scored by
the same code, which is mir_eval's.
"""
import argparse
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from run_analyser import PEERS

HERE = Path(__file__).resolve().parent
# What the truth must have of an analyser's task, for the task to be worth its time.
NEEDED = {"rhythm": "beats", "key": "keys", "chords": "chords", "sections": "sections"}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("truth", type=Path, help="folder of NAME.json and NAME.mp3")
    parser.add_argument("--venv", type=Path, required=True, help="what install-analysers made")
    parser.add_argument("--estimates", type=Path, required=True, help="folder that the results are kept in")
    parser.add_argument("--peers", default=",".join(PEERS), help="comma-separated; default: all of %(default)s")
    parser.add_argument("--musigen", action="append", default=[], metavar="[NAME=]BINARY",
                        help="a musigen to run; may be given again, under another name. The first is what the others "
                             "are compared with")
    parser.add_argument("--jobs", type=int, default=1, help="songs at once; above 1, times are no longer comparable")
    parser.add_argument("--timeout", type=float, default=1800, help="seconds for one song")
    parser.add_argument("--score-only", action="store_true", help="run nothing; leave out what has no result")
    parser.add_argument("--markdown", action="store_true", help="a table in Markdown")
    parser.add_argument("--songs", action="store_true", help="a line for every song as well")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every score of every song")
    return parser.parse_args()


def use_interpreter(venv):
    """Goes on in the virtual environment's Python, which has mir_eval."""
    if Path(sys.prefix).resolve() != venv.resolve():
        python = venv / "bin" / "python"
        if not python.exists():
            sys.exit(f"analysers.py: there is no {python}; Tests/Benchmarks/Peers/install-analysers {venv} makes it.")
        os.execv(python, [str(python), *sys.argv])


def run(peer, name, binary, song, audio, tasks, arguments):
    """Runs one analyser on one song unless its result is there; returns what went wrong, or None."""
    out = arguments.estimates / name / f"{song}.json"
    made_from = [audio] + ([binary] if binary else [])
    is_stale = out.exists() and any(out.stat().st_mtime < path.stat().st_mtime for path in made_from)
    if arguments.score_only or out.exists() and not is_stale:
        return None
    out.parent.mkdir(parents=True, exist_ok=True)
    out.unlink(missing_ok=True)
    # A core type set for other programs would slow some of the contestants.
    environment = {key: value for key, value in os.environ.items() if key != "OPENBLAS_CORETYPE"}
    if arguments.jobs > 1:
        environment |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, HERE / "run_analyser.py", peer, audio, out, "--tasks", ",".join(tasks)]
    command += ["--musigen", binary] if binary else []
    with open(out.with_suffix(".log"), "w") as log:
        try:
            code = subprocess.run(
                command, stdout=log, stderr=log, env=environment, timeout=arguments.timeout).returncode
        except subprocess.TimeoutExpired:
            code = f"no result within {arguments.timeout:.0f} s"
    return None if out.exists() else f"{name} failed on {song} ({code}): see {out.with_suffix('.log')}"


def main():
    arguments = parse_arguments()
    use_interpreter(arguments.venv)
    from comparison import Comparison
    from song_scores import score

    songs = {path.stem: path.with_suffix(".mp3") for path in sorted(arguments.truth.glob("*.json"))
             if path.with_suffix(".mp3").exists()}
    if not songs:
        sys.exit(f"analysers.py: skipped, there is no pair of NAME.json and NAME.mp3 in {arguments.truth}.")
    truths = {song: json.loads(audio.with_suffix(".json").read_text()) for song, audio in songs.items()}
    tasks = [task for task, need in NEEDED.items() if any(truth.get(need) for truth in truths.values())]
    contestants = []
    for item in arguments.musigen:
        name, _, binary = item.rpartition("=")
        contestants.append((name or "musigen", "musigen", Path(binary).resolve()))
    reference = contestants[0][0] if contestants else None
    for peer in filter(None, arguments.peers.split(",")):
        if peer not in PEERS:
            sys.exit(f"analysers.py: there is no peer {peer}; there are {', '.join(PEERS)}.")
        if PEERS[peer][1] & set(tasks):
            contestants.append((peer, peer, None))

    for name, peer, binary in contestants:
        with ThreadPoolExecutor(max(1, arguments.jobs)) as pool:
            runs = [pool.submit(run, peer, name, binary, song, audio, tasks, arguments)
                    for song, audio in songs.items()]
            for failure in filter(None, (finished.result() for finished in runs)):
                print(failure, file=sys.stderr)

    rows, costs = {}, {}
    for name, _, _ in contestants:
        results = {song: arguments.estimates / name / f"{song}.json" for song in songs}
        found = {song: json.loads(path.read_text()) for song, path in results.items() if path.exists()}
        if arguments.score_only and not found:
            continue
        rows[name] = {song: score(truths[song], found[song]) if song in found else {}
                      for song in songs if song in found or not arguments.score_only}
        costs[name] = found
    durations = {song: truth["duration"] for song, truth in truths.items()}
    comparison = Comparison(truths, rows, costs, durations)
    print(comparison.markdown(reference) if arguments.markdown else comparison.text(reference))
    if arguments.songs:
        print("\n" + comparison.per_song(["beat_f", "beat_f_25", "downbeat_f", "tempo_1", "key", "chord_majmin",
                                          "section_f_3"]))
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=1, sort_keys=True, default=float))


if __name__ == "__main__":
    main()

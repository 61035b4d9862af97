"""The files of the McGill Billboard annotations (Burgoyne, Wild & Fujinaga, An Expert Ground Truth Set for Audio Chord
Recognition and Music Analysis, ISMIR 2011; CC0), for the recipes that learn from them."""

import hashlib
import pathlib
import tarfile


def texts(path):
    """The annotations by their numbers, in order, from the unpacked folder or the archive."""
    path, found = pathlib.Path(path), {}
    if path.is_dir():
        for file in path.glob("*.txt"):
            found[file.stem] = file.read_text()
    else:
        with tarfile.open(path) as archive:
            for member in archive:
                if member.isfile() and member.name.endswith(".txt"):
                    found[pathlib.Path(member.name).stem] = archive.extractfile(member).read().decode()
    return dict(sorted(found.items()))


def split(title, artist):
    """Which part a song is in, the same for every recipe: "test" and "dev" have a fifth each, "train" the rest."""
    digest = hashlib.sha1(f"{title}/{artist}".lower().encode()).digest()[0] % 5
    return {0: "test", 1: "dev"}.get(digest, "train")


def once(songs):
    """Each title of an artist once: songs that were annotated twice count as their first."""
    seen = set()
    for song in songs:
        if (song.title, song.artist) not in seen:
            seen.add((song.title, song.artist))
            yield song

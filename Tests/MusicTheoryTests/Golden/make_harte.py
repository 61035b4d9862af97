"""Writes harte.json: chord labels with the notes and the bass that mir_eval gives them.

    pip install mir_eval==0.8.2
    python make_harte.py
"""

import json
import pathlib

import mir_eval

LABELS = """C C:maj C:min C:dim C:aug C:maj7 C:min7 C:7 C:dim7 C:hdim7 C:minmaj7 C:maj6 C:min6 C:9 C:maj9 C:min9 C:sus4
C:sus2 C:11 C:min11 C:13 C:maj13 C:min13 C:5 C:1 C:maj/3 C:maj/5 C:min/b3 C:7/b7 F#:min7/5 Bb:maj7/7 Ab:sus4/4
D:maj(9) D:min(9) E:7(b9) E:7(#9) G:7(13) G:7(*5) G:maj(*3) A:min(*b3,4) C:sus4(b7) C:sus4(b7,9) C:(1,5)
C:(1,3,5,b7) D:(1,4,b7) E:(1,b3,5,9) C:maj(#11) C:maj7(*5,6) C:maj/2 C:maj/b7 C:min/4 B:hdim7/b5 Db:maj6(9)
Cb:maj C:7(b5) C:7(#5) C:maj(4) C:min(11)""".split()


def main():
    rows = []
    for label in LABELS:
        root, notes, bass = mir_eval.chord.encode(label, reduce_extended_chords=False)
        # With the bass added, as mir_eval does.
        sounding = [index for index, note in enumerate(notes) if note]
        rows.append({"label": label, "root": int(root), "notes": sounding, "bass": int(bass)})
    (pathlib.Path(__file__).parent / "harte.json").write_text(json.dumps(rows).replace("}, ", "},\n") + "\n")


if __name__ == "__main__":
    main()

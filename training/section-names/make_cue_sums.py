"""Writes what the cues are for the song of NameModelTests, which `SectionCues` must agree with.

    python make_cue_sums.py ../../Tests/AnalysisTests/Form/SectionCueSums.swift
"""

import sys

import cues
import swift_source

rows = cues.cues([8, 16, 16, 16, 16, 8, 16, 8], [0, 1, 2, 1, 2, 3, 2, 4], [0, 0.95, 1, 0.95, 1, 0.9, 1, 0])
sums = [sum((i + 1) * row[cue] for i, row in enumerate(rows)) for cue in range(cues.CUE_COUNT)]
swift_source.write(
    sys.argv[1], "SectionCueSums",
    "Sums over sections of cue times place: made by `training/section-names/make_cue_sums.py`.",
    [("expected", "By cue.", "Double", sums)], digits=9)

"""Divisions of songs into sections as a semi-Markov random field (Sarawagi & Cohen, Semi-Markov Conditional Random
Fields for Information Extraction, NIPS 2004): scores of lines between bars plus scores of the sections' lengths.
`SectionLattice` in the analysis does the same."""

import dataclasses

import numpy as np

LONGEST = 48
USUAL_COUNT = 9
LENGTH_FEATURES = 13
NEVER = -1e9


def length_features(bars, song_bars, is_last):
    expected = min(10, max(3.5, song_bars / USUAL_COUNT))
    ratio = max(-2.5, min(2.5, np.log2(max(1, bars) / expected)))
    regular = 0.0 if is_last else 1.0
    return (bars <= 1, bars == 2, bars == 3, bars == 4, regular * (bars % 2 == 0), regular * (bars % 4 == 0),
            regular * (bars % 8 == 0), regular * (bars in (16, 32)), regular * (bars == 12), ratio, ratio ** 2,
            ratio ** 3, float(is_last))


@dataclasses.dataclass
class Song:
    """`evidence` [rows - 1, columns] or None; `starts` are the true sections' first rows."""

    rows: int
    starts: list
    evidence: object = None
    has_lead_in: bool = False

    @property
    def is_possible(self):
        return all(b - a <= LONGEST for a, b in zip(self.starts, list(self.starts[1:]) + [self.rows]))


class Lattice:
    """Songs side by side. Arrays are [songs, rows + 1] or [songs, rows + 1, length]: sections by end and length."""

    def __init__(self, songs, columns):
        self.songs, self.rows = songs, np.array([s.rows for s in songs])
        count, widest = len(songs), self.rows.max()
        known, kinds = {}, np.zeros((count, widest + 1, LONGEST + 1), int)
        self.valid = np.zeros(kinds.shape, bool)
        self.evidence = np.zeros((count, widest + 1, columns))
        self.truth_sections = np.zeros(kinds.shape, bool)
        self.truth_lines = np.zeros((count, widest + 1))
        for index, song in enumerate(songs):
            lead = int(song.has_lead_in)
            bars = song.rows - lead
            for end in range(1, song.rows + 1):
                for length in range(1, min(LONGEST, end) + 1):
                    own = length - lead if length == end and length > lead else length
                    key = (own, bars, end == song.rows)
                    kinds[index, end, length] = known.setdefault(key, len(known))
                    self.valid[index, end, length] = True
            if song.evidence is not None:
                self.evidence[index, 1: song.rows] = song.evidence
                self.truth_lines[index, song.starts[1:]] = 1
            for a, b in zip(song.starts, list(song.starts[1:]) + [song.rows]):
                if b - a <= LONGEST:
                    self.truth_sections[index, b, b - a] = True
        self.kinds = kinds
        self.features = np.array([length_features(*key) for key in known], float)

    def scores(self, line_weights, length_weights):
        lengths = np.where(self.valid, (self.features @ length_weights)[self.kinds], NEVER)
        return lengths, self.evidence @ line_weights

    def passes(self, lengths, lines):
        """Forward and backward log-messages and the log-sum over all divisions."""
        count, widest = lines.shape
        forward, backward = np.full((count, widest), NEVER), np.full((count, widest), NEVER)
        forward[:, 0] = 0
        backward[np.arange(count), self.rows] = 0
        for end in range(1, widest):
            k = min(LONGEST, end)
            x = forward[:, end - k: end][:, ::-1] + lengths[:, end, 1: k + 1]
            peak = x.max(1)
            forward[:, end] = peak + np.log(np.exp(x - peak[:, None]).sum(1)) + lines[:, end]
        for start in range(widest - 2, -1, -1):
            k = np.arange(1, min(LONGEST, widest - 1 - start) + 1)
            x = backward[:, start + k] + lines[:, start + k] + lengths[:, start + k, k]
            peak = x.max(1)
            value = peak + np.log(np.exp(x - peak[:, None]).sum(1))
            backward[:, start] = np.where(start < self.rows, value, backward[:, start])
        return forward, backward, forward[np.arange(count), self.rows]

    def line_probabilities(self, lengths, lines):
        forward, backward, total = self.passes(lengths, lines)
        return np.exp(np.minimum(0, forward + backward - total[:, None]))

    def gradient(self, line_weights, length_weights, shares):
        """Log-likelihood of the truth, summed with the songs' shares, and its derivatives."""
        lengths, lines = self.scores(line_weights, length_weights)
        forward, backward, total = self.passes(lengths, lines)
        lines_share = np.exp(np.minimum(0, forward + backward - total[:, None]))
        before = np.full(lengths.shape, NEVER)
        for length in range(1, LONGEST + 1):
            if length < forward.shape[1]:
                before[:, length:, length] = forward[:, :-length]
        after = (lines + backward - total[:, None])[:, :, None]
        section = np.exp(np.minimum(0, before + lengths + after)) * self.valid
        weight = shares[:, None, None]
        difference = np.bincount(
            self.kinds.ravel(), ((self.truth_sections - section) * weight).ravel(), len(self.features))
        value = (shares * ((np.where(self.truth_sections, lengths, 0)).sum((1, 2))
                           + (self.truth_lines * lines).sum(1) - total)).sum()
        inside = (np.arange(lines.shape[1])[None] > 0) & (np.arange(lines.shape[1])[None] < self.rows[:, None])
        d_lines = np.einsum("srk,sr->k", self.evidence, (self.truth_lines - lines_share) * inside * shares[:, None])
        return value, d_lines, difference @ self.features

    def best(self, lengths, lines):
        """First rows of each song's likeliest sections."""
        count, widest = lines.shape
        score, source = np.full((count, widest), NEVER), np.zeros((count, widest), int)
        score[:, 0] = 0
        for end in range(1, widest):
            k = min(LONGEST, end)
            x = score[:, end - k: end][:, ::-1] + lengths[:, end, 1: k + 1]
            source[:, end] = end - 1 - x.argmax(1)
            score[:, end] = x.max(1) + lines[:, end]
        out = []
        for index, rows in enumerate(self.rows):
            starts, end = [], int(rows)
            while end > 0:
                end = int(source[index, end])
                starts.append(end)
            out.append(starts[::-1])
        return out

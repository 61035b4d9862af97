"""Contestants over many songs: means with bootstrap intervals, paired differences, and the tables that show them."""
import numpy as np

from song_scores import METRICS, beats_per_bar

RESAMPLES = 10_000


class Comparison:
    """Scores of contestants on the same songs.

    rows: {contestant: {song: {metric: score}}}; a song that a contestant failed on is {} and counts as nought.
    costs: {contestant: {song: {"seconds_cpu", "seconds_wall", "peak_rss_kb"}}}.
    """

    def __init__(self, truths, rows, costs, durations):
        self.rows, self.costs, self.durations = rows, costs, durations
        meters = {song: truth.get("time_signature") or beats_per_bar(truth) for song, truth in truths.items()}
        counts = {meter: list(meters.values()).count(meter) for meter in set(meters.values())}
        self.meter_weights = {song: 1 / counts[meter] for song, meter in meters.items()}
        self.songs = sorted(truths)

    def scores(self, contestant, metric):
        """{song: score} of the songs on which anybody has one; {} where the contestant does not do the task."""
        own = self.rows[contestant]
        if not any(metric in row for row in own.values()):
            return {}
        scored = {song for rows in self.rows.values() for song, row in rows.items() if metric in row}
        return {song: own[song].get(metric, 0.0) for song in self.songs if song in scored and song in own}

    def mean(self, metric, scores):
        """Mean and 95 % interval over resampled songs; the meter's with equal weight for every time signature."""
        values = np.array(list(scores.values()))
        weights = np.array([self.meter_weights[song] if metric == "meter" else 1.0 for song in scores])
        picks = np.random.default_rng(0).integers(0, len(values), (RESAMPLES, len(values)))
        means = (values * weights)[picks].sum(1) / weights[picks].sum(1)
        return (values * weights).sum() / weights.sum(), *np.percentile(means, [2.5, 97.5])

    def difference(self, metric, contestant, reference):
        """Mean difference to the reference with its interval, and on how many songs it is better, equal, worse."""
        ours, theirs = self.scores(contestant, metric), self.scores(reference, metric)
        both = {song: ours[song] - theirs[song] for song in ours if song in theirs}
        if not both:
            return None
        values = np.array(list(both.values()))
        return *self.mean(metric, both), sum(values > 1e-3), sum(abs(values) <= 1e-3), sum(values < -1e-3)

    def cost(self, contestant):
        """CPU seconds and wall seconds per minute of audio, and the largest peak in MiB."""
        rows = self.costs[contestant]
        if not rows:
            return None
        minutes = sum(self.durations[song] for song in rows) / 60
        return (sum(row["seconds_cpu"] for row in rows.values()) / minutes,
                sum(row["seconds_wall"] for row in rows.values()) / minutes,
                max(row["peak_rss_kb"] for row in rows.values()) / 1024)

    def metrics(self):
        return [metric for metric in METRICS if any(self.scores(name, metric) for name in self.rows)]

    def text(self, reference):
        """One block a metric: a line a contestant, with its difference to the reference."""
        lines, width = [], max(map(len, self.rows))
        for metric in self.metrics():
            count = max(len(self.scores(name, metric)) for name in self.rows)
            lines += ["", f"{METRICS[metric]} ({count} songs)"]
            for name in self.rows:
                scores = self.scores(name, metric)
                if not scores:
                    continue
                mean, low, high = self.mean(metric, scores)
                line = f"  {name:{width}}  {mean:.3f} [{low:.3f}, {high:.3f}]"
                difference = self.difference(metric, name, reference) if reference and name != reference else None
                if difference:
                    change, low, high, better, equal, worse = difference
                    line += f"   {change:+.3f} [{low:+.3f}, {high:+.3f}] to {reference}, better {better}" \
                            f" / equal {equal} / worse {worse}"
                lines.append(line)
        lines += ["", "cost per minute of audio"]
        for name in self.rows:
            if cost := self.cost(name):
                lines.append(f"  {name:{width}}  {cost[0]:6.2f} s CPU {cost[1]:6.2f} s wall {cost[2]:5.0f} MiB")
        return "\n".join(lines[1:])

    def markdown(self, reference):
        """A row a metric, a column a contestant; below the mean, wins / ties / losses of the reference against it."""
        names = list(self.rows)
        lines = ["| | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
        for metric in self.metrics():
            means = {name: self.mean(metric, scores) for name in names if (scores := self.scores(name, metric))}
            best = max(mean for mean, _, _ in means.values())
            cells = []
            for name in names:
                if name not in means:
                    cells.append("-")
                    continue
                mean, low, high = means[name]
                cell = f"{mean:.3f}".replace("0.", ".", 1) if mean < 1 else "1.000"
                cell = f"**{cell}**" if mean > best - 5e-4 else cell
                cell += f" [{low:.2f}, {high:.2f}]"
                if reference and name != reference and (change := self.difference(metric, name, reference)):
                    cell += f"<br>{change[5]}/{change[4]}/{change[3]}"
                cells.append(cell)
            lines.append(f"| {METRICS[metric]} | " + " | ".join(cells) + " |")
        costs = [self.cost(name) for name in names]
        for place, title, form in ((0, "CPU s per minute", "{:.1f}"), (1, "wall s per minute", "{:.1f}"),
                                   (2, "peak MiB", "{:.0f}")):
            cells = [form.format(cost[place]) if cost else "-" for cost in costs]
            lines.append(f"| {title} | " + " | ".join(cells) + " |")
        lines += ["", f"Mean over {len(self.songs)} songs with its 95 % bootstrap interval"
                  + (f"; below it, on how many songs {reference} is better / equal / worse." if reference else ".")]
        return "\n".join(lines)

    def per_song(self, metrics):
        """A line a song and contestant, for the metrics asked for."""
        width = max(map(len, self.songs))
        lines = []
        for name in self.rows:
            lines += ["", f"{name}: {', '.join(METRICS[metric] for metric in metrics)}"]
            for song in self.songs:
                if song in self.rows[name]:
                    row = self.rows[name][song]
                    lines.append(f"  {song:{width}}  " + "  ".join(
                        f"{row[metric]:.3f}" if metric in row else "    -" for metric in metrics))
        return "\n".join(lines[1:])

"""What is seen of a section when it is to be named, as `SectionCues` in the analysis computes it."""

import math

LENGTHS = [2.5, 4.5, 7.5, 8.5, 12.5, 16.5]


def ramp(x, low, high):
    return min(1.0, max(0.0, (x - low) / (high - low)))


def cues(bars, letters, voices):
    """One row of cues for each section. `letters` are indices in order of appearance, `voices` shares 0...1."""
    count, total = len(bars), sum(bars)
    starts = [sum(bars[:i]) for i in range(count)]
    members = {letter: [i for i in range(count) if letters[i] == letter] for letter in letters}
    share = {letter: sum(bars[i] for i in m) / total for letter, m in members.items()}
    voice = {letter: sum(bars[i] * voices[i] for i in m) / sum(bars[i] for i in m) for letter, m in members.items()}
    sung = sum(v * b for v, b in zip(voices, bars)) / total
    # Letters that return with a voice, in order of appearance: usually verse and chorus.
    recurring = [letter for letter in sorted(members) if voice[letter] > 0.5 and len(members[letter]) > 1]
    widest = max(members, key=lambda l: (share[l] * voice[l], -l))
    first_sung = next((i for i in range(count) if voices[i] > 0.5), count)
    last_sung = next((i for i in reversed(range(count)) if voices[i] > 0.5), -1)
    # Excerpts and arrangements seldom begin and end as whole songs do.
    long = ramp(total, 40, 80)
    rows = []
    for i in range(count):
        letter = letters[i]
        own = members[letter]
        before, after = letters[i - 1] if i else -1, letters[i + 1] if i + 1 < count else -1
        # How often a section of this letter is followed by the next one's letter, and preceded by the last one's.
        followers = [letters[k + 1] if k + 1 < count else -1 for k in own]
        leaders = [letters[k - 1] if k else -1 for k in own]
        place = recurring.index(letter) if letter in recurring else -1
        row = [
            1.0, float(i == 0), float(i == 1), float(i == count - 1), float(i == count - 2),
            starts[i] / total, (starts[i] / total) ** 2, ramp(starts[i] / total, 0.45, 0.75),
            *[float(bars[i] < limit) for limit in LENGTHS], bars[i] / total, bars[i] * count / total / 2,
            voices[i], ramp(voices[i], 0.1, 0.4), ramp(voices[i], 0.6, 0.9), voice[letter], sung,
            voices[i] - voice[letter],
            voices[i - 1] if i else 0.0, voices[i + 1] if i + 1 < count else 0.0,
            float(i < first_sung), float(i > last_sung), float(i == first_sung), float(i == last_sung),
            float(len(own) == 1), float(len(own) == 2), float(len(own) == 3), float(len(own) > 3), share[letter],
            float(len(own) == 1) * ramp(starts[i] / total, 0.35, 0.65), float(len(own) == 1) * voices[i],
            float(place == 0), float(place == 1), float(place == 2), float(place > 2), float(len(recurring) < 2),
            float(letter == widest), float(own[0] == i), float(own[-1] == i),
            float(letters[i] == 0), letters[i] / max(1, max(letters)),
            float(before == letter), float(after == letter),
            float(before in recurring[:1]), float(before in recurring[1:2]), float(after in recurring[:1]),
            float(after in recurring[1:2]),
            followers.count(after) / len(own), leaders.count(before) / len(own),
            float(len(own) > 1 and len(set(followers)) == 1 and followers[0] >= 0 and len(members.get(after, [])) > 1),
            float(len(own) > 1 and len(set(leaders)) == 1 and leaders[0] >= 0 and len(members.get(before, [])) > 1),
            math.log2(max(1, bars[i])) / 4,
            long, long * (i == 0), long * (i == count - 1), long * (i == 0) * (1 - voices[i]),
            long * (i == count - 1) * (1 - voices[i]), (i == 0) * (1 - voices[i]), (i == count - 1) * (1 - voices[i]),
            long * float(place == 0), long * float(place == 1), ramp(sung, 0.2, 0.4),
        ]
        rows.append(row)
    return rows


CUE_COUNT = len(cues([8, 8], [0, 1], [0.0, 1.0])[0])

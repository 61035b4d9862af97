import Glibc

/// What is seen of the sections of a song when they are to be named: their places, lengths, repeats and voices.
struct SectionCues: Sendable {
    /// Length of each section in bars.
    let bars: [Int]
    /// Index of each section's letter, in order of appearance.
    let letters: [Int]
    /// Share of each section in which somebody sings, 0...1.
    let voices: [Double]

    private static let lengthLimits = [2.5, 4.5, 7.5, 8.5, 12.5, 16.5]
    static let count = 66

    /// A row of cues for each section, as the training recipe computes them.
    func rows() -> [[Double]] {
        let summary = Summary(self)
        return bars.indices.map { row($0, summary) }
    }

    /// What is the same for all sections.
    private struct Summary {
        var starts: [Int] = []
        var total = 0
        /// Sections by letter.
        var members: [[Int]] = []
        /// Share of the song, and mean voice, by letter.
        var shares: [Double] = []
        var voices: [Double] = []
        var sung = 0.0
        /// Letters that return with a voice, in order of appearance: usually verse and chorus.
        var recurring: [Int] = []
        var widest = 0
        var firstSung = 0
        var lastSung = -1

        init(_ cues: SectionCues) {
            for length in cues.bars {
                starts.append(total)
                total += length
            }
            let song = Double(max(1, total))
            members = Array(repeating: [], count: (cues.letters.max() ?? -1) + 1)
            for (index, letter) in cues.letters.enumerated() { members[letter].append(index) }
            for own in members {
                let length = own.reduce(0) { $0 + cues.bars[$1] }
                shares.append(Double(length) / song)
                voices.append(
                    own.reduce(0) { $0 + Double(cues.bars[$1]) * cues.voices[$1] } / Double(max(1, length)))
            }
            sung = cues.bars.indices.reduce(0) { $0 + Double(cues.bars[$1]) * cues.voices[$1] } / song
            recurring = members.indices.filter { voices[$0] > 0.5 && members[$0].count > 1 }
            for letter in members.indices where shares[letter] * voices[letter] > shares[widest] * voices[widest] {
                widest = letter
            }
            firstSung = cues.voices.firstIndex { $0 > 0.5 } ?? cues.voices.count
            lastSung = cues.voices.lastIndex { $0 > 0.5 } ?? -1
        }
    }

    private func row(_ i: Int, _ song: Summary) -> [Double] {
        let last = bars.count - 1
        let own = song.members[letters[i]]
        let (before, after) = (letter(before: i), letter(after: i))
        let start = Double(song.starts[i]) / Double(max(1, song.total))
        let length = Double(bars[i])
        let followers = own.map(letter(after:))
        let leaders = own.map(letter(before:))
        let place = song.recurring.firstIndex(of: letters[i]) ?? -1
        let flag = { (value: Bool) in value ? 1.0 : 0.0 }
        let only = flag(own.count == 1)
        var row = [
            1, flag(i == 0), flag(i == 1), flag(i == last), flag(i == last - 1), start, start * start,
            ramp(start, 0.45, 0.75),
        ]
        row += Self.lengthLimits.map { flag(length < $0) }
        row += [length / Double(max(1, song.total)), length * Double(bars.count) / Double(max(1, song.total)) / 2]
        row += [
            voices[i], ramp(voices[i], 0.1, 0.4), ramp(voices[i], 0.6, 0.9), song.voices[letters[i]], song.sung,
            voices[i] - song.voices[letters[i]], i > 0 ? voices[i - 1] : 0, i < last ? voices[i + 1] : 0,
            flag(i < song.firstSung), flag(i > song.lastSung), flag(i == song.firstSung), flag(i == song.lastSung),
        ]
        row += [
            only, flag(own.count == 2), flag(own.count == 3), flag(own.count > 3), song.shares[letters[i]],
            only * ramp(start, 0.35, 0.65), only * voices[i],
        ]
        row += [
            flag(place == 0), flag(place == 1), flag(place == 2), flag(place > 2), flag(song.recurring.count < 2),
            flag(letters[i] == song.widest), flag(own[0] == i), flag(own[own.count - 1] == i), flag(letters[i] == 0),
            Double(letters[i]) / Double(max(1, song.members.count - 1)), flag(before == letters[i]),
            flag(after == letters[i]),
        ]
        let (verse, chorus) = (song.recurring.first ?? -2, song.recurring.count > 1 ? song.recurring[1] : -2)
        row += [flag(before == verse), flag(before == chorus), flag(after == verse), flag(after == chorus)]
        row += [
            Double(followers.count { $0 == after }) / Double(own.count),
            Double(leaders.count { $0 == before }) / Double(own.count), flag(always(followers, song)),
            flag(always(leaders, song)), log2(max(1, length)) / 4,
        ]
        // Excerpts and arrangements seldom begin and end as whole songs do.
        let long = ramp(Double(song.total), 40, 80)
        let (isFirst, isLast, silent) = (flag(i == 0), flag(i == last), 1 - voices[i])
        row += [
            long, long * isFirst, long * isLast, long * isFirst * silent, long * isLast * silent, isFirst * silent,
            isLast * silent, long * flag(place == 0), long * flag(place == 1), ramp(song.sung, 0.2, 0.4),
        ]
        return row
    }

    /// Whether every section of a letter has the same neighbour, which returns too.
    private func always(_ neighbours: [Int], _ song: Summary) -> Bool {
        guard neighbours.count > 1, let first = neighbours.first, first >= 0 else { return false }
        return neighbours.allSatisfy { $0 == first } && song.members[first].count > 1
    }

    private func letter(before index: Int) -> Int { index > 0 ? letters[index - 1] : -1 }

    private func letter(after index: Int) -> Int { index + 1 < letters.count ? letters[index + 1] : -1 }

    private func ramp(_ x: Double, _ low: Double, _ high: Double) -> Double {
        min(1, max(0, (x - low) / (high - low)))
    }
}

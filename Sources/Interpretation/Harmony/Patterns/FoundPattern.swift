import Tracks

/// A progression while its occurrences are gathered.
struct FoundPattern {
    /// One round.
    struct Occurrence {
        var startBar: Int
        var startSeconds: Double
        var endSeconds: Double
        var rotation: Int
    }

    var numerals: [String]
    var commonName: String?
    var isLoop = false
    private(set) var occurrences: [Occurrence] = []
    /// The chords of a loop without a name, from each of its starts the same set; empty for a named progression.
    private var chords: [ProgressionChord] = []

    /// A progression with a name.
    init(_ progression: NamedProgression) {
        numerals = progression.numerals
        commonName = progression.commonName
    }

    /// A bass line with a name, by the chords that stand on it where it is first heard.
    init(_ bass: NamedBass, numerals: [String]) {
        self.numerals = numerals
        commonName = bass.commonName
    }

    /// A loop without a name.
    init(numerals: [String], chords: [ProgressionChord]) {
        self.numerals = numerals
        self.chords = chords
    }

    mutating func add(_ occurrence: Occurrence) { occurrences.append(occurrence) }

    /// Adds a pattern to those gathered, to the same one if it is there already.
    static func merge(_ found: FoundPattern, into gathered: inout [FoundPattern]) {
        for index in gathered.indices {
            guard let rotation = gathered[index].rotation(of: found) else { continue }
            gathered[index].isLoop = gathered[index].isLoop || found.isLoop
            for var occurrence in found.occurrences {
                occurrence.rotation = (occurrence.rotation + rotation) % max(1, gathered[index].numerals.count)
                gathered[index].add(occurrence)
            }
            return
        }
        gathered.append(found)
    }

    /// Where in this pattern another begins; `nil` where they are different progressions.
    private func rotation(of other: FoundPattern) -> Int? {
        guard (commonName == nil) == (other.commonName == nil) else { return nil }
        if commonName != nil { return commonName == other.commonName ? 0 : nil }
        guard chords.count == other.chords.count else { return nil }
        return chords.indices.first { rotation in
            other.chords.indices.allSatisfy {
                chords[($0 + rotation) % chords.count].hasSameTriad(as: other.chords[$0])
            }
        }
    }

    /// The pattern as it is reported. A loop without a name begins where most of its rounds do.
    func result(songSeconds: Double, bars: [BarSpan]) -> ProgressionPattern {
        var (numerals, shift) = (numerals, 0)
        if commonName == nil {
            let counts = numerals.indices.map { rotation in occurrences.count { $0.rotation == rotation } }
            shift = counts.firstIndex(of: counts.max() ?? 0) ?? 0
            numerals = Array(numerals[shift...] + numerals[..<shift])
        }
        let sorted = occurrences.sorted { ($0.startSeconds, $0.endSeconds) < ($1.startSeconds, $1.endSeconds) }
        let lengths = sorted.map { length(of: $0, in: bars) }.sorted()
        return ProgressionPattern(
            name: numerals.joined(separator: "-"), numerals: numerals, commonName: commonName, isLoop: isLoop,
            lengthBars: lengths.isEmpty ? nil : lengths[lengths.count / 2],
            coverage: songSeconds > 0 ? min(1, covered(sorted) / songSeconds) : nil,
            occurrences: sorted.map {
                PatternOccurrence(
                    startBar: $0.startBar, startSeconds: $0.startSeconds, endSeconds: $0.endSeconds,
                    rotation: ($0.rotation - shift + numerals.count) % max(1, numerals.count))
            })
    }

    private func covered(_ sorted: [Occurrence]) -> Double {
        var (sum, end) = (0.0, -Double.infinity)
        for occurrence in sorted {
            sum += max(0, occurrence.endSeconds - max(end, occurrence.startSeconds))
            end = max(end, occurrence.endSeconds)
        }
        return sum
    }

    /// In bars, to a quarter.
    private func length(of occurrence: Occurrence, in bars: [BarSpan]) -> Double {
        guard let bar = bars.last(where: { $0.startSeconds <= occurrence.startSeconds + 0.1 }) ?? bars.first,
            bar.seconds > 0
        else { return 0 }
        return (4 * (occurrence.endSeconds - occurrence.startSeconds) / bar.seconds).rounded() / 4
    }
}

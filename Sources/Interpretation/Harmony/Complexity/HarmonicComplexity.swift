import Glibc
import MusicTheory
import Tracks

/// How complex a song's harmony is beside charted pop songs: the mean of named parts, each 0...1 by its percentile.
struct HarmonicComplexity {
    /// The parts, in a fixed order; none without chords.
    let parts: [ComplexityPart]
    /// A sentence for each part.
    let reasons: [String]

    /// Mean of the parts' degrees, 0...1.
    var value: Double? { parts.isEmpty ? nil : parts.reduce(0) { $0 + $1.degree } / Double(parts.count) }

    /// "very simple" ... "very rich".
    static func word(_ value: Double) -> String {
        let words = ["very simple", "simple", "moderate", "rich", "very rich"]
        return words[min(words.count - 1, max(0, Int(value * Double(words.count))))]
    }

    init(_ song: SongHarmony) {
        let measured = HarmonicComplexity.measures(of: song)
        var (parts, reasons): ([ComplexityPart], [String]) = ([], [])
        for (name, value, sentence) in measured {
            let degree = HarmonicComplexity.degree(of: value, among: ComplexityAnchors.percentiles[name] ?? [])
            parts.append(ComplexityPart(name: name, value: value, degree: degree))
            reasons.append(
                sentence + ": \(Figures.text(degree, 2)) on a scale of 0 to 1 made from "
                    + "charted pop songs.")
        }
        self.parts = parts
        self.reasons = reasons
    }

    /// Place of a value between percentiles, linear between two: the lowest percentage where several have one value.
    static func degree(of value: Double, among percentiles: [Double]) -> Double {
        var known: [(value: Double, percent: Double)] = []
        for (anchor, percent) in zip(percentiles, ComplexityAnchors.percents)
        where known.last.map({ anchor > $0.value }) ?? true {
            known.append((anchor, percent))
        }
        guard let first = known.first, let last = known.last, value > first.value else { return 0 }
        guard value < last.value else { return 1 }
        for (low, high) in zip(known, known.dropFirst()) where value <= high.value {
            let share = (value - low.value) / (high.value - low.value)
            return (low.percent + share * (high.percent - low.percent)) / 100
        }
        return 1
    }

    private typealias Measure = (name: String, value: Double, sentence: String)

    private static func measures(of song: SongHarmony) -> [Measure] {
        let chords = song.chords
        let all = chords.reduce(0) { $0 + $1.seconds }
        guard all > 0 else { return [] }
        func share(_ isMeant: (HeardChord) -> Bool) -> Double {
            chords.reduce(0) { $0 + (isMeant($1) ? $1.seconds : 0) } / all
        }
        let chromatic = share { $0.reading.role != .diatonic }
        let fourNotes = share { $0.keyed.chord.quality.intervals.count == 4 }
        let inverted = share { !$0.isRootPosition }
        let keys = Double(Set(chords.map(\.keyed.key)).count)
        let entropy = entropyBits(chords)
        let distinct = Double(Set(chords.map(Symbol.init)).count)
        let steps = fifthsStep(chords)
        var measures: [Measure] = [
            (
                "chord_entropy_bits", entropy,
                "The next chord is uncertain by \(Figures.text(entropy, 2)) bits once the present one is known"
            ),
            ("distinct_chords", distinct, "There are \(Figures.text(distinct, 0)) different chords"),
            ("chromatic_share", chromatic, "\(Figures.percent(chromatic)) of the time has chords from outside the key"),
            ("four_note_share", fourNotes, "\(Figures.percent(fourNotes)) of the time has chords of four notes"),
        ]
        if !song.bars.isEmpty {
            let rate = HarmonicRhythmMeasure(song, sections: []).results().changesPerBar
            measures.append(("changes_per_bar", rate, "The chord changes \(Figures.text(rate, 2)) times per bar"))
        }
        measures += [
            ("keys", keys, keys == 1 ? "There is one key" : "There are \(Figures.text(keys, 0)) keys"),
            (
                "mean_fifths_step", steps,
                "Roots move by \(Figures.text(steps, 2)) places on the circle of fifths on average"
            ),
            (
                "inversion_share", inverted,
                "\(Figures.percent(inverted)) of the time another note than the root is lowest"
            ),
        ]
        return measures
    }

    /// A chord as the entropy tells chords apart.
    private struct Symbol: Hashable {
        var degree: Int
        var triad: TriadClass

        init(_ chord: HeardChord) { (degree, triad) = (chord.rootDegree, chord.triad) }
    }

    /// Conditional entropy of a chord given the one before, over the song's own changes.
    private static func entropyBits(_ chords: [HeardChord]) -> Double {
        var symbols: [Symbol] = []
        for chord in chords where symbols.last != Symbol(chord) { symbols.append(Symbol(chord)) }
        var followers: [Symbol: [Symbol: Int]] = [:]
        for (symbol, next) in zip(symbols, symbols.dropFirst()) {
            followers[symbol, default: [:]][next, default: 0] += 1
        }
        let total = Double(max(1, symbols.count - 1))
        // Sums of logarithms in the order of a hash table would differ in their last digit from run to run.
        var terms: [Double] = []
        for counts in followers.values {
            let sum = Double(counts.values.reduce(0, +))
            for count in counts.values { terms.append(-Double(count) / total * log2(Double(count) / sum)) }
        }
        return max(0, terms.sorted().reduce(0, +))
    }

    private static func fifthsStep(_ chords: [HeardChord]) -> Double {
        var (sum, count) = (0, 0)
        for (before, after) in zip(chords, chords.dropFirst()) {
            let up = PitchClass(
                7 * before.keyed.chord.root.pitchClass.interval(to: after.keyed.chord.root.pitchClass)
            ).semitone
            guard up != 0 else { continue }
            sum += min(up, 12 - up)
            count += 1
        }
        return count == 0 ? 0 : Double(sum) / Double(count)
    }
}

import Glibc
import MusicTheory

/// Finds the local keys and the key of the whole song from decoded chords and the network's keys.
struct KeyFinder {
    let grid: HarmonyGrid
    let parameters: HarmonyDecoderParameters

    /// The keys, or `nil` where there are no chords. A `fixed` key is that of the whole song, whatever the evidence;
    /// other keys remain in stretches that speak strongly against it.
    func find(_ evidence: KeyEvidence, fixed: Key? = nil) -> KeyFinding? {
        guard evidence.hasChords else { return nil }
        let scores = RegionKeyScores(evidence, parameters: parameters)
        var spans = KeySequenceDecoder(
            evidence: evidence, grid: grid, parameters: parameters
        ).decode()
        spans = renamed(spans, scores)
        var probabilities = songProbabilities(spans, scores)
        let found = Key.all[probabilities.indices.reduce(0) { probabilities[$1] > probabilities[$0] ? $1 : $0 }]
        guard let fixed else { return KeyFinding(spans: spans, key: found, probabilities: probabilities) }
        probabilities = Key.all.map { $0 == fixed ? 1 : 0 }
        let corrected = corrected(spans, from: found, to: fixed, evidence)
        return KeyFinding(spans: corrected, key: fixed, probabilities: probabilities)
    }

    /// Names every region again by all that is known about it as a whole, which is not surer for being repeated
    /// many times; neighbours stay apart only where both names are sure.
    private func renamed(_ spans: [KeySpan], _ scores: RegionKeyScores) -> [KeySpan] {
        var spans = spans
        for index in spans.indices {
            let values = scores.scores(in: spans[index].cells, temperature: parameters.keyTemperature)
            spans[index].key =
                Key.all[values.indices.reduce(spans[index].key.index) { values[$1] > values[$0] ? $1 : $0 }]
        }
        spans = spans.merged()
        while let index = spans.indices.dropLast().first(where: { isDoubtful(spans[$0], spans[$0 + 1], scores) }) {
            let both = spans[index].cells.lowerBound..<spans[index + 1].cells.upperBound
            let values = scores.scores(in: both, temperature: 1)
            let (first, second) = (spans[index].key, spans[index + 1].key)
            let key = values[first.index] >= values[second.index] ? first : second
            spans.replaceSubrange(index...index + 1, with: [KeySpan(cells: both, key: key)])
            spans = spans.merged()
        }
        return spans
    }

    private func isDoubtful(_ first: KeySpan, _ second: KeySpan, _ scores: RegionKeyScores) -> Bool {
        let isRelative = first.key.relative == second.key
        let sure = isRelative ? parameters.relativeKeyMargin : parameters.keyMargin
        let before = scores.scores(in: first.cells, temperature: 1)
        let after = scores.scores(in: second.cells, temperature: 1)
        return before[first.key.index] - before[second.key.index] < sure
            || after[second.key.index] - after[first.key.index] < sure
    }

    /// Each region's probabilities, by the square of its share of the song: the key that lasts longest is the song's.
    private func songProbabilities(_ spans: [KeySpan], _ scores: RegionKeyScores) -> [Double] {
        var masses = [Double](repeating: 0, count: 24)
        for span in spans { masses[span.key.index] += Double(span.cells.count) }
        var probabilities = [Double](repeating: 0, count: 24)
        for (key, mass) in masses.enumerated() where mass > 0 {
            let regions = spans.filter { $0.key.index == key }
            // Of equal keys the earlier is the main one.
            let isFirst = spans.first?.key.index == key
            let weight = mass * mass * (isFirst ? 1.1 : 1)
            for region in regions {
                let own = scores.probabilities(in: region.cells, temperature: parameters.keyTemperature)
                for index in 0..<24 { probabilities[index] += weight * Double(region.cells.count) / mass * own[index] }
            }
        }
        let total = probabilities.reduce(0, +)
        return probabilities.map { $0 / total }
    }

    private func corrected(_ spans: [KeySpan], from found: Key, to fixed: Key, _ evidence: KeyEvidence) -> [KeySpan] {
        let isAmongThem = spans.contains { $0.key == fixed }
        return spans.map { span in
            var span = span
            // Relative and parallel keys are what users correct; a key heard for the fixed one is the fixed one.
            let isNear = span.key.relative == fixed || span.key.tonic == fixed.tonic
            let isMistaken = span.key == found && !isAmongThem
            let margin =
                evidence.evidence(for: span.key, in: span.cells) - evidence.evidence(for: fixed, in: span.cells)
            if isNear || isMistaken || margin < parameters.correctedKeyMargin { span.key = fixed }
            return span
        }.merged()
    }
}

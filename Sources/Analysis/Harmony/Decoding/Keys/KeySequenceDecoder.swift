import MusicTheory

/// The local keys of a song: Viterbi decoding over the 24 keys, whose changes are dear (Temperley, The Cognition of
/// Basic Musical Structures, 2001, chapter 7), dearer inside a bar, and dearest to the relative key, which has nearly
/// the same chords.
struct KeySequenceDecoder {
    let evidence: KeyEvidence
    let grid: HarmonyGrid
    let parameters: HarmonyDecoderParameters

    /// Stretches of one key that cover all cells, each of the shortest allowed length at least (unless the song is
    /// shorter).
    func decode() -> [KeySpan] {
        guard evidence.cellCount > 0 else { return [] }
        var spans: [KeySpan] = []
        for (cell, key) in path().enumerated() {
            if let last = spans.last, last.key.index == key {
                spans[spans.count - 1].cells = last.cells.lowerBound..<cell + 1
            } else {
                spans.append(KeySpan(cells: cell..<cell + 1, key: Key.all[key]))
            }
        }
        return withoutShort(spans)
    }

    private func path() -> [Int] {
        let pairs = pairPrices()
        var scores = (0..<24).map { evidence.sums[24 + $0] }
        var previous = [UInt8](repeating: 0, count: evidence.cellCount * 24)
        for cell in 1..<max(1, evidence.cellCount) {
            let price = changePrice(at: cell)
            var next = scores
            for key in 0..<24 { previous[cell * 24 + key] = UInt8(key) }
            if let price {
                for key in 0..<24 {
                    for other in 0..<24 where other != key {
                        let changed = scores[other] - price - pairs[other * 24 + key]
                        if changed > next[key] {
                            next[key] = changed
                            previous[cell * 24 + key] = UInt8(other)
                        }
                    }
                }
            }
            for key in 0..<24 {
                next[key] += evidence.sums[(cell + 1) * 24 + key] - evidence.sums[cell * 24 + key]
            }
            scores = next
        }
        var key = scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
        var path = [Int](repeating: 0, count: evidence.cellCount)
        for cell in stride(from: evidence.cellCount - 1, through: 0, by: -1) {
            path[cell] = key
            key = Int(previous[cell * 24 + key])
        }
        return path
    }

    /// `nil` where no key begins: keys begin with chords and on beats.
    private func changePrice(at cell: Int) -> Double? {
        guard evidence.chordBegins[cell], grid.isBeat(cell) else { return nil }
        var price = parameters.keyChangePrice
        if grid.hasPulse, !grid.isDownbeat(cell) { price += parameters.keyChangeOffDownbeatPrice }
        return price
    }

    /// What rarer changes of key cost beyond usual ones [from, to].
    private func pairPrices() -> [Double] {
        let usual = ChordStatistics.shared.keyChanges
        let highest = usual.reduce(-.infinity, max)
        return (0..<24 * 24).map { pair in
            let (from, to) = (Key.all[pair / 24], Key.all[pair % 24])
            guard from != to else { return 0 }
            return highest - usual[pair] + (from.relative == to ? parameters.relativeKeyPrice : 0)
        }
    }

    /// Gives every key that does not last to the neighbour whose key fits it better, the shortest first.
    private func withoutShort(_ spans: [KeySpan]) -> [KeySpan] {
        var spans = spans
        while spans.count > 1 {
            let shortest = spans.indices.reduce(0) { spans[$1].cells.count < spans[$0].cells.count ? $1 : $0 }
            let span = spans[shortest]
            guard span.cells.count < parameters.shortestKeyRegion else { break }
            let neighbours = [shortest - 1, shortest + 1].filter(spans.indices.contains)
            let heir = neighbours.reduce(neighbours[0]) { best, other in
                evidence.evidence(for: spans[other].key, in: span.cells)
                    > evidence.evidence(for: spans[best].key, in: span.cells) ? other : best
            }
            spans[shortest].key = spans[heir].key
            spans = spans.merged()
        }
        return spans
    }
}

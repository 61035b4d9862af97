import Glibc
import MusicTheory

/// A stretch of one chord over one bass note.
struct BassSegment: Equatable, Sendable {
    /// Cells.
    var cells: Range<Int>
    /// A state of `ChordStates`.
    var state: Int
    /// Semitones of the lowest note above the root; 0 in root position.
    var interval: Int
    /// Probability of the bass among the chord's notes; 1 in root position by default.
    var probability: Double
}

/// Finds inversions: which note of the chord lies lowest, cell by cell, by Viterbi decoding inside each chord with a
/// shortest length; and prints one only where it is likelier than root position by far.
struct BassDecoder {
    let bass: [Float]
    let grid: HarmonyGrid
    let parameters: HarmonyDecoderParameters

    /// Intervals of the bass notes that make inversions: thirds, fifths and sevenths.
    static func intervals(_ quality: ChordQuality) -> [Int] {
        let isSixth = quality == .majorSixth || quality == .minorSixth
        return quality.intervals.filter { ![2, 5].contains($0) && !($0 == 9 && isSixth) }
    }

    /// Splits chords where their bass note changes.
    func decode(_ segments: [ChordSegment]) -> [BassSegment] {
        segments.flatMap { segment -> [BassSegment] in
            guard segment.state != ChordStates.none else {
                return [BassSegment(cells: segment.cells, state: segment.state, interval: 0, probability: 1)]
            }
            let intervals = BassDecoder.intervals(ChordStates.quality(segment.state))
            return merged(pieces(segment, intervals).map { settled($0, intervals) })
        }
    }

    /// Log-probability of a bass note above the root in a cell; the root also where no bass is heard.
    private func evidence(_ cell: Int, _ state: Int, _ interval: Int) -> Double {
        let row = cell * HarmonyPosteriors.bassCount
        let note = ChordStates.root(state).transposed(by: interval).semitone
        var probability = exp(Double(bass[row + 1 + note]))
        if interval == 0 { probability += exp(Double(bass[row])) }
        // A passing note that is not the chord's speaks for none of them.
        return parameters.inversionEvidence * log(max(0.02, probability))
    }

    private func prior(_ state: Int, _ interval: Int) -> Double {
        ChordStatistics.shared.basses[ChordStates.qualityIndex(state) * 12 + interval]
    }

    /// Viterbi decoding over the bass notes; a note begins on a beat and has to last.
    private func pieces(_ segment: ChordSegment, _ intervals: [Int]) -> [BassSegment] {
        let (state, shortest) = (segment.state, parameters.shortestInversion)
        let cells = Array(segment.cells)
        guard cells.count >= 2 * shortest else {
            let best = intervals.map { total(segment.cells, state, $0) + prior(state, $0) }
            let index = best.indices.reduce(0) { best[$1] > best[$0] ? $1 : $0 }
            return [BassSegment(cells: segment.cells, state: state, interval: intervals[index], probability: 1)]
        }
        // Best score of pieces that end before a cell, by the last piece's note, with that piece's first cell.
        var sums = [[Double]](repeating: [0], count: intervals.count)
        for (index, interval) in intervals.enumerated() {
            for cell in cells { sums[index].append((sums[index].last ?? 0) + evidence(cell, state, interval)) }
        }
        // Score and previous edge at every edge, and, by note, the best piece that may still grow.
        var best = [(score: Double, note: Int, start: Int)](
            repeating: (-.infinity, 0, 0), count: cells.count + 1)
        best[0].score = parameters.bassChangePrice
        var growing = [(base: Double, start: Int)](repeating: (-.infinity, 0), count: intervals.count)
        for edge in shortest...cells.count {
            let start = edge - shortest
            if start == 0 || grid.isBeat(cells[start]) {
                for note in intervals.indices where start == 0 || best[start].note != note {
                    let base =
                        best[start].score - parameters.bassChangePrice + prior(state, intervals[note])
                        - sums[note][start]
                    if base > growing[note].base { growing[note] = (base, start) }
                }
            }
            for note in intervals.indices {
                let score = growing[note].base + sums[note][edge]
                if score > best[edge].score { best[edge] = (score, note, growing[note].start) }
            }
        }
        var result: [BassSegment] = []
        var edge = cells.count
        while edge > 0 {
            let (start, note) = (best[edge].start, best[edge].note)
            result.append(
                BassSegment(
                    cells: cells[start]..<cells[start] + edge - start, state: state, interval: intervals[note],
                    probability: 1))
            edge = start
        }
        return result.reversed()
    }

    private func total(_ cells: Range<Int>, _ state: Int, _ interval: Int) -> Double {
        cells.reduce(0) { $0 + evidence($1, state, interval) }
    }

    /// The piece in root position unless its bass is sure; or over a bass outside the chord that is surer still.
    private func settled(_ piece: BassSegment, _ intervals: [Int]) -> BassSegment {
        var piece = piece
        let scores = intervals.map { total(piece.cells, piece.state, $0) + prior(piece.state, $0) }
        let highest = scores.reduce(-.infinity, max)
        let sum = scores.reduce(0) { $0 + exp($1 - highest) }
        let own = intervals.firstIndex(of: piece.interval).map { exp(scores[$0] - highest) / sum } ?? 0
        let isLong = piece.cells.count >= parameters.shortestInversion
        let threshold = isLong ? parameters.inversionThreshold : parameters.shortInversionThreshold
        if piece.interval != 0, own >= threshold {
            piece.probability = own
        } else {
            piece.interval = 0
        }
        if isLong, let pedal = pedal(under: piece) { (piece.interval, piece.probability) = pedal }
        return piece
    }

    private func pedal(under piece: BassSegment) -> (interval: Int, probability: Double)? {
        guard parameters.pedalThreshold <= 1 else { return nil }
        let foreign = (1..<12).filter { !ChordStates.quality(piece.state).intervals.contains($0) }
        let means = foreign.map { interval -> (interval: Int, probability: Double) in
            let note = ChordStates.root(piece.state).transposed(by: interval).semitone
            let sum = piece.cells.reduce(0.0) {
                $0 + exp(Double(bass[$1 * HarmonyPosteriors.bassCount + 1 + note]))
            }
            return (interval, sum / Double(piece.cells.count))
        }
        return means.filter { $0.probability >= parameters.pedalThreshold }.max { $0.probability < $1.probability }
    }

    private func merged(_ pieces: [BassSegment]) -> [BassSegment] {
        pieces.reduce(into: []) { merged, piece in
            guard let last = merged.last, last.interval == piece.interval else { return merged.append(piece) }
            let (old, new) = (Double(last.cells.count), Double(piece.cells.count))
            merged[merged.count - 1].probability =
                (old * last.probability + new * piece.probability) / (old + new)
            merged[merged.count - 1].cells = last.cells.lowerBound..<piece.cells.upperBound
        }
    }
}

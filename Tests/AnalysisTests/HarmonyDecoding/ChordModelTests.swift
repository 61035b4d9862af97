import Glibc
import MusicTheory
import Testing

@testable import Analysis

/// The fast passes against the definition of the model, worked out segment by segment.
@Suite struct ChordModelTests {
    private func lattice() -> ChordLattice {
        var song = SyntheticHarmony()
        song.clearness = 2
        song.noise = 1.5
        song.add([("C:maj", 19), ("F:maj", 1), ("G:7", 2)], key: "C major")
        var lattice = ChordLattice(song.posteriors(), grid: song.grid, parameters: HarmonyDecoderParameters())
        lattice.setKeys(song.keys)
        return lattice
    }

    /// All segmentations put together by `join`, which is a maximum or a sum of exponentials.
    private func total(
        _ lattice: ChordLattice, evidence: [Double], scale: Double, join: ([Double]) -> Double
    ) -> Double {
        let (count, longest) = (157, ChordDurations.longest)
        var beginning = [[Double]](repeating: [], count: lattice.cellCount)
        var ending = [[Double]](repeating: [], count: lattice.cellCount + 1)
        beginning[0] = lattice.start.map { $0 * scale }
        for edge in 1...lattice.cellCount {
            var going = [Double](repeating: -.infinity, count: count)
            ending[edge] = (0..<count).map { state in
                var ways: [Double] = []
                var sum = 0.0
                for length in 1...min(longest, edge) {
                    sum += scale * evidence[(edge - length) * count + state]
                    let row = (edge - length) * ChordLattice.durationCount
                    let begun = beginning[edge - length][state] + sum
                    ways.append(begun + scale * lattice.durations[row + length - 1])
                    if length == longest { going[state] = begun + scale * lattice.durations[row + longest] }
                }
                return join(ways)
            }
            guard edge < lattice.cellCount, let successions = lattice.successions[lattice.keys[edge]] else { break }
            beginning[edge] = (0..<count).map { state in
                join(
                    (0..<count).map { ending[edge][$0] + scale * successions[$0 * count + state] } + [going[state]])
            }
        }
        return join(ending[lattice.cellCount])
    }

    private func logSum(_ values: [Double]) -> Double {
        let highest = values.reduce(-.infinity, max)
        return highest == -.infinity ? highest : highest + log(values.reduce(0) { $0 + exp($1 - highest) })
    }

    @Test func `no segmentation is likelier than the decoded one`() {
        let lattice = lattice()
        let segments = ChordSequenceDecoder(lattice: lattice).decode()
        #expect(segments.count > 1)
        var score = lattice.start[segments[0].state]
        for (index, segment) in segments.enumerated() {
            if index > 0, let successions = lattice.successions[lattice.keys[segment.cells.lowerBound]] {
                score += successions[segments[index - 1].state * 157 + segment.state]
            }
            for cell in segment.cells { score += lattice.evidence[cell * 157 + segment.state] }
            var start = segment.cells.lowerBound
            while segment.cells.upperBound - start > ChordDurations.longest {
                score += lattice.durations[start * ChordLattice.durationCount + ChordDurations.longest]
                start += ChordDurations.longest
            }
            score += lattice.durations[start * ChordLattice.durationCount + segment.cells.upperBound - start - 1]
        }
        let best = total(lattice, evidence: lattice.evidence, scale: 1) { $0.reduce(-.infinity, max) }
        #expect(abs(score - best) < 1e-9)
    }

    @Test(arguments: [1.0, 2.5])
    func `a chord's probability is how much the total depends on its evidence`(temperature: Double) {
        let lattice = lattice()
        let posterior = ChordPosterior(lattice, temperature: temperature)
        let step = 1e-4
        for (cell, state) in [(0, 1), (5, 22), (31, 1), (33, 1), (38, 6), (39, 1), (40, 32), (43, 32)] {
            var more = lattice.evidence
            more[cell * 157 + state] += step
            let high = total(lattice, evidence: more, scale: 1 / temperature, join: logSum)
            more[cell * 157 + state] -= 2 * step
            let low = total(lattice, evidence: more, scale: 1 / temperature, join: logSum)
            let expected = (high - low) / (2 * step) * temperature
            #expect(abs(posterior.probabilities[cell * 157 + state] - expected) < 1e-5)
        }
    }

    @Test func `every cell's probabilities add up to one`() {
        let lattice = lattice()
        let posterior = ChordPosterior(lattice, temperature: 2)
        for cell in 0..<lattice.cellCount {
            let row = posterior.probabilities[cell * 157..<(cell + 1) * 157]
            #expect(row.allSatisfy { $0 >= 0 })
            #expect(abs(row.reduce(0, +) - 1) < 1e-9)
        }
    }

    @Test func `confidence falls as the temperature rises`() {
        let lattice = lattice()
        let segments = ChordSequenceDecoder(lattice: lattice).decode()
        let means = [1.0, 2, 4].map { temperature in
            let posterior = ChordPosterior(lattice, temperature: temperature)
            return segments.reduce(0) { $0 + posterior.probability(of: $1) }
        }
        #expect(means[0] > means[1] && means[1] > means[2])
    }

    @Test func `the statistics know what is usual`() {
        let statistics = ChordStatistics.shared
        let cMajor = statistics.transitions[0]
        let after = { (from: Int, to: Int) in cMajor[from * 157 + to] }
        // After G:7, C:maj is likelier than F#:maj and than B:min; successions are not symmetric.
        #expect(after(32, 1) > after(32, 7) + 3)
        #expect(after(32, 1) > after(1, 32))
        for from in 0..<157 {
            #expect(abs((0..<157).reduce(0) { $0 + exp(after(from, $1)) } - 1) < 1e-9)
            #expect(after(from, from) == -.infinity)
        }
        // All keys alike.
        for state in 1..<157 {
            let higher = ChordStates.transposed(state, by: 3)
            #expect(statistics.shares[state] == statistics.shares[3 * 157 + higher])
            let row = statistics.transitions[ChordStatistics.unknownKey]
            #expect(abs(row[157 + state] - row[4 * 157 + higher]) < 1e-9 || state == 1)
        }
    }

    @Test func `changes are likelier on downbeats than between beats`() {
        var song = SyntheticHarmony()
        song.add([("C:maj", 16)], key: "C major")
        let durations = ChordDurations(song.grid).logProbabilities(from: 0)
        #expect(durations[7] > durations[3])
        #expect(durations[3] > durations[5])
        #expect(durations[5] > durations[4] + 1)
        let cut = durations.prefix(31).reduce(0) { $0 + exp($1) }
        #expect(cut <= 1.0001)
    }
}

import Glibc

/// Where between two beats the off-beat eighths lie: at one half when they are played straight, at two thirds in
/// triplet swing (Friberg & Sundström, Swing Ratios and Ensemble Timing in Jazz Performance, Music Perception 2002,
/// give the same as a ratio of durations).
enum SwingRatio {
    /// What was measured.
    struct Estimate: Equatable {
        /// Position of the off-beat eighth in the beat, 0.5 straight.
        let ratio: Double
        /// Off-beat notes that it rests on.
        let noteCount: Int
    }

    /// Beats that hold nothing but an off-beat note (and notes on the beat) are needed, this many of one voice or more.
    private static let leastNotes = 10.0
    /// An off-beat eighth lies here; later there are the last sixteenths of dotted rhythms.
    private static let offBeat = 0.4...0.71
    /// A note is on the beat within this much.
    private static let onBeat = 0.12
    /// Standard deviation of the kernels, in beats: what people and onset detection vary by.
    private static let bandwidth = 0.025
    /// How much of the isolated off-beat notes must lie around the estimate.
    private static let leastShare = 0.35

    /// The estimate over all voices, each of them weighted by its accuracy; `nil` where too few off-beat eighths are
    /// played.
    static func estimate(_ onsets: [Voice: [QuantisedOnset]]) -> Estimate? {
        var offBeats: [(phase: Double, weight: Double)] = []
        for voice in Voice.allCases {
            let weight = weight(of: voice)
            offBeats += isolatedOffBeats(onsets[voice] ?? []).map { ($0, weight) }
        }
        let total = offBeats.reduce(0) { $0 + $1.weight }
        guard total >= leastNotes else { return nil }
        var (best, height) = (0.5, 0.0)
        for step in 0...Int(((offBeat.upperBound - offBeat.lowerBound) / 0.005).rounded()) {
            let centre = offBeat.lowerBound + 0.005 * Double(step)
            let density = offBeats.reduce(0) { sum, note in
                let distance = (note.phase - centre) / bandwidth
                return sum + note.weight * exp(-0.5 * distance * distance)
            }
            if density > height { (best, height) = (centre, density) }
        }
        // The mean of what is near settles between the steps.
        var near: [(phase: Double, weight: Double)] = []
        for _ in 0..<3 {
            near = offBeats.filter { abs($0.phase - best) < 2 * bandwidth }
            let weight = near.reduce(0) { $0 + $1.weight }
            guard weight > 0 else { return nil }
            best = near.reduce(0) { $0 + $1.weight * $1.phase } / weight
        }
        let weight = near.reduce(0) { $0 + $1.weight }
        guard weight >= leastNotes, weight >= leastShare * total else { return nil }
        return Estimate(ratio: min(0.75, max(0.4, best)), noteCount: near.count)
    }

    /// Drums begin most sharply.
    private static func weight(of voice: Voice) -> Double {
        switch voice {
        case .hiHat, .snare, .kick: 1
        case .bass, .other: 0.5
        case .vocals: 0.25
        }
    }

    /// Positions within the beat of notes that have the beat's inside to themselves, measured from where the voice
    /// plays its beats.
    private static func isolatedOffBeats(_ onsets: [QuantisedOnset]) -> [Double] {
        guard let first = onsets.first, let last = onsets.last else { return [] }
        let (firstBeat, lastBeat) = (Int(first.position.rounded(.down)), Int(last.position.rounded(.down)))
        let deviations = onsets.map { $0.position - $0.position.rounded() }.filter { abs($0) < onBeat }.sorted()
        let lag = deviations.count >= 8 ? deviations[deviations.count / 2] : 0
        var inside = [[Double]](repeating: [], count: lastBeat - firstBeat + 1)
        for onset in onsets {
            let position = onset.position - lag
            let beat = Int(position.rounded(.down))
            let phase = position - Double(beat)
            if phase >= onBeat, phase <= 1 - onBeat, inside.indices.contains(beat - firstBeat) {
                inside[beat - firstBeat].append(phase)
            }
        }
        return inside.compactMap { $0.count == 1 ? $0[0] : nil }.filter(offBeat.contains)
    }
}

internal import Glibc

/// The predominant pitch of each frame: a sum over harmonics for every candidate (Salamon & Gómez, "Melody Extraction
/// from Polyphonic Music Signals Using Pitch Contour Characteristics", 2012), and the best smooth path through them.
struct PredominantPitch {
    private static let lowestHz = 80.0
    private static let highestHz = 1000.0
    private static let stepsPerOctave = 60.0
    private static let harmonicCount = 12
    private static let harmonicDecay: Float = 0.85
    /// Most steps a voice glides from one frame to the next, and what a step and a leap cost.
    private static let longestGlide = 12
    private static let glideCost: Float = 0.02
    private static let leapCost: Float = 0.4

    private static let candidateCount = Int(log2(highestHz / lowestHz) * stepsPerOctave) + 1
    /// Bins that harmonics are looked for in: up to 5.5 kHz.
    private static let highestBin = 512

    /// Pitch in bins, by frame.
    let bins: [Float]
    /// Share of the frame's tonal level that lies on the pitch's harmonics.
    let voicing: [Float]

    /// Sets the cues of a frame.
    func extract(frame: Int, into cues: inout CueRow) {
        let (pitch, voicing) = (bins[frame], voicing[frame])
        cues.set(.melody) { k in
            let harmonic = max(1, (Float(k) / pitch).rounded())
            // A partial's main lobe is about three bins wide.
            let distance = (Float(k) - harmonic * pitch) / 1.5
            return 4 * voicing * fastExp(-min(20, distance * distance))
        }
        cues.set(.voicing) { _ in 4 * voicing }
    }

    private static func frequency(_ candidate: Int) -> Double {
        lowestHz * pow(2, Double(candidate) / stepsPerOctave)
    }

    /// - Parameter magnitude: `[frame, bin]`.
    init(in magnitude: [Float], frameCount: Int, binsPerHz: Double) {
        let tonality = Self.tonality(of: magnitude, frameCount: frameCount)
        let candidateCount = Self.candidateCount
        var salience = [Float](repeating: 0, count: frameCount * candidateCount)
        for c in 0..<candidateCount {
            var weight: Float = 1
            for h in 1...Self.harmonicCount {
                let position = Float(Self.frequency(c) * Double(h) * binsPerHz)
                let lower = Int(position)
                guard lower + 1 < Self.highestBin else { break }
                let fraction = position - Float(lower)
                for t in 0..<frameCount {
                    let i = t * Self.highestBin + lower
                    salience[t * candidateCount + c] +=
                        weight * ((1 - fraction) * tonality[i] + fraction * tonality[i + 1])
                }
                weight *= Self.harmonicDecay
            }
        }
        for t in 0..<frameCount {
            var sum: Float = 1e-3
            for k in 0..<Self.highestBin { sum += tonality[t * Self.highestBin + k] }
            for c in 0..<candidateCount { salience[t * candidateCount + c] /= sum }
        }
        let path = Self.bestPath(through: salience, frameCount: frameCount)
        bins = path.map { Float(Self.frequency($0) * binsPerHz) }
        voicing = path.indices.map { min(1, salience[$0 * candidateCount + path[$0]]) }
    }

    /// By frame, how far each of the lowest bins stands out of its surroundings, on a compressed scale.
    private static func tonality(of magnitude: [Float], frameCount: Int) -> [Float] {
        var result = [Float](repeating: 0, count: frameCount * highestBin)
        var row = [Float](repeating: 0, count: highestBin)
        var average = row
        for t in 0..<frameCount {
            for k in 0..<highestBin { row[k] = magnitude[t * SegmentCues.binCount + k].squareRoot() }
            slidingMean(of: row, reach: 8, into: &average)
            for k in 0..<highestBin { result[t * highestBin + k] = max(0, row[k] - average[k]) }
        }
        return result
    }

    /// The path of greatest salience, less the cost of its movements (Viterbi's algorithm).
    private static func bestPath(through salience: [Float], frameCount: Int) -> [Int] {
        guard frameCount > 0 else { return [] }
        let count = candidateCount
        var score = Array(salience[0..<count])
        var previous = [Int32](repeating: 0, count: frameCount * count)
        for t in 1..<max(1, frameCount) {
            let best = score.indices.max { score[$0] < score[$1] } ?? 0
            var next = [Float](repeating: score[best] - leapCost, count: count)
            for c in 0..<count { previous[t * count + c] = Int32(best) }
            for glide in -longestGlide...longestGlide {
                let cost = glideCost * Float(abs(glide))
                for c in max(0, -glide)..<min(count, count - glide) where score[c + glide] - cost > next[c] {
                    next[c] = score[c + glide] - cost
                    previous[t * count + c] = Int32(c + glide)
                }
            }
            for c in 0..<count { score[c] = next[c] + salience[t * count + c] }
        }
        var path = [Int](repeating: 0, count: frameCount)
        path[frameCount - 1] = score.indices.max { score[$0] < score[$1] } ?? 0
        for t in stride(from: frameCount - 1, to: 0, by: -1) { path[t - 1] = Int(previous[t * count + path[t]]) }
        return path
    }
}

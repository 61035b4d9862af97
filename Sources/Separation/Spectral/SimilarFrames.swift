internal import DSP

/// For each frame of a segment, the frames most like it (REPET-SIM, Rafii & Pardo 2012).
struct SimilarFrames {
    /// Frames a repetition is judged by, the frame itself included.
    static let count = 11
    /// Frames this close to the frame are too like it to be its repetition: 0.28 s.
    private static let exclusion = 12
    /// Frames this close to one found already bring nothing new.
    private static let separation = 4
    /// Bins between which bands are laid, in equal steps on a logarithmic scale.
    private static let bandEdges: [Int] = {
        var edges = [3]
        while let last = edges.last, last < 800 { edges.append(max(last + 1, Int(Float(last) * 1.08))) }
        return edges
    }()

    /// Number of bands, filled up with zeros to whole vectors.
    private static let profileLength = (bandEdges.count + 6) / 8 * 8

    /// `count` frames by frame.
    private var neighbours: [Int]

    init(in magnitude: [Float], frameCount: Int, binCount: Int) {
        neighbours = Array(repeating: 0, count: frameCount * Self.count)
        let length = Self.profileLength
        let profiles = Self.profiles(of: magnitude, frameCount: frameCount, binCount: binCount)
        var similarity = [Float](repeating: 0, count: frameCount)
        for t in 0..<frameCount {
            for u in 0..<frameCount {
                var sum = SIMD8<Float>.zero
                for b in stride(from: 0, to: length, by: 8) {
                    var (x, y) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
                    for lane in 0..<8 {
                        x[lane] = profiles[t * length + b + lane]
                        y[lane] = profiles[u * length + b + lane]
                    }
                    sum += x * y
                }
                similarity[u] = sum.sum()
            }
            Self.exclude(around: t, by: Self.exclusion, in: &similarity)
            for i in 0..<Self.count {
                neighbours[t * Self.count + i] = t
                guard i > 0, let best = Self.indexOfMaximum(similarity) else { continue }
                neighbours[t * Self.count + i] = best
                Self.exclude(around: best, by: Self.separation, in: &similarity)
            }
        }
    }

    /// The frames most like `frame`, and itself.
    func rows(ofFrame frame: Int) -> [Int] {
        Array(neighbours[(frame * Self.count)..<((frame + 1) * Self.count)])
    }

    /// Log levels by band, less each band's mean, scaled to unit length.
    private static func profiles(of magnitude: [Float], frameCount: Int, binCount: Int) -> [Float] {
        let bandCount = bandEdges.count - 1
        let length = profileLength
        var profiles = [Float](repeating: 0, count: frameCount * length)
        var mean = [Float](repeating: 0, count: bandCount)
        for t in 0..<frameCount {
            for b in 0..<bandCount {
                var sum: Float = 0
                for k in bandEdges[b]..<min(binCount, bandEdges[b + 1]) { sum += magnitude[t * binCount + k] }
                let level = fastLog(1 + 5 * sum / Float(bandEdges[b + 1] - bandEdges[b]))
                profiles[t * length + b] = level
                mean[b] += level / Float(frameCount)
            }
        }
        for t in 0..<frameCount {
            var energy: Float = 1e-12
            for b in 0..<bandCount {
                profiles[t * length + b] -= mean[b]
                energy += profiles[t * length + b] * profiles[t * length + b]
            }
            let scale = 1 / energy.squareRoot()
            for b in 0..<bandCount { profiles[t * length + b] *= scale }
        }
        return profiles
    }

    private static func exclude(around frame: Int, by distance: Int, in similarity: inout [Float]) {
        for u in max(0, frame - distance)..<min(similarity.count, frame + distance + 1) {
            similarity[u] = -.infinity
        }
    }

    private static func indexOfMaximum(_ values: [Float]) -> Int? {
        var best = 0
        for i in values.indices where values[i] > values[best] { best = i }
        return values.isEmpty || values[best] == -.infinity ? nil : best
    }
}

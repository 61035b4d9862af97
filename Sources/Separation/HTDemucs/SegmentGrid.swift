internal import Glibc

/// Where the segments of one pass over the song lie.
struct SegmentGrid: Sendable {
    /// Position of the first segment in the song; negative where the pass is shifted.
    let origin: Int
    /// Frames of a segment.
    let length: Int
    /// Frames from one segment to the next.
    let stride: Int
    /// Weight of each frame of a segment where segments overlap: a triangle, to a power.
    let weights: [Float]

    init(origin: Int, length: Int, overlap: Double, transitionPower: Double) {
        precondition(length > 0 && overlap >= 0 && overlap < 1 && transitionPower >= 1)
        self.origin = origin
        self.length = length
        stride = max(1, Int((1 - overlap) * Double(length)))
        let rising = length / 2
        let falling = length - rising
        let peak = Float(max(rising, falling))
        weights = (0..<length).map { i in
            let weight = Float(i < rising ? i + 1 : length - i) / peak
            return transitionPower == 1 ? weight : Self.power(weight, transitionPower)
        }
    }

    private static func power(_ base: Float, _ exponent: Double) -> Float { Float(pow(Double(base), exponent)) }

    /// Position of a segment in the song.
    func start(ofSegment index: Int) -> Int { origin + index * stride }

    /// Whether a song of `frameCount` frames has the segment.
    func hasSegment(_ index: Int, frameCount: Int) -> Bool { start(ofSegment: index) < frameCount }
}

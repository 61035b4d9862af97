internal import DSP
internal import Tensors

/// Adds up the windowed frames of patch after patch, of every instrument that a signal is made of.
struct PatchSum {
    private let geometry: SpleeterGeometry
    private let instruments: [Int]
    /// By instrument and channel, what the frames so far reach beyond the beginning of the next patch.
    private var tails: [Int: [[Float]]]
    private var nextPatch = 0
    private let squaredWindow: [Float]
    /// The sum of the squared windows over a sample, where no frame is missing.
    private let fullWeight: Float

    init(geometry: SpleeterGeometry, instruments: [Int]) {
        self.geometry = geometry
        self.instruments = instruments
        let tail = [Float](repeating: 0, count: geometry.frameLength - geometry.hopLength)
        tails = Dictionary(uniqueKeysWithValues: instruments.map { ($0, [tail, tail]) })
        let squaredWindow = Window.hann(geometry.frameLength).map { $0 * $0 }
        self.squaredWindow = squaredWindow
        fullWeight = stride(from: 0, to: geometry.frameLength, by: geometry.hopLength).reduce(0) {
            $0 + squaredWindow[$1]
        }
    }

    /// Adds the next patch.
    ///
    /// - Parameter sampleCount: the song's length, if the patch is its last.
    /// - Returns: the samples of the song that no later frame reaches, by channel, as the patch's `mix` has them, and
    ///   of every instrument that a signal is made of.
    mutating func append(_ patch: SpleeterPatch, sampleCount: Int?) -> (mix: [[Float]], signals: [Int: [[Float]]]) {
        let start = geometry.start(ofPatch: nextPatch)
        let end = sampleCount ?? start + geometry.patchLength
        let range = (max(0, start) - start)..<(end - start)
        let scales = scales(start: start, range: range, sampleCount: sampleCount)
        nextPatch += 1
        var signals: [Int: [[Float]]] = [:]
        for instrument in instruments {
            for channel in 0..<2 {
                let signal = patch.signal(instrument: instrument, channel: channel)
                if let tail = tails[instrument]?[channel] {
                    signal.rows(0..<tail.count).withMutableSpan { signal in
                        for i in tail.indices { signal[i] += tail[i] }
                    }
                }
                tails[instrument]?[channel] = signal.rows(geometry.patchLength..<geometry.patchReach).values
                var samples = signal.rows(range).values
                for i in samples.indices { samples[i] *= scales[i] }
                signals[instrument, default: []].append(samples)
            }
        }
        return ((0..<2).map { patch.mix[$0].rows(range).values }, signals)
    }

    /// One over the sum of the squared windows, at the positions `start + range` of the song.
    private func scales(start: Int, range: Range<Int>, sampleCount: Int?) -> [Float] {
        var scales = [Float](repeating: 1 / fullWeight, count: range.count)
        let frameCount = sampleCount.map { geometry.frameCount(sampleCount: $0) } ?? .max
        // The frames before the first and after the last would have reached so far.
        let head = geometry.frameLength / 2 - geometry.hopLength
        let foot = sampleCount == nil ? .max : frameCount * geometry.hopLength - geometry.frameLength / 2
        for i in scales.indices {
            let position = start + range.lowerBound + i
            guard position < head || position >= foot else { continue }
            var weight: Float = 0
            let centred = position + geometry.frameLength / 2
            var frame = min(centred / geometry.hopLength, frameCount - 1)
            while frame >= 0, centred - frame * geometry.hopLength < geometry.frameLength {
                weight += squaredWindow[centred - frame * geometry.hopLength]
                frame -= 1
            }
            scales[i] = 1 / weight
        }
        return scales
    }
}

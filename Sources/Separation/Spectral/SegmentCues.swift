internal import DSP

/// The cues of a segment: what takes all of it at once to know, and from that, frame by frame, the cues.
struct SegmentCues {
    static let frameLength = 4096
    static let hopLength = 1024
    static let binCount = frameLength / 2 + 1
    /// Added to levels before logarithms are taken: 80 dB below the segment's root mean square.
    static let floor: Float = 1e-4

    let frameCount: Int
    private let magnitude: [Float]  // [frame, bin], in units of the segment's root mean square
    private let contours: LevelContours
    private let transients: TransientSpectrogram
    private let similar: SimilarFrames
    private let pitch: PredominantPitch
    private let stereo: StereoCues

    init(of segment: AudioBuffer) {
        var stft = STFT(frameLength: Self.frameLength, hopLength: Self.hopLength)
        frameCount = stft.frameCount(sampleCount: segment.frameCount)
        var magnitude = stft.powerSpectrogram(of: segment)
        var sum = 0.0
        for value in magnitude { sum += Double(value) }
        // Cues must not depend on the segment's level, nor fail where there is none.
        let level = Float((sum / Double(max(1, magnitude.count))).squareRoot()) + 1e-9
        for i in magnitude.indices { magnitude[i] = magnitude[i].squareRoot() / level }
        self.magnitude = magnitude
        contours = LevelContours(of: magnitude, frameCount: frameCount)
        transients = TransientSpectrogram(of: segment, level: level)
        similar = SimilarFrames(in: magnitude, frameCount: frameCount, binCount: Self.binCount)
        pitch = PredominantPitch(
            in: magnitude, frameCount: frameCount,
            binsPerHz: Double(Self.frameLength) / Double(segment.sampleRateHz))
        stereo = StereoCues(of: segment, level: level, stft: &stft)
    }

    /// Works out the cues of one frame; `left` and `right` are its channels' spectra.
    func extract(frame t: Int, left: Spectrum, right: Spectrum, into cues: inout CueRow) {
        let n = Self.binCount
        let own = (t * n)..<((t + 1) * n)
        var magnitudeLog = [Float](repeating: 0, count: n)
        for k in 0..<n { magnitudeLog[k] = fastLog(magnitude[own.lowerBound + k] + Self.floor) }

        /// The level of a median against the point's own.
        func compare(_ median: (Span<Float>, inout MutableSpan<Float>) -> Void) -> [Float] {
            var row = [Float](repeating: 0, count: n)
            var span = row.mutableSpan
            median(magnitude.span, &span)
            for k in 0..<n { row[k] = fastLog(row[k] + Self.floor) - magnitudeLog[k] }
            return row
        }
        let shortSustain = compare { MedianFilter(length: 9).filterColumns(of: $0, columnCount: n, row: t, into: &$1) }
        let longSustain = compare { MedianFilter(length: 25).filterColumns(of: $0, columnCount: n, row: t, into: &$1) }
        let narrowFlatness = compare { MedianFilter(length: 17).filterRow($0.extracting(own), into: &$1) }
        let wideFlatness = compare { MedianFilter(length: 15, spacing: 4).filterRow($0.extracting(own), into: &$1) }
        let neighbours = similar.rows(ofFrame: t)
        let repetition = compare {
            MedianFilter(length: neighbours.count).filterColumns(of: $0, columnCount: n, rows: neighbours, into: &$1)
        }
        cues.set(.shortSustain) { shortSustain[$0] }
        cues.set(.longSustain) { longSustain[$0] }
        cues.set(.narrowFlatness) { narrowFlatness[$0] }
        cues.set(.wideFlatness) { wideFlatness[$0] }
        cues.set(.percussiveness) { max(0, narrowFlatness[$0] - shortSustain[$0]) }
        cues.set(.repetition) { min(0, repetition[$0]) }
        contours.extract(frame: t, magnitudeLog: magnitudeLog, into: &cues)
        transients.extract(frame: t, into: &cues)
        stereo.extract(left: left, right: right, into: &cues)
        pitch.extract(frame: t, into: &cues)
    }
}

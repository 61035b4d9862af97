internal import DSP

/// All cues of a segment, frame by frame.
struct SegmentCues {
    static let frameLength = 4096
    static let hopLength = 1024
    static let binCount = frameLength / 2 + 1
    /// Added to levels before logarithms are taken: 80 dB below the segment's mean.
    static let floor: Float = 1e-4

    let frameCount: Int
    /// Root mean square of the spectrogram; cues do not depend on the segment's level.
    private let level: Float
    private let magnitude: [Float]  // [frame, bin], in units of `level`
    private let smoothLevel: [Float]  // [frame, bin], logarithm over a few bins
    private let broadLevel: [Float]  // [frame, bin], mean logarithm over many bins
    private let meanLevel: [Float]  // [bin], logarithm
    private let meanFrameLevel: Float
    private let transients: TransientSpectrogram
    private let similar: SimilarFrames
    private let pitch: PredominantPitch
    private let stereo: StereoCues

    private var rows = Rows()

    /// Rows that a frame's cues are worked out in.
    private struct Rows {
        var magnitudeLog = [Float](repeating: 0, count: SegmentCues.binCount)
        var filtered = [Float](repeating: 0, count: SegmentCues.binCount)
        var percussive = [Float](repeating: 0, count: TransientSpectrogram.rowLength)
        var total = [Float](repeating: 0, count: TransientSpectrogram.rowLength)
    }

    init(of segment: AudioBuffer) {
        let binCount = Self.binCount
        var stft = STFT(frameLength: Self.frameLength, hopLength: Self.hopLength)
        frameCount = stft.frameCount(sampleCount: segment.frameCount)
        stereo = StereoCues(of: segment, stft: &stft)
        var magnitude = stft.powerSpectrogram(of: segment)
        var sum = 0.0
        for value in magnitude { sum += Double(value) }
        level = Float((sum / Double(max(1, magnitude.count))).squareRoot()) + 1e-9
        for i in magnitude.indices { magnitude[i] = magnitude[i].squareRoot() / level }

        transients = TransientSpectrogram(of: segment, level: level)
        similar = SimilarFrames(in: magnitude, frameCount: frameCount, binCount: binCount)
        pitch = PredominantPitch(
            tonality: Self.tonality(of: magnitude, frameCount: frameCount), frameCount: frameCount,
            binsPerHz: Double(Self.frameLength) / Double(segment.sampleRateHz))

        var smooth = magnitude
        var broad = magnitude
        var mean = [Float](repeating: 0, count: binCount)
        var input = mean
        var output = mean
        for t in 0..<frameCount {
            let base = t * binCount
            for k in 0..<binCount {
                input[k] = magnitude[base + k]
                mean[k] += magnitude[base + k] / Float(frameCount)
            }
            movingAverage(of: input, reach: 4, into: &output)
            for k in 0..<binCount { smooth[base + k] = fastLog(output[k] + Self.floor) }
            for k in 0..<binCount { input[k] = fastLog(input[k] + 1e-2) }
            movingAverage(of: input, reach: 64, into: &output)
            for k in 0..<binCount { broad[base + k] = output[k] }
        }
        meanFrameLevel = fastLog(mean.reduce(0, +) / Float(binCount) + Self.floor)
        meanLevel = mean.map { fastLog($0 + Self.floor) }
        smoothLevel = smooth
        broadLevel = broad
        self.magnitude = magnitude
    }

    /// How far each low bin stands out of its surroundings, on a compressed scale.
    private static func tonality(of magnitude: [Float], frameCount: Int) -> [Float] {
        let count = PredominantPitch.highestBin
        var result = [Float](repeating: 0, count: frameCount * count)
        var row = [Float](repeating: 0, count: count)
        var average = row
        for t in 0..<frameCount {
            for k in 0..<count { row[k] = magnitude[t * binCount + k].squareRoot() }
            movingAverage(of: row, reach: 8, into: &average)
            for k in 0..<count { result[t * count + k] = max(0, row[k] - average[k]) }
        }
        return result
    }

    /// Works out the cues of one frame from its channels' spectra: `cues[cue * binCount + bin]`.
    mutating func extract(frame t: Int, left: Spectrum, right: Spectrum, into cues: inout [Float]) {
        let n = Self.binCount
        let base = t * n
        let own = base..<(base + n)
        func start(_ cue: Cue) -> Int { cue.rawValue * n }

        var frameSum: Float = 0
        for k in 0..<n {
            frameSum += magnitude[base + k]
            rows.magnitudeLog[k] = fastLog(magnitude[base + k] + Self.floor)
        }
        putMedian(.shortSustain, into: &cues) { magnitude, row in
            MedianFilter(length: 9).filterColumns(of: magnitude, columnCount: n, row: t, into: &row)
        }
        putMedian(.longSustain, into: &cues) { magnitude, row in
            MedianFilter(length: 25).filterColumns(of: magnitude, columnCount: n, row: t, into: &row)
        }
        putMedian(.narrowFlatness, into: &cues) { magnitude, row in
            MedianFilter(length: 17).filterRow(magnitude.extracting(own), into: &row)
        }
        putMedian(.wideFlatness, into: &cues) { magnitude, row in
            MedianFilter(length: 15, spacing: 4).filterRow(magnitude.extracting(own), into: &row)
        }
        let neighbours = similar.rows(ofFrame: t)
        putMedian(.repetition, into: &cues) { magnitude, row in
            MedianFilter(length: SimilarFrames.count)
                .filterColumns(of: magnitude, columnCount: n, rows: neighbours, into: &row)
        }
        for k in 0..<n {
            cues[start(.percussiveness) + k] = max(
                0, cues[start(.narrowFlatness) + k] - cues[start(.shortSustain) + k])
            cues[start(.repetition) + k] = min(0, cues[start(.repetition) + k])
        }

        putTransience(frame: t, into: &cues)
        let (before, after) = (max(0, t - 2) * n, min(frameCount - 1, t + 2) * n)
        let frameLevel = fastLog(frameSum / Float(n) + Self.floor)
        for k in 0..<n {
            cues[start(.rise) + k] = smoothLevel[base + k] - smoothLevel[before + k]
            cues[start(.fall) + k] = smoothLevel[base + k] - smoothLevel[after + k]
            cues[start(.broadRise) + k] = broadLevel[base + k] - broadLevel[before + k]
            cues[start(.broadFall) + k] = broadLevel[base + k] - broadLevel[after + k]
            cues[start(.relativeLevel) + k] = rows.magnitudeLog[k] - frameLevel
            cues[start(.deviation) + k] = rows.magnitudeLog[k] - meanLevel[k]
            cues[start(.loudness) + k] = frameLevel - meanFrameLevel
        }
        stereo.extract(left: left, right: right, level: level, into: &cues)
        putMelody(frame: t, into: &cues)
        for i in cues.indices { cues[i] = min(Cue.limit, max(-Cue.limit, cues[i])) }
    }

    /// The level of a median against the point's own.
    private mutating func putMedian(
        _ cue: Cue, into cues: inout [Float], median: (Span<Float>, inout MutableSpan<Float>) -> Void
    ) {
        var row = rows.filtered
        var span = row.mutableSpan
        median(magnitude.span, &span)
        let start = cue.rawValue * Self.binCount
        for k in 0..<Self.binCount { cues[start + k] = fastLog(row[k] + Self.floor) - rows.magnitudeLog[k] }
    }

    private mutating func putTransience(frame: Int, into cues: inout [Float]) {
        transients.energies(inFrame: frame, percussive: &rows.percussive, total: &rows.total)
        let floor = Self.floor * Self.floor
        let ratio = Self.frameLength / 2 / (TransientSpectrogram.rowLength - 1)
        let start = Cue.transience.rawValue * Self.binCount
        var row = rows.filtered
        for k in 0..<Self.binCount {
            let lower = min(k / ratio, TransientSpectrogram.rowLength - 2)
            let fraction = Float(k - lower * ratio) / Float(ratio)
            let percussive = rows.percussive[lower] + fraction * (rows.percussive[lower + 1] - rows.percussive[lower])
            let total = rows.total[lower] + fraction * (rows.total[lower + 1] - rows.total[lower])
            row[k] = 0.5 * (fastLog(percussive + floor) - fastLog(max(0, total - percussive) + floor))
            cues[start + k] = row[k]
        }
        var average = rows.filtered
        movingAverage(of: row, reach: 64, into: &average)
        let broad = Cue.broadTransience.rawValue * Self.binCount
        for k in 0..<Self.binCount { cues[broad + k] = average[k] }
    }

    private func putMelody(frame: Int, into cues: inout [Float]) {
        let (pitch, voicing) = (pitch.bins[frame], pitch.voicing[frame])
        let (melody, strength) = (Cue.melody.rawValue * Self.binCount, Cue.voicing.rawValue * Self.binCount)
        for k in 0..<Self.binCount {
            let harmonic = max(1, (Float(k) / pitch).rounded())
            // A partial's main lobe is about three bins wide.
            let distance = (Float(k) - harmonic * pitch) / 1.5
            cues[melody + k] = 4 * voicing * fastExp(-min(20, distance * distance))
            cues[strength + k] = 4 * voicing
        }
    }
}

/// The mean over the values within `reach` on either side, as far as there are any.
func movingAverage(of input: [Float], reach: Int, into output: inout [Float]) {
    let count = input.count
    var sum: Float = 0
    for i in 0..<min(reach, count) { sum += input[i] }
    for i in 0..<count {
        if i + reach < count { sum += input[i + reach] }
        if i - reach - 1 >= 0 { sum -= input[i - reach - 1] }
        output[i] = sum / Float(min(count - 1, i + reach) - max(0, i - reach) + 1)
    }
}

import DSP

/// One curve of onset strength for the whole recording, 100 frames a second, zero where nothing begins.
struct OnsetEnvelope: Sendable {
    static let frameRateHz = OnsetFeatures.frameRateHz

    /// Strength by frame, in units of its own standard deviation.
    let strength: [Float]
    /// The strength of the bands below 150 Hz alone (kick drum, bass).
    let low: [Float]
    /// The strength of the bands from 150 Hz to 6 kHz alone (snare drum, chords).
    let middle: [Float]

    /// What the ripple of steady tones amounts to; music has ten times as much on average.
    private static let inaudibleFlux: Float = 0.005

    /// Bands are brought to one scale by their mean over ten seconds, so that quiet passages count like loud ones, and
    /// compressed, so that single blows do not dominate. Drums, where known, are added to the mix as further bands.
    init(_ features: SongFeatures) {
        let frameCount = features.mix.frameCount
        var bands = OnsetEnvelope.normalisedBands(features.mix)
        if let drums = features.drums, drums.frameCount == frameCount, OnsetEnvelope.areAudible(drums, in: features.mix)
        {
            let extra = OnsetEnvelope.normalisedBands(drums)
            for band in bands.indices {
                for i in bands[band].indices { bands[band][i] = 0.5 * (bands[band][i] + extra[band][i]) }
            }
        }
        let weights: [Float] = [1, 0.8, 0.8, 1, 0.7]
        var sum = [Float](repeating: 0, count: frameCount)
        for (band, weight) in zip(bands, weights) {
            for i in sum.indices { sum[i] += weight * band[i] }
        }
        // Steady tones ripple by a thousandth; the quietest music changes twenty times as much.
        let changes = features.mix.flux.reduce(0, +) / Float(max(1, frameCount))
        guard changes > 0.01 else {
            strength = Array(repeating: 0, count: frameCount)
            low = strength
            middle = strength
            return
        }
        strength = OnsetEnvelope.standardised(sum)
        low = OnsetEnvelope.standardised(bands[0])
        middle = OnsetEnvelope.standardised(zip(bands[1], zip(bands[2], bands[3])).map { $0 + $1.0 + $1.1 })
    }

    private static func areAudible(_ stem: OnsetFeatures, in mix: OnsetFeatures) -> Bool {
        stem.power.reduce(0, +) > 1e-3 * mix.power.reduce(0, +)
    }

    private static func normalisedBands(_ features: OnsetFeatures) -> [[Float]] {
        (0..<OnsetFeatures.bandCount).map { band in
            var flux = (0..<features.frameCount).map { features.flux[$0 * OnsetFeatures.bandCount + band] }
            let mean = MovingAverage.centred(flux, radius: 500)
            let floor = 0.15 * flux.reduce(0, +) / Float(max(1, flux.count)) + inaudibleFlux
            for i in flux.indices { flux[i] /= flux[i] + 3 * max(mean[i], floor) }
            return flux
        }
    }

    private static func standardised(_ curve: [Float]) -> [Float] {
        let mean = MovingAverage.centred(curve, radius: 100)
        var result = curve
        for i in result.indices { result[i] = max(0, curve[i] - mean[i]) }
        let meanSquare = result.reduce(0) { $0 + $1 * $1 } / Float(max(1, result.count))
        guard meanSquare > 0.05 * 0.05 else { return Array(repeating: 0, count: curve.count) }
        let scale = 1 / meanSquare.squareRoot()
        for i in result.indices { result[i] *= scale }
        return result
    }
}

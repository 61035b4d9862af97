import DSP

/// One curve of onset strength for the whole recording, 100 frames a second, zero where nothing begins.
struct OnsetEnvelope: Sendable {
    static let frameRateHz = OnsetBands.frameRateHz

    /// Strength by frame, in units of its own standard deviation.
    let strength: [Float]

    /// What the ripple of steady tones amounts to; music has ten times as much on average.
    private static let inaudibleFlux: Float = 0.005

    /// Groups of bands are brought to one scale by their mean over ten seconds, so that quiet passages count like loud
    /// ones, and compressed, so that single blows do not dominate. Drums, where known, are added to the mix.
    init(_ features: SongFeatures) {
        let mix = features.onsets[.mix] ?? OnsetBands()
        let frameCount = mix.frameCount
        var bands = OnsetEnvelope.normalisedBands(mix)
        if features.hasStems, let drums = features.onsets[.drums], drums.frameCount == frameCount,
            OnsetEnvelope.areAudible(drums, in: mix)
        {
            let extra = OnsetEnvelope.normalisedBands(drums)
            for band in bands.indices {
                for i in bands[band].indices { bands[band][i] = 0.5 * (bands[band][i] + extra[band][i]) }
            }
        }
        var sum = [Float](repeating: 0, count: frameCount)
        for band in bands { for i in sum.indices { sum[i] += band[i] } }
        // Steady tones ripple by a thousandth; the quietest music changes twenty times as much.
        let changes = mix.flux.reduce(Float(0)) { $0 + Float($1) } / Float(max(1, frameCount))
        strength = changes > 0.016 ? OnsetEnvelope.standardised(sum) : Array(repeating: 0, count: frameCount)
    }

    private static func areAudible(_ stem: OnsetBands, in mix: OnsetBands) -> Bool {
        stem.power.reduce(0, +) > 1e-3 * mix.power.reduce(0, +)
    }

    private static func normalisedBands(_ features: OnsetBands) -> [[Float]] {
        (0..<OnsetBands.groupCount).map { band in
            var flux = (0..<features.frameCount).map { Float(features.flux[$0 * OnsetBands.groupCount + band]) }
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

import DSP
import Interpretation

/// Where the notes of a song begin, voice by voice: peaks of each part's onset strength (SuperFlux, see
/// `OnsetBandsExtractor`) that a logistic regression takes for onsets by what is measured at them.
enum OnsetEvidence {
    /// Onsets closer than this are one.
    private static let nearestSeconds = 0.05
    /// Share of the mix's energy below which a part is silence and what separation left over.
    private static let audibleShare: Float = 1e-4

    /// Onsets in order of time by voice; every voice has a list. Without stems, the kinds of drum and the other
    /// instruments are looked for in the mix, and bass and vocals have none.
    static func onsets(of features: SongFeatures) -> [Voice: [Onset]] {
        var result = Dictionary(uniqueKeysWithValues: Voice.allCases.map { ($0, [Onset]()) })
        guard let mix = features.onsets[.mix], mix.frameCount > 2 else { return result }
        let energy = mix.power.reduce(0, +)
        guard energy > 0 else { return result }
        for (part, voices) in voicesOfParts where features.hasStems || part == .drums || part == .other {
            let bands = features.hasStems ? features.onsets[part] : mix
            guard let bands, bands.frameCount == mix.frameCount,
                bands.power.reduce(0, +) > audibleShare * energy
            else { continue }
            let candidates = OnsetCandidates(bands, mix: mix)
            for voice in voices {
                if let weights = OnsetWeights.byVoice[voice] {
                    result[voice] = onsets(among: candidates, voice: voice, weights: weights)
                }
            }
        }
        return result
    }

    private static let voicesOfParts: [(SoundPart, [Voice])] = [
        (.drums, Voice.drums), (.bass, [.bass]), (.vocals, [.vocals]), (.other, [.other]),
    ]

    /// Groups of bands that a voice's strength is taken from.
    private static func groups(of voice: Voice) -> Range<Int> {
        switch voice {
        case .kick: 0..<2
        case .snare: 1..<6
        case .hiHat: 6..<8
        case .bass: 0..<4
        case .vocals, .other: 0..<8
        }
    }

    private static func onsets(
        among candidates: OnsetCandidates, voice: Voice, weights: OnsetWeights
    ) -> [Onset] {
        var chosen: [(seconds: Double, strength: Float, logOdds: Float)] = []
        for index in candidates.seconds.indices {
            let logOdds = weights.logOdds(candidates.measured(at: index))
            guard logOdds > weights.threshold else { continue }
            let seconds = max(0, candidates.seconds[index] - weights.delaySeconds)
            let strength = candidates.rise(at: index, groups: groups(of: voice))
            if let last = chosen.last, seconds - last.seconds < nearestSeconds {
                if logOdds > last.logOdds { chosen[chosen.count - 1] = (seconds, strength, logOdds) }
            } else {
                chosen.append((seconds, strength, logOdds))
            }
        }
        // A single blow does not make all others weak.
        let strongest = quantile(chosen.map(\.strength), 0.98)
        return chosen.map {
            Onset(timeSeconds: $0.seconds, strength: Double(min(1, $0.strength / max(strongest, 1e-6))))
        }
    }

    private static func quantile(_ values: [Float], _ share: Double) -> Float {
        guard !values.isEmpty else { return 0 }
        return values.sorted()[Int(share * Double(values.count - 1))]
    }
}

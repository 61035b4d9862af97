import Glibc
import Interpretation

/// How a song sounds, in named measures: levels of the parts, spectrum, dynamics, texture.
///
/// Levels are those of the separated parts, so that they tell songs apart rather than say how a song was mixed.
enum SoundEvidence {
    /// Parts that are weaker than the whole by this factor in power are not measured: they are what separation left over.
    private static let audibleShare = 1e-4

    /// Measures by name; the names end in their units. What cannot be measured, such as the levels of parts without
    /// stems or anything of silence, is absent.
    static func sound(of features: SongFeatures) -> [String: Double] {
        guard let mix = features.onsets[.mix], let span = frames(of: features, count: mix.frameCount) else {
            return [:]
        }
        let whole = SoundMeasure(mix, frames: span)
        guard whole.power > 0 else { return [:] }
        var sound = [
            "dynamic_range_db": whole.dynamicRangeDB,
            "crest_db": whole.crestDB,
            "spectral_tilt_db": whole.level(of: 4..<8) - whole.level(of: 1..<4),
            "high_frequency_db": whole.level(of: 7..<8) - whole.level(of: 2..<5),
            "sub_bass_db": whole.level(of: 0..<1) - whole.level(of: 1..<4),
            "spectral_flatness_db": whole.flatnessDB,
        ]
        guard features.hasStems else { return sound }
        let parts: [SoundPart: SoundMeasure] = Dictionary(
            uniqueKeysWithValues: [SoundPart.drums, .bass, .vocals, .other].compactMap { part in
                guard let bands = features.onsets[part], bands.frameCount == mix.frameCount else { return nil }
                return (part, SoundMeasure(bands, frames: span))
            })
        let total = parts.values.reduce(0) { $0 + $1.power }
        guard total > 0 else { return sound }
        for (part, measure) in parts {
            sound["\(part.rawValue)_level_db"] = 10 * log10(max(measure.power / total, audibleShare))
            sound["\(part.rawValue)_activity_share"] = measure.activityShare(beside: whole.power)
        }
        if let other = parts[.other], other.power > audibleShare * total { add(other: other, to: &sound) }
        if let bass = parts[.bass], bass.power > audibleShare * total {
            sound["bass_sustain_share"] = bass.sustainShare
            sound["bass_sub_db"] = bass.level(of: 0..<1) - bass.level(of: 1..<3)
        }
        if let drums = parts[.drums], drums.power > audibleShare * total {
            sound["drums_brightness_db"] = drums.level(of: 6..<8) - drums.level(of: 0..<3)
            sound["drums_sustain_share"] = drums.sustainShare
        }
        return sound
    }

    private static func add(other: SoundMeasure, to sound: inout [String: Double]) {
        sound["other_flatness_db"] = other.flatnessDB
        sound["other_tilt_db"] = other.level(of: 4..<7) - other.level(of: 1..<4)
        sound["other_change_db"] = other.changeDB
        sound["other_sustain_share"] = other.sustainShare
        sound["other_attack"] = other.meanFlux
    }

    /// Frames from the first to the last sound.
    private static func frames(of features: SongFeatures, count: Int) -> Range<Int>? {
        guard let seconds = features.musicSeconds else { return nil }
        let first = max(0, Int(seconds.lowerBound * OnsetBands.frameRateHz))
        let end = min(count, Int(seconds.upperBound * OnsetBands.frameRateHz))
        return end - first >= Int(OnsetBands.frameRateHz) ? first..<end : nil
    }
}

import MusicTheory
import Tracks

/// How smoothly the chords connect: upper voices by `VoiceAssignment`, the bass as it was heard.
struct VoiceLeadingMeasure {
    private let chords: [HeardChord]

    init(_ chords: [HeardChord]) { self.chords = chords }

    /// `nil` where the chord never changes.
    func results() -> VoiceLeading? {
        var cache: [Pair: [Int]] = [:]
        var (voices, semitones, leaps, common, changes) = (0, 0, 0, 0, 0)
        var motion = ["static": 0, "step": 0, "third": 0, "fourth_fifth": 0, "tritone": 0]
        for (before, after) in zip(chords, chords.dropFirst()) {
            let (from, to) = (before.keyed.chord, after.keyed.chord)
            guard from != to else { continue }
            let pair = Pair(from: from.pitchClasses, to: to.pitchClasses)
            let movements = cache[pair] ?? VoiceAssignment(from: pair.from, to: pair.to).movements
            cache[pair] = movements
            changes += 1
            voices += movements.count
            semitones += movements.reduce(0, +)
            leaps += movements.count { $0 > 2 }
            common += Set(from.pitchClasses).intersection(to.pitchClasses).count
            motion[Self.motion(from.bass.pitchClass.interval(to: to.bass.pitchClass)), default: 0] += 1
        }
        guard changes > 0, voices > 0 else { return nil }
        let mean = Double(semitones) / Double(voices)
        let leapShare = Double(leaps) / Double(voices)
        let commonTones = Double(common) / Double(changes)
        let shares = motion.mapValues { Double($0) / Double(changes) }
        return VoiceLeading(
            quality: Self.word(mean), meanSemitonesPerChange: mean, meanCommonTones: commonTones, leapShare: leapShare,
            bassMotion: shares,
            reasons: [
                "From one chord to the next an upper voice moves \(Figures.text(mean, 2)) semitones on average, which is "
                    + "\(Self.word(mean)) (up to \(Figures.text(Self.smooth, 2)) is smooth, above "
                    + "\(Figures.text(Self.angular, 2)) angular).",
                "Successive chords share \(Figures.text(commonTones, 2)) notes on average, and "
                    + "\(Figures.percent(leapShare)) of the movements are larger than a whole tone.",
                "The bass moves by a fourth or fifth in \(Figures.percent(shares["fourth_fifth"] ?? 0)) of the changes, "
                    + "by step in \(Figures.percent(shares["step"] ?? 0)) and by a third in "
                    + "\(Figures.percent(shares["third"] ?? 0)).",
            ])
    }

    /// A third of the songs of the Billboard corpus lie below `smooth`, a third above `angular`.
    private static let smooth = ComplexityAnchors.smoothVoiceLeadingSemitones
    private static let angular = ComplexityAnchors.angularVoiceLeadingSemitones

    private static func word(_ mean: Double) -> String {
        mean <= smooth ? "smooth" : mean <= angular ? "moderate" : "angular"
    }

    private static func motion(_ interval: Int) -> String {
        switch min(interval, 12 - interval) {
        case 0: "static"
        case 1, 2: "step"
        case 3, 4: "third"
        case 5: "fourth_fifth"
        default: "tritone"
        }
    }

    private struct Pair: Hashable {
        var from: [PitchClass]
        var to: [PitchClass]
    }
}

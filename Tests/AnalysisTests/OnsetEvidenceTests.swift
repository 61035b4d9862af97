import DSP
import Glibc
import Interpretation
import Testing

@testable import Analysis

struct OnsetEvidenceTests {
    private static let sampleRateHz = 44100.0
    private static let seconds = 12.0

    private static func silence() -> [Float] { Array(repeating: 0, count: Int(seconds * sampleRateHz)) }

    private static func addDecay(
        to samples: inout [Float], at time: Double, hertz: Double, decaySeconds: Double, gain: Double
    ) {
        let start = Int(time * sampleRateHz)
        for i in 0..<Int(6 * decaySeconds * sampleRateHz) where start + i < samples.count {
            let t = Double(i) / sampleRateHz
            samples[start + i] += Float(gain * exp(-t / decaySeconds) * sin(2 * .pi * hertz * t))
        }
    }

    /// Decaying noise without what is below a frequency.
    private static func addNoise(
        to samples: inout [Float], at time: Double, aboveHz: Double, decaySeconds: Double, gain: Double
    ) {
        var state: UInt64 = 7
        var lowPassed = [0.0, 0, 0, 0]
        let smoothing = 1 - exp(-2 * .pi * aboveHz / sampleRateHz)
        let start = Int(time * sampleRateHz)
        for i in 0..<Int(6 * decaySeconds * sampleRateHz) where start + i < samples.count {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var noise = Double(Int32(truncatingIfNeeded: state >> 32)) / Double(Int32.max)
            for stage in lowPassed.indices {
                lowPassed[stage] += smoothing * (noise - lowPassed[stage])
                noise -= lowPassed[stage]
            }
            samples[start + i] += Float(gain * exp(-Double(i) / sampleRateHz / decaySeconds) * noise)
        }
    }

    private static func bands(_ samples: [Float]) -> OnsetBands {
        let extractor = OnsetBandsExtractor()
        extractor.append(samples)
        return extractor.finish()
    }

    private static func features(_ parts: [SoundPart: [Float]]) -> SongFeatures {
        var features = SongFeatures()
        features.hasStems = true
        var mix = silence()
        for part in [SoundPart.drums, .bass, .vocals, .other] {
            let samples = parts[part] ?? silence()
            for i in mix.indices { mix[i] += samples[i] }
            features.onsets[part] = bands(samples)
        }
        features.onsets[.mix] = bands(mix)
        features.sampleCount = mix.count
        return features
    }

    private static func score(_ found: [Onset], _ truth: [Double]) -> (f: Double, bias: Double) {
        var differences: [Double] = []
        for time in truth {
            if let nearest = found.map({ $0.timeSeconds - time }).min(by: { abs($0) < abs($1) }), abs(nearest) < 0.05 {
                differences.append(nearest)
            }
        }
        let f = 2 * Double(differences.count) / Double(max(1, found.count + truth.count))
        return (f, differences.reduce(0, +) / Double(max(1, differences.count)))
    }

    /// Kick on 1 and 3, snare on 2 and 4, hi-hat in eighths at 120 BPM; a bass on the beats.
    private static let song: (features: SongFeatures, truth: [Voice: [Double]]) = {
        var drums = silence()
        var bass = silence()
        var truth: [Voice: [Double]] = [:]
        for beat in 0..<20 {
            let time = 0.73 + 0.5 * Double(beat)
            if beat % 2 == 0 {
                truth[.kick, default: []].append(time)
                addDecay(to: &drums, at: time, hertz: 58, decaySeconds: 0.08, gain: 0.6)
                addDecay(to: &drums, at: time, hertz: 90, decaySeconds: 0.03, gain: 0.3)
            } else {
                truth[.snare, default: []].append(time)
                addDecay(to: &drums, at: time, hertz: 190, decaySeconds: 0.06, gain: 0.25)
                addNoise(to: &drums, at: time, aboveHz: 400, decaySeconds: 0.07, gain: 0.4)
            }
            for half in [0.0, 0.25] {
                truth[.hiHat, default: []].append(time + half)
                addNoise(to: &drums, at: time + half, aboveHz: 6000, decaySeconds: 0.03, gain: 0.5)
            }
            truth[.bass, default: []].append(time)
            for harmonic in 1...4 {
                addDecay(
                    to: &bass, at: time, hertz: 55 * Double(harmonic), decaySeconds: 0.25, gain: 0.2 / Double(harmonic))
            }
        }
        return (features([.drums: drums, .bass: bass]), truth)
    }()

    @Test(arguments: [Voice.kick, .snare, .hiHat, .bass])
    func `what is played is heard within fifty milliseconds`(voice: Voice) throws {
        let song = OnsetEvidenceTests.song
        let found = try #require(OnsetEvidence.onsets(of: song.features)[voice])
        let (f, bias) = OnsetEvidenceTests.score(found, song.truth[voice] ?? [])
        #expect(f > 0.85, "F \(f), \(found.map(\.timeSeconds))")
        #expect(abs(bias) < 0.012, "bias \(bias)")
    }

    @Test func `onsets are in order, fifty milliseconds apart and of strengths up to one`() {
        for onsets in OnsetEvidence.onsets(of: OnsetEvidenceTests.song.features).values {
            for (onset, next) in zip(onsets, onsets.dropFirst()) {
                #expect(next.timeSeconds - onset.timeSeconds > 0.0499)
            }
            for onset in onsets { #expect((0...1).contains(onset.strength)) }
        }
    }

    @Test func `voices that are silent have empty lists`() {
        let onsets = OnsetEvidence.onsets(of: OnsetEvidenceTests.song.features)
        #expect(Set(onsets.keys) == Set(Voice.allCases))
        #expect(onsets[.vocals] == [])
        #expect(onsets[.other] == [])
    }

    @Test func `without stems drums are looked for in the mix and singing is not`() {
        var features = OnsetEvidenceTests.song.features
        features.hasStems = false
        let onsets = OnsetEvidence.onsets(of: features)
        #expect(onsets[.kick]?.isEmpty == false)
        #expect(onsets[.vocals] == [])
        #expect(onsets[.bass] == [])
    }

    @Test func `silence and nothing have no onsets`() {
        let nothing = OnsetEvidence.onsets(of: SongFeatures())
        let silence = OnsetEvidence.onsets(of: OnsetEvidenceTests.features([:]))
        #expect(nothing.values.allSatisfy { $0.isEmpty })
        #expect(silence.values.allSatisfy { $0.isEmpty })
        #expect(silence.count == Voice.allCases.count)
    }

    @Test func `every voice has weights for all that is measured`() {
        for voice in Voice.allCases {
            #expect(OnsetWeights.byVoice[voice]?.weights.count == OnsetCandidates.measureCount)
        }
    }

    @Test func `hearing the same twice gives the same`() {
        let features = OnsetEvidenceTests.song.features
        #expect(OnsetEvidence.onsets(of: features) == OnsetEvidence.onsets(of: features))
    }
}

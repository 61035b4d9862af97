import Testing
import Tracks

@testable import Interpretation

struct GenreFeatureTests {
    @Test func `four on the floor has its kick on every beat and its hi-hat off it`() {
        let features = SyntheticSong.house.features
        #expect(features[.kickOnEveryBeatShare] == 1)
        #expect(features[.backbeatShare] == 1)
        #expect(features[.offBeatHiHatShare] == 1)
        #expect(features[.kicksPerBeat] == 1)
        #expect(features[.bassOffBeatShare] == 1)
        #expect(features[.walkingBassShare] == 0)
        #expect(features[.oneDropShare] == 0)
        #expect(features[.bpm] == 128)
    }

    @Test func `a shuffle swings, its bass walks, its form has twelve bars`() throws {
        let features = SyntheticSong.blues.features
        #expect(abs(try #require(features[.swingRatio]) - 0.667) < 0.001)
        #expect(features[.walkingBassShare] == 1)
        #expect(features[.twelveBarShare] == 1)
        #expect(features[.oneFourFiveShare] == 1)
        #expect(features[.seventhChordShare] == 1)
        #expect(abs(try #require(features[.dominantSeventhOnOneOrFourShare]) - 10.0 / 12) < 1e-9)
    }

    @Test(arguments: [
        (GenreFeature.oneDropShare, [Voice.kick: [2.0], .snare: [2], .hiHat: [0.5, 1.5]]),
        (.halfTimeShare, [.kick: [0, 1.75], .snare: [2], .hiHat: [0, 0.5]]),
        (.breakbeatShare, [.kick: [0, 2.5], .snare: [1, 3], .hiHat: [0]]),
        (.offBeatSnareShare, [.kick: [0, 1, 2, 3], .snare: [0.5, 1.5, 2.5, 3.5]]),
        (.dembowMatch, [.kick: [0, 1, 2, 3], .snare: [0.75, 1.5, 2.75, 3.5]]),
        (.claveMatch, [.kick: [0], .snare: [0, 0.75, 1.5, 2.5, 3]]),
        (.bossaMatch, [.kick: [0, 0.75, 1, 1.75, 2, 2.75, 3, 3.75]]),
    ])
    func `each drum pattern is found where it is played and not in a rock beat`(
        _ feature: GenreFeature, _ strokes: [Voice: [Double]]
    ) {
        #expect(SyntheticSong(strokes: strokes).features[feature] == 1)
        let rock = SyntheticSong(strokes: [.kick: [0, 2], .snare: [1, 3], .hiHat: [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5]])
        #expect((rock.features[feature] ?? 1) < 0.35)
    }

    @Test func `double bass drums are fast kicks`() {
        let sixteenths = stride(from: 0.0, to: 4, by: 0.25)
        #expect(SyntheticSong(strokes: [.kick: Array(sixteenths), .snare: [1, 3]]).features[.fastKickShare] == 1)
        #expect(SyntheticSong.house.features[.fastKickShare] == 0)
    }

    @Test func `turnarounds of jazz are counted by the minute`() throws {
        // 16 bars at 120 BPM last 32 s and hold four of them.
        let song = SyntheticSong(chords: ["D:min7", "G:7", "C:maj7", "C:maj7"])
        #expect(abs(try #require(song.features[.twoFiveOnesPerMinute]) - 4 / (32 / 60.0)) < 1e-9)
        #expect(abs(try #require(song.features[.majorOrMinorSeventhShare]) - 0.75) < 1e-9)
        #expect(song.features[.diatonicShare] == 1)
    }

    @Test func `a song without bars has no measures by the bar and none that are not numbers`() {
        var analysis = TrackAnalysis()
        analysis.chords = [
            ChordSpan(
                startSeconds: 0, endSeconds: 0, startBeat: nil, endBeat: nil, label: "N", root: nil, quality: nil,
                bass: nil,
                confidence: 0)
        ]
        var evidence = SongEvidence(durationSeconds: 0)
        evidence.sound = ["crest_db": .nan, "unheard_of_db": 1]
        #expect(GenreFeatures(analysis, evidence: evidence).values.isEmpty)
    }

    @Test func `onsets keep their place where bars differ in length`() {
        let lengths = [4, 3, 5]
        var beats: [Beat] = []
        for (bar, length) in (lengths + [1]).enumerated() {
            for beat in 0..<length {
                beats.append(
                    Beat(
                        timeSeconds: 0.5 * Double(beats.count), bar: bar + 1, beat: beat + 1, isDownbeat: beat == 0,
                        confidence: 1))
            }
        }
        let grid = GenreBars(beats)
        let onsets = beats.dropLast().map { Onset(timeSeconds: $0.timeSeconds + 0.125, strength: 1) }
        #expect(grid.positions(of: Array(onsets)) == lengths.map { length in (0..<length).map { Double($0) + 0.25 } })
        #expect(grid.beatCount == 12)
    }
}

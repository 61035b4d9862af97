import Tracks

/// A sidecar with every field filled, of any number of bars of 4/4 at 120 beats per minute.
enum SampleSong {
    static let progression = [
        ("C:maj", "C", "maj", "C", "I", "tonic"), ("G:7/3", "G", "7", "B", "V65", "dominant"),
        ("A:min7", "A", "min7", "A", "vi7", "tonic_sub"), ("F:maj", "F", "maj", "F", "IV", "subdominant"),
    ]

    static func sidecar(barCount: Int = 16, title: String? = "Blue Song", artist: String? = "Éva Nagy") -> TheorySidecar
    {
        let duration = Double(barCount) * 2
        var sidecar = TheorySidecar(
            track: TrackDescription(
                id: "blue-song-0a1b2c3d", sha256: String(repeating: "0", count: 64),
                audioSHA256: String(repeating: "1", count: 64), fileName: "Blue Song.mp3", title: title,
                artist: artist, album: "Colours", taggedGenre: "Jazz", durationSeconds: duration,
                sampleRateHz: 44_100, channels: 2, tags: ["blue"], addedAt: "2026-11-24T05:30:00.123Z",
                sameAudioAs: nil),
            tools: ["separation": ToolDescription(version: "1", model: "dunes", modelSHA256: "ab12")],
            audioStems: [.vocals: "stems/vocals.wav", .drums: "stems/drums.wav"],
            stemLevels: [
                .vocals: StemLevel(
                    rmsDBFS: -20.5, activity: 0.5, peaks: (0..<500).map { Double($0 % 50) / 50 },
                    peakStepSeconds: duration / 500),
                .drums: StemLevel(rmsDBFS: nil, activity: 0),
            ],
            separationResidualDBFS: -61.5, analysis: analysis(barCount: barCount), warnings: [])
        sidecar.musicTheory = theory(barCount: barCount)
        return sidecar
    }

    private static func analysis(barCount: Int) -> TrackAnalysis {
        let duration = Double(barCount) * 2
        var analysis = TrackAnalysis()
        analysis.tempo = TempoEstimate(
            bpm: 120.04, confidence: 0.9, alternatives: [60], map: [TempoChange(startSeconds: 0, bpm: 120.04)],
            isConstant: true)
        analysis.key = KeyEstimate(
            name: "Eb major", confidence: 0.7, alternatives: [KeyAlternative(key: "C minor", probability: 0.2)])
        analysis.keyRegions = [KeyRegion(startSeconds: 0, endSeconds: duration, key: "Eb major")]
        analysis.tuningHz = 441.5
        analysis.beats = (0..<(barCount * 4)).map {
            Beat(
                timeSeconds: Double($0) / 2, bar: $0 / 4 + 1, beat: $0 % 4 + 1, isDownbeat: $0 % 4 == 0,
                confidence: 0.8)
        }
        analysis.chords = (0..<barCount).map { bar in
            let (label, root, quality, bass, _, _) = progression[bar % 4]
            return ChordSpan(
                startSeconds: Double(bar) * 2, endSeconds: Double(bar) * 2 + 2, startBeat: Double(bar) * 4,
                endBeat: Double(bar) * 4 + 4, label: label, root: root, quality: quality, bass: bass, confidence: 0.7)
        }
        analysis.sections = stride(from: 0, to: barCount, by: 8).map { bar in
            Section(
                startSeconds: Double(bar) * 2, endSeconds: Double(min(barCount, bar + 8)) * 2, startBar: bar + 1,
                letter: bar % 16 == 0 ? "A" : "B", label: bar % 16 == 0 ? "verse" : nil, confidence: 0.6)
        }
        return analysis
    }

    private static func theory(barCount: Int) -> MusicTheoryResults {
        var theory = MusicTheoryResults()
        theory.harmonic.chords = (0..<barCount).map {
            ChordFunction(
                index: $0, roman: progression[$0 % 4].4, function: progression[$0 % 4].5, role: "diatonic")
        }
        theory.harmonic.patterns = [
            ProgressionPattern(
                name: "I-V-vi-IV", numerals: ["I", "V", "vi", "IV"], commonName: "pop progression", isLoop: true,
                lengthBars: 4, coverage: 1,
                occurrences: (0..<(barCount / 4)).map {
                    PatternOccurrence(
                        startBar: $0 * 4 + 1, startSeconds: Double($0) * 8, endSeconds: Double($0) * 8 + 8,
                        rotation: 0)
                })
        ]
        theory.harmonic.cadences = [
            Cadence(
                type: "plagal", subtype: nil, bar: 5, timeSeconds: 8, from: "IV", to: "I", confidence: 0.5)
        ]
        theory.harmonic.voiceLeading = VoiceLeading(
            quality: "smooth", meanSemitonesPerChange: 1.25, meanCommonTones: 1.5, leapShare: 0.1,
            bassMotion: ["step": 0.5, "third": 0.5], reasons: ["Little moves."])
        theory.harmonic.harmonicRhythm = HarmonicRhythm(
            changesPerBar: 0.94, staticShare: 1, sections: [SectionHarmonicRhythm(index: 0, changesPerBar: 1)])
        theory.harmonic.scale = "mixolydian"
        theory.harmonic.complexity = 0.31
        theory.harmonic.complexityLabel = "low"
        theory.harmonic.complexityReasons = ["Four chords."]
        theory.harmonic.complexityParts = [ComplexityPart(name: "seventh_share", value: 0.5, degree: 0.8)]
        theory.rhythmic.timeSignature = "4/4"
        theory.rhythmic.timeSignatureConfidenceLabel = "very high"
        theory.rhythmic.syncopation = 0.25
        theory.rhythmic.syncopationLabel = "low"
        theory.rhythmic.syncopationByStem = [.vocals: 0.25, .drums: 0.5]
        theory.rhythmic.noteDensity = NoteDensity(
            notesPerSecond: 5.5, byStem: [.drums: 3.5], notesPerBeat: 2.75, bySection: [5, 6])
        theory.rhythmic.metricHierarchy = MetricHierarchy(
            strongBeats: [1, 3], weakBeats: [1.5], weights: (0..<16).map { $0 % 4 == 0 ? 1 : 0.2 },
            positionsPerBeat: 4, weightsByVoice: ["kick": (0..<16).map { $0 % 8 == 0 ? 1 : 0 }],
            correlationWithMeter: 0.9)
        theory.rhythmic.swingRatio = 0.66
        theory.rhythmic.polyrhythms = [
            Polyrhythm(
                kind: "grouping", ratio: "3:2", voices: ["hi_hat", "bass"], startBar: 4, bars: 2, pValue: 0.0001,
                description: "Three eighths against the quarters.")
        ]
        theory.rhythmic.complexity = 0.57
        theory.rhythmic.complexityLabel = "moderate"
        theory.genre.primary = "jazz"
        theory.genre.confidence = 0.75
        theory.genre.confidenceLabel = "high"
        theory.genre.secondary = [GenreCandidate(name: "blues", confidence: 0.2)]
        theory.genre.reasons = ["Swing ratio 0.66."]
        theory.genre.features = ["swing_ratio": 0.66, "spectral_centroid_hz": 1832.25]
        return theory
    }
}

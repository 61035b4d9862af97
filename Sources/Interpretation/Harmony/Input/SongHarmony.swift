import MusicTheory
import Tracks

/// The chords of a song in their keys, with numerals, beside its bars.
struct SongHarmony {
    /// Chords in order; what is no chord has no entry.
    let chords: [HeardChord]
    /// Bars in order; none without beats.
    let bars: [BarSpan]
    /// Length of the song in seconds.
    let durationSeconds: Double

    /// Reads what can be read: without any key region, the key of the whole song holds.
    init(_ analysis: TrackAnalysis) {
        bars = BarSpan.bars(of: analysis.beats)
        durationSeconds = max(analysis.chords.last?.endSeconds ?? 0, analysis.sections.last?.endSeconds ?? 0)
        let regions = KeyRegions(analysis)
        let beatSeconds = BarSpan.beatSeconds(of: analysis.beats)
        var placed: [(index: Int, span: ChordSpan, keyed: KeyedChord)] = []
        for (index, span) in analysis.chords.enumerated() where span.endSeconds > span.startSeconds {
            guard let chord = ChordLabel(harte: span.label)?.chord,
                let key = regions.key(from: span.startSeconds, to: span.endSeconds)
            else { continue }
            let beats =
                if let start = span.startBeat, let end = span.endBeat { max(0, end - start) } else {
                    beatSeconds.map { (span.endSeconds - span.startSeconds) / $0 } ?? 1
                }
            let strength = BarSpan.strength(of: span.startBeat, in: analysis.beats)
            placed.append(
                (
                    index, span,
                    KeyedChord(chord: chord, key: key, metricalStrength: strength, durationBeats: beats)
                ))
        }
        let readings = RomanNumeralAnalysis.readings(of: placed.map(\.keyed))
        chords = zip(placed, readings).map { place, reading in
            HeardChord(
                index: place.index, startSeconds: place.span.startSeconds, endSeconds: place.span.endSeconds,
                confidence: place.span.confidence, keyed: place.keyed, reading: reading)
        }
    }

    /// Place of the first chord that ends after a time.
    func firstChord(endingAfter time: Double) -> Int {
        chords.partitioningIndex { $0.endSeconds > time }
    }
}

/// A chord as it was heard, with its explanation.
struct HeardChord {
    /// Index into the analysis' chords.
    let index: Int
    let startSeconds: Double
    let endSeconds: Double
    /// 0...1.
    let confidence: Double
    /// The chord in its key.
    let keyed: KeyedChord
    let reading: HarmonicReading

    var seconds: Double { endSeconds - startSeconds }

    /// Semitones of the root above the key's tonic, 0...11.
    var rootDegree: Int { keyed.key.tonic.interval(to: keyed.chord.root.pitchClass) }

    /// Semitones of the bass above the key's tonic, 0...11.
    var bassDegree: Int { keyed.key.tonic.interval(to: keyed.chord.bass.pitchClass) }

    /// The kind of triad.
    var triad: TriadClass { TriadClass(keyed.chord.quality) }

    var isRootPosition: Bool { keyed.chord.bass.pitchClass == keyed.chord.root.pitchClass }
}

/// Kinds of triads as progressions tell them apart.
enum TriadClass: Hashable {
    case major, minor, diminished, augmented
    /// Without a third: power and suspended chords.
    case open

    init(_ quality: ChordQuality) {
        switch quality {
        case .major, .dominantSeventh, .majorSeventh, .majorSixth: self = .major
        case .minor, .minorSeventh, .minorSixth, .minorMajorSeventh: self = .minor
        case .diminished, .halfDiminishedSeventh, .diminishedSeventh: self = .diminished
        case .augmented: self = .augmented
        case .suspendedFourth, .suspendedSecond, .power: self = .open
        }
    }
}

import MusicTheory
import Tracks

/// The chords and keys of a song, with how sure they are.
struct DecodedHarmony: Sendable {
    /// Chords without gaps from 0 to the song's end; neighbours differ.
    var chords: [ChordSpan] = []
    /// Keys without gaps from 0 to the song's end; empty where there are no chords.
    var keyRegions: [KeyRegion] = []
    /// The key of the whole song with its three likeliest rivals; `nil` where there are no chords.
    var key: KeyEstimate?
    /// The keys in cells and figures: probabilities of all 24, and the margins of tonic and mode.
    var keyFinding: KeyFinding?
    /// The decoded chords in cells, with their bass.
    var segments: [BassSegment] = []

    /// What is known before anything is decoded.
    init() {}
}

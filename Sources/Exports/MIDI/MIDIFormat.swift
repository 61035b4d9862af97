internal import MusicTheory
internal import Tracks

/// A Standard MIDI File, format 1: a tempo map by which bar lines fall on the recording's, time and key signatures,
/// sections as markers, the chords, a click, and what was heard of each voice.
///
/// A song of constant tempo has one tempo from its first beat on; elsewhere every beat has its own.
public struct MIDIFormat: SingleFileFormat {
    /// The format.
    public init() {}

    /// "midi".
    public var name: String { "midi" }
    /// What it is good for.
    public var summary: String { "tempo map, markers, chords, click and note onsets for sequencers" }
    /// "mid".
    public var fileExtension: String { "mid" }

    private static let percussion = 9

    /// The file.
    ///
    /// - Throws: `ExportError` for a song without beats, chords and sections.
    public func bytes(of song: ExportSong) throws(ExportError) -> [UInt8] {
        guard !song.beats.isEmpty || !song.chords.isEmpty || !song.sections.isEmpty else {
            throw .missing("beats, chords and sections", in: song, field: "beats")
        }
        let map = MIDITimeMap(song)
        var tracks = [Self.conductor(song, map)]
        if let chords = Self.chords(song, map) { tracks.append(chords) }
        if !map.beats.isEmpty { tracks.append(Self.click(map)) }
        tracks += song.voices.map { Self.voice($0, song, map) }
        let length = max(map.tick(atSeconds: song.durationSeconds), tracks.map(\.endTick).max() ?? 0)
        var bytes = Array("MThd".utf8) + MIDITrack.bigEndian32(6) + [0, 1]
        bytes += [UInt8(tracks.count >> 8), UInt8(tracks.count & 0xFF)]
        bytes += [UInt8(MIDITimeMap.ticksPerQuarter >> 8), UInt8(MIDITimeMap.ticksPerQuarter & 0xFF)]
        return tracks.reduce(bytes) { $0 + $1.bytes(length: length) }
    }

    private static func conductor(_ song: ExportSong, _ map: MIDITimeMap) -> MIDITrack {
        var track = MIDITrack(name: song.title)
        for tempo in map.tempi { track.addTempo(tempo.microsecondsPerQuarter, at: tempo.tick) }
        for signature in map.signatures {
            track.addTimeSignature(
                signature.meter.numerator, signature.meter.denominator, clocksPerBeat: signature.clocksPerBeat,
                at: signature.tick)
        }
        let regions = song.keyRegions.compactMap { region in Key(region.key).map { (region.startSeconds, $0) } }
        let whole = song.key.map { [(0.0, $0)] } ?? []
        for (start, key) in regions.isEmpty ? whole : regions {
            track.addKeySignature(
                fifths: key.signatureFifths, isMinor: key.mode == .minor, at: map.tick(atSeconds: start))
        }
        for section in song.sections {
            track.addText(0x06, section.fullName, at: map.tick(atSeconds: section.startSeconds))
        }
        return track
    }

    private static func chords(_ song: ExportSong, _ map: MIDITimeMap) -> MIDITrack? {
        guard song.chords.contains(where: { $0.chord != nil }) else { return nil }
        var track = MIDITrack(name: "Chords")
        track.addProgram(0, channel: 0)
        for span in song.chords {
            guard let chord = span.chord else { continue }
            let (start, end) = (map.tick(atSeconds: span.startSeconds), map.tick(atSeconds: span.endSeconds))
            guard end > start else { continue }
            let notes = ChordVoicing.notes(of: chord)
            for note in [notes.bass] + notes.upper {
                track.addNote(note, from: start, to: end, velocity: 72, channel: 0)
            }
        }
        return track
    }

    /// High wood block on downbeats, low wood block on the other beats.
    private static func click(_ map: MIDITimeMap) -> MIDITrack {
        var track = MIDITrack(name: "Click")
        for (index, beat) in map.beats.enumerated() {
            let isDownbeat = beat.place == 1
            let next = index + 1 < map.beats.count ? map.beats[index + 1].tick : Int.max
            track.addNote(
                isDownbeat ? 76 : 77, from: beat.tick, to: min(next, beat.tick + MIDITimeMap.ticksPerQuarter / 8),
                velocity: isDownbeat ? 112 : 80, channel: percussion)
        }
        return track
    }

    /// Drums on their own keys of General MIDI, the bass on the lowest note of the chord; of the other voices only the
    /// times are known, so that they are percussion as well.
    private static func voice(_ voice: String, _ song: ExportSong, _ map: MIDITimeMap) -> MIDITrack {
        let names = [
            "kick": "Kick", "snare": "Snare", "hi_hat": "Hi-hat", "bass": "Bass", "vocals": "Vocals (onsets)",
            "other": "Other (onsets)",
        ]
        let keys = ["kick": 36, "snare": 38, "hi_hat": 42, "vocals": 75, "other": 70]
        let isBass = voice == "bass"
        let channel = isBass ? 1 : percussion
        var track = MIDITrack(name: names[voice] ?? PlainText.line(voice))
        if isBass { track.addProgram(33, channel: channel) }
        var onsets: [(tick: Int, seconds: Double, strength: Double)] = []
        for onset in song.onsets(of: voice) {
            // Two at one tick would be one note that ends before it begins.
            let tick = map.tick(atSeconds: onset.seconds)
            if onsets.last?.tick != tick { onsets.append((tick, onset.seconds, onset.strength)) }
        }
        var chord = 0
        var note = song.key.map { 36 + $0.tonic.semitone } ?? 36
        for (i, onset) in onsets.enumerated() {
            var end = onset.tick + MIDITimeMap.ticksPerQuarter / 16
            if isBass {
                while chord < song.chords.count, song.chords[chord].endSeconds <= onset.seconds { chord += 1 }
                if chord < song.chords.count, let sounding = song.chords[chord].chord {
                    note = ChordVoicing.bassNote(of: sounding)
                }
                end = onset.tick + MIDITimeMap.ticksPerQuarter
            }
            if i + 1 < onsets.count { end = min(end, onsets[i + 1].tick) }
            track.addNote(
                isBass ? note : keys[voice] ?? 76, from: onset.tick, to: end,
                velocity: 32 + Int((onset.strength * 95).rounded()), channel: channel)
        }
        return track
    }
}

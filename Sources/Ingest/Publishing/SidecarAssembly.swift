internal import Catalogue
internal import FoundationEssentials
internal import Library
internal import Tracks

/// Puts together a song's `theory.json` from what the stages found.
enum SidecarAssembly {
    /// The field of the warning about everything that this version does not analyse yet.
    static let laterField = "music_theory"

    /// - Parameters:
    ///   - fileName: name of the original inside the entry, for people.
    ///   - tags: sub-folders of the inbox.
    static func sidecar(
        id: String, sha256: String, audioSHA256: String, fileName: String, tags: [String], isTruncated: Bool,
        song: ProcessedSong, tools: [String: ToolDescription], addedAt: Date?
    ) -> TheorySidecar {
        let decoded = song.decoded
        let track = TrackDescription(
            id: id, sha256: sha256, audioSHA256: audioSHA256, fileName: fileName, title: decoded.title,
            artist: decoded.artist, album: decoded.album, taggedGenre: decoded.genre,
            durationSeconds: decoded.durationSeconds, sampleRateHz: decoded.sampleRateHz,
            channels: decoded.channelCount,
            tags: tags, addedAt: addedAt.map { $0.formatted(.iso8601) }, sameAudioAs: song.sameAudioAs)
        return TheorySidecar(
            track: track, tools: tools, audioStems: song.separated.files.mapValues { "stems/" + $0 },
            stemLevels: song.separated.levels, separationResidualDBFS: song.separated.residualDBFS,
            analysis: song.analysed.analysis, warnings: warnings(decoded, song.separated, isTruncated: isTruncated))
    }

    private static func warnings(
        _ decoded: DecodedSong, _ separated: SeparatedSong, isTruncated: Bool
    ) -> [Warning] {
        var warnings: [Warning] = []
        if isTruncated {
            warnings.append(
                Warning(
                    field: "track.duration_s",
                    reason: "The end of the file is missing (it is truncated); what there is of it was processed."))
        }
        if decoded.damagedFrameCount > 0 {
            warnings.append(
                Warning(
                    field: "track.duration_s",
                    reason: "\(decoded.damagedFrameCount) damaged MPEG frames were skipped or concealed."))
        }
        if separated.clippedSampleCount > 0 {
            warnings.append(
                Warning(
                    field: "audio_stems",
                    reason: "\(separated.clippedSampleCount) samples exceeded full scale and were clipped; "
                        + "set stems.format to wav-float to keep them."))
        }
        warnings.append(
            Warning(
                field: laterField,
                reason:
                    "This version finds no roman numerals, functions, patterns, cadences, rhythm measures and genre; "
                    + "these fields are null."))
        return warnings
    }
}

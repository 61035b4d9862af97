internal import Catalogue
internal import FoundationEssentials
internal import Library
internal import Tracks

/// Puts together a song's `theory.json` from what the stages found.
enum SidecarAssembly {
    /// Fields of the other warnings that are written here; those of all other fields are the analysis's.
    private static let (durationField, stemsField) = ("track.duration_s", "audio_stems")

    /// A sidecar with another analysis of the same song, which agrees with `corrections`.
    ///
    /// - Parameter tools: what made the analysis.
    static func renewed(
        _ sidecar: TheorySidecar, analysis: TrackAnalysis, corrections: Corrections, tools: [String: ToolDescription]
    ) -> TheorySidecar {
        TheorySidecar(
            track: sidecar.track, tools: sidecar.tools.merging(tools) { $1 }, audioStems: sidecar.audioStems,
            stemLevels: sidecar.stemLevels, separationResidualDBFS: sidecar.separationResidualDBFS, analysis: analysis,
            corrections: corrections, warnings: sidecar.warnings.filter { isOwn($0) })
    }

    /// The analysis in a sidecar, with its own warnings alone.
    static func analysis(in sidecar: TheorySidecar) -> TrackAnalysis {
        var analysis = sidecar.analysis
        analysis.warnings.removeAll(where: isOwn)
        return analysis
    }

    private static func isOwn(_ warning: Warning) -> Bool {
        [durationField, stemsField].contains(warning.field)
    }

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
            analysis: song.analysed.analysis, corrections: song.corrections,
            warnings: warnings(decoded, song.separated, isTruncated: isTruncated))
    }

    private static func warnings(
        _ decoded: DecodedSong, _ separated: SeparatedSong, isTruncated: Bool
    ) -> [Warning] {
        var warnings: [Warning] = []
        if isTruncated {
            warnings.append(
                Warning(
                    field: durationField,
                    reason: "The end of the file is missing (it is truncated); what there is of it was processed."))
        }
        if decoded.damagedFrameCount > 0 {
            warnings.append(
                Warning(
                    field: durationField,
                    reason: "\(decoded.damagedFrameCount) damaged MPEG frames were skipped or concealed."))
        }
        if separated.clippedSampleCount > 0 {
            warnings.append(
                Warning(
                    field: stemsField,
                    reason: "\(separated.clippedSampleCount) samples exceeded full scale and were clipped; "
                        + "set stems.format to wav-float to keep them."))
        }
        return warnings
    }
}

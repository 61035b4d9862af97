/// The file `theory.json`: everything known about one song (`"schema": "musigen.theory/1"`).
///
/// Times are seconds from the first sample of the decoded audio. A field that could not be found is `null` and has an
/// entry in `warnings`.
public struct TheorySidecar: Codable, Sendable, Equatable {
    /// The schema this version writes and reads.
    public static let currentSchema = "musigen.theory/1"

    /// Name and version of the schema.
    public var schema = TheorySidecar.currentSchema
    /// The recording.
    public var track: TrackDescription
    /// What produced each stage's results.
    public var tools: [String: ToolDescription]
    /// Relative path of each stem's audio file.
    public var audioStems: [Stem: String]
    /// Loudness and presence of each stem.
    public var stemLevels: [Stem: StemLevel]
    /// Level of what the stems do not account for (mix minus their sum), in dB relative to full scale.
    @ExplicitNull public var separationResidualDBFS: Double?
    /// Beats per minute.
    @ExplicitNull public var bpm: Double?
    /// 0...1.
    @ExplicitNull public var bpmConfidence: Double?
    /// `bpmConfidence` in words.
    @ExplicitNull public var bpmConfidenceLabel: String?
    /// Other readings of the tempo.
    public var bpmAlternatives: [Double]
    /// Tempo by stretches.
    public var tempoMap: [TempoChange]
    /// Whether one tempo holds for the whole song.
    @ExplicitNull public var tempoIsConstant: Bool?
    /// "C major".
    @ExplicitNull public var key: String?
    /// 0...1.
    @ExplicitNull public var keyConfidence: Double?
    /// `keyConfidence` in words.
    @ExplicitNull public var keyConfidenceLabel: String?
    /// Rival keys.
    public var keyAlternatives: [KeyAlternative]
    /// Keys by stretches.
    public var keyRegions: [KeyRegion]
    /// Reference pitch (A4) in hertz.
    @ExplicitNull public var tuningHz: Double?
    /// Beats in order.
    public var beats: [Beat]
    /// Chords in order.
    public var chords: [ChordSpan]
    /// Sections in order.
    public var sections: [Section]
    /// Harmony, rhythm and genre.
    public var musicTheory: MusicTheoryResults
    /// What the user has said about the song, which the rest agrees with.
    public var corrections: Corrections {
        didSet { correctedFields = corrections.fields.map(\.rawValue) }
    }
    /// Names of the fields that the user has corrected, as `Corrections.Field` has them.
    @EmptyByDefault public private(set) var correctedFields: [String]
    /// Fields that are `null` or doubtful, and why.
    public var warnings: [Warning]

    enum CodingKeys: String, CodingKey {
        case schema, track, tools
        case audioStems = "audio_stems"
        case stemLevels = "stem_levels"
        case separationResidualDBFS = "separation_residual_dbfs"
        case bpm
        case bpmConfidence = "bpm_confidence"
        case bpmConfidenceLabel = "bpm_confidence_label"
        case bpmAlternatives = "bpm_alternatives"
        case tempoMap = "tempo_map"
        case tempoIsConstant = "tempo_is_constant"
        case key
        case keyConfidence = "key_confidence"
        case keyConfidenceLabel = "key_confidence_label"
        case keyAlternatives = "key_alternatives"
        case keyRegions = "key_regions"
        case tuningHz = "tuning_hz"
        case beats, chords, sections
        case musicTheory = "music_theory"
        case corrections
        case correctedFields = "corrected_fields"
        case warnings
    }

    /// Gathers a sidecar from what the stages found.
    ///
    /// - Parameter corrections: those that `analysis` was made to agree with.
    public init(
        track: TrackDescription, tools: [String: ToolDescription], audioStems: [Stem: String],
        stemLevels: [Stem: StemLevel], separationResidualDBFS: Double?, analysis: TrackAnalysis,
        corrections: Corrections = Corrections(), warnings: [Warning]
    ) {
        self.track = track
        self.tools = tools
        self.audioStems = audioStems
        self.stemLevels = stemLevels
        self.separationResidualDBFS = separationResidualDBFS
        bpm = analysis.tempo?.bpm
        bpmConfidence = analysis.tempo?.confidence
        bpmConfidenceLabel = analysis.tempo.map { DegreeInWords.confidence($0.confidence) }
        bpmAlternatives = analysis.tempo?.alternatives ?? []
        tempoMap = analysis.tempo?.map ?? []
        tempoIsConstant = analysis.tempo?.isConstant
        key = analysis.key?.name
        keyConfidence = analysis.key?.confidence
        keyConfidenceLabel = analysis.key.map { DegreeInWords.confidence($0.confidence) }
        keyAlternatives = analysis.key?.alternatives ?? []
        keyRegions = analysis.keyRegions
        tuningHz = analysis.tuningHz
        beats = analysis.beats
        chords = analysis.chords
        sections = analysis.sections
        musicTheory = analysis.musicTheory
        musicTheory.rhythmic.timeSignature = analysis.timeSignature
        musicTheory.rhythmic.timeSignatureConfidence = analysis.timeSignatureConfidence
        musicTheory.rhythmic.timeSignatureConfidenceLabel = analysis.timeSignatureConfidence
            .map(DegreeInWords.confidence)
        self.corrections = corrections
        correctedFields = corrections.fields.map(\.rawValue)
        self.warnings = warnings + analysis.warnings
    }
}

/// The recording itself.
public struct TrackDescription: Codable, Sendable, Equatable {
    /// Identifier of the library entry.
    public var id: String
    /// SHA-256 of the original file, lower-case hexadecimal.
    public var sha256: String
    /// SHA-256 of the audio frames alone, without tags: equal where only the tags of two files differ.
    public var audioSHA256: String
    /// Name of the original file inside the library entry.
    public var fileName: String
    /// Title from the file's tags.
    @ExplicitNull public var title: String?
    /// Artist from the file's tags.
    @ExplicitNull public var artist: String?
    /// Album from the file's tags.
    @ExplicitNull public var album: String?
    /// Genre as the file's tags have it: shown, never mixed into the analysis.
    @ExplicitNull public var taggedGenre: String?
    /// Length in seconds.
    public var durationSeconds: Double
    /// Sampling rate of the original, in hertz.
    public var sampleRateHz: Int
    /// Channels of the original.
    public var channels: Int
    /// Sub-folders of the inbox it came from.
    public var tags: [String]
    /// When it was dropped (ISO 8601, UTC).
    @ExplicitNull public var addedAt: String?
    /// Identifier of the library entry with the same audio whose analysis was taken over.
    @ExplicitNull public var sameAudioAs: String?

    enum CodingKeys: String, CodingKey {
        case id, sha256
        case audioSHA256 = "audio_sha256"
        case fileName = "file_name"
        case title, artist, album
        case taggedGenre = "tagged_genre"
        case durationSeconds = "duration_s"
        case sampleRateHz = "sample_rate_hz"
        case channels, tags
        case addedAt = "added_at"
        case sameAudioAs = "same_audio_as"
    }

    /// Describes a recording.
    public init(
        id: String, sha256: String, audioSHA256: String, fileName: String, title: String?, artist: String?,
        album: String?, taggedGenre: String?, durationSeconds: Double, sampleRateHz: Int, channels: Int, tags: [String],
        addedAt: String?, sameAudioAs: String?
    ) {
        self.id = id
        self.sha256 = sha256
        self.audioSHA256 = audioSHA256
        self.fileName = fileName
        self.title = title
        self.artist = artist
        self.album = album
        self.taggedGenre = taggedGenre
        self.durationSeconds = durationSeconds
        self.sampleRateHz = sampleRateHz
        self.channels = channels
        self.tags = tags
        self.addedAt = addedAt
        self.sameAudioAs = sameAudioAs
    }
}

/// What produced a stage's results.
public struct ToolDescription: Codable, Sendable, Equatable {
    /// Version of the stage.
    public var version: String
    /// Name of the method or model.
    public var model: String
    /// SHA-256 of the model's weights; `null` for methods without weights.
    @ExplicitNull public var modelSHA256: String?

    enum CodingKeys: String, CodingKey {
        case version, model
        case modelSHA256 = "model_sha256"
    }

    /// Names a tool.
    public init(version: String, model: String, modelSHA256: String? = nil) {
        self.version = version
        self.model = model
        self.modelSHA256 = modelSHA256
    }
}

/// Loudness and presence of a stem.
public struct StemLevel: Codable, Sendable, Equatable {
    /// Root mean square level in dB relative to full scale; `null` for digital silence.
    @ExplicitNull public var rmsDBFS: Double?
    /// Share of the time in which the stem sounds (within 40 dB of its own loudest second), 0...1.
    public var activity: Double
    /// `activity` in words.
    public var activityLabel: String
    /// Largest absolute sample in equal stretches of the song, 1 being full scale: the outline of the waveform.
    @EmptyByDefault public var peaks: [Double]
    /// Length of those stretches in seconds.
    @ExplicitNull public var peakStepSeconds: Double?

    enum CodingKeys: String, CodingKey {
        case rmsDBFS = "rms_dbfs"
        case activity
        case activityLabel = "activity_label"
        case peaks
        case peakStepSeconds = "peak_step_s"
    }

    /// A level and a presence.
    public init(rmsDBFS: Double?, activity: Double, peaks: [Double] = [], peakStepSeconds: Double? = nil) {
        self.activity = activity
        self.peaks = peaks
        self.rmsDBFS = rmsDBFS
        self.peakStepSeconds = peakStepSeconds
        activityLabel = DegreeInWords.activity(activity)
    }
}

extension TheorySidecar {
    /// The analysis that this sidecar was gathered from.
    public var analysis: TrackAnalysis {
        var analysis = TrackAnalysis()
        if let bpm {
            analysis.tempo = TempoEstimate(
                bpm: bpm, confidence: bpmConfidence ?? 0, alternatives: bpmAlternatives, map: tempoMap,
                isConstant: tempoIsConstant ?? true)
        }
        if let key {
            analysis.key = KeyEstimate(name: key, confidence: keyConfidence ?? 0, alternatives: keyAlternatives)
        }
        analysis.timeSignature = musicTheory.rhythmic.timeSignature
        analysis.timeSignatureConfidence = musicTheory.rhythmic.timeSignatureConfidence
        analysis.musicTheory = musicTheory
        analysis.keyRegions = keyRegions
        analysis.tuningHz = tuningHz
        analysis.beats = beats
        analysis.chords = chords
        analysis.sections = sections
        analysis.warnings = warnings
        return analysis
    }
}

internal import Tracks
internal import FoundationEssentials
internal import MusicTheory

extension SongEstimate {
    /// Reads other analysers' results: `tempo` (BPM), `beats` and `downbeats` (s), `key` ("C major"), `chords`
    /// (`[[start, end, Harte]]`), `segments` (starts of the sections, s); further `tempo_confidence`,
    /// `is_constant_tempo`, `meter` (beats in a bar), `time_signature`, `meter_confidence`, `key_confidence`, `keys`
    /// (`[[start, name]]`), `letters` (one per segment), and `numerals`, `cadences`, `swing` and `genre` as in a truth. What is missing is not scored; what is `null` was looked
    /// for and not found. Without `meter`, the downbeats tell it.
    public init(json: [UInt8]) throws(EvaluationError) {
        let file: SongEstimateFile
        do {
            file = try JSONDecoder().decode(SongEstimateFile.self, from: Data(json))
        } catch {
            throw EvaluationError(JSONFault.description(of: error))
        }
        self.init()
        bpm = file.tempo
        if let value = bpm.value, !(value.isFinite && value > 0) { bpm = .nothing }
        bpmConfidence = file.tempoConfidence
        isTempoConstant = file.isConstantTempo
        if let times = file.beats { beats = try EventTimes(times) }
        if let times = file.downbeats { downbeats = try EventTimes(times) }
        bar = try Self.bar(file, beats: beats, downbeats: downbeats)
        barConfidence = file.meterConfidence
        switch file.key {
        case .notAsked: key = .notAsked
        case .nothing: key = .nothing
        case .found(let name): key = .found(try AnnotatedKey(name))
        }
        keyConfidence = file.keyConfidence
        if let rows = file.keys {
            // The last one lasts to the end, wherever that is.
            let ends = rows.dropFirst().map(\.start) + [EventTimes.latestSeconds]
            keyRegions = try Self.spans(
                zip(rows, ends).map { LabelledSpan(start: $0.start, end: $1, label: $0.name) })
        }
        if let rows = file.chords { chords = try Self.spans(rows.map(\.span)) }
        if let rows = file.numerals { numerals = try Self.spans(rows.map(\.span)) }
        cadences = file.cadences?.map(\.event)
        swingRatio = file.swing
        genre = file.genre
        if let starts = file.segments {
            sectionStarts = try EventTimes(starts.sorted())
            sectionLabels = file.letters
            if let letters = file.letters, letters.count != starts.count {
                throw EvaluationError(
                    "There are \(letters.count) letters for \(starts.count) segments; give one letter per segment.")
            }
        }
    }

    private static func bar(
        _ file: SongEstimateFile, beats: EventTimes?, downbeats: EventTimes?
    ) throws(EvaluationError) -> Answer<Bar> {
        if let text = file.timeSignature.value {
            guard let meter = Meter(text) else {
                throw EvaluationError("\"\(text)\" is no time signature; write one such as \"6/8\".")
            }
            return .found(Bar(beats: meter.beatsPerBar, timeSignature: meter))
        }
        if let beats = file.meter.value { return .found(Bar(beats: beats)) }
        if file.timeSignature.isAsked || file.meter.isAsked { return .nothing }
        guard let beats, let downbeats else { return .notAsked }
        // Up to 50 ms early, so that a downbeat that is no beat of the list itself counts to the beat it is meant for.
        let places = downbeats.seconds.map { downbeat in
            beats.seconds.partitioningIndex { $0 > downbeat - 0.05 }
        }
        let lengths = zip(places, places.dropFirst()).map { Double($1 - $0) }
        return Median.of(lengths).map { .found(Bar(beats: Int($0.rounded()))) } ?? .nothing
    }
}

internal import FoundationEssentials
internal import MusicTheory

extension SongTruth {
    /// Reads the truth's JSON form: `name`, `duration` (s), `bpm`, `is_constant_tempo`, `tempo_map` (`[[s, BPM]]`),
    /// `meter` (beats in a bar) and `time_signature` ("6/8"), `keys` (`[[start, "C major"]]`), `beats` and `downbeats`
    /// (s), `chords` (`[[start, end, Harte]]`), `sections` (`[[start, end, label]]`) and `letters` (one per section:
    /// equal letters for repeats), `numerals` (`[[start, end, "V7/V"]]`), `cadences` (`[[s, "authentic"]]`), `swing`
    /// (0.5 is straight) and `genre`. All are optional, and others are ignored.
    public init(json: [UInt8]) throws(EvaluationError) {
        let file: SongTruthFile
        do {
            file = try JSONDecoder().decode(SongTruthFile.self, from: Data(json))
        } catch {
            throw EvaluationError(JSONFault.description(of: error))
        }
        self.init()
        name = file.name ?? ""
        durationSeconds = file.duration
        bpm = file.bpm
        beatsPerBar = file.meter
        if let text = file.timeSignature {
            guard let meter = Meter(text) else {
                throw EvaluationError("\"\(text)\" is no time signature; write one such as \"6/8\".")
            }
            timeSignature = meter
            beatsPerBar = beatsPerBar ?? meter.beatsPerBar
        }
        if let bpm, !(bpm.isFinite && bpm > 0) {
            throw EvaluationError("The tempo is \(bpm) BPM; give a positive one.")
        }
        if let beatsPerBar, beatsPerBar < 1 {
            throw EvaluationError("A bar has \(beatsPerBar) beats; give one or more.")
        }
        if let times = file.beats { beats = try EventTimes(times) }
        if let times = file.downbeats { downbeats = try EventTimes(times) }
        if let rows = file.keys, !rows.isEmpty { keys = try Self.keys(rows) }
        if let rows = file.chords, !rows.isEmpty { chords = try LabelledSpans(rows.map(\.span)) }
        if let rows = file.sections, !rows.isEmpty {
            sections = try Self.sections(rows.map(\.span), letters: file.letters)
        }
        if let rows = file.numerals, !rows.isEmpty { numerals = try LabelledSpans(rows.map(\.span)) }
        cadences = file.cadences?.map(\.event)
        swingRatio = file.swing
        genre = file.genre
        isTempoConstant = file.isConstantTempo ?? file.tempoMap.map { $0.count <= 1 } ?? beats.flatMap(Self.isRegular)
    }

    private static func keys(_ rows: [KeyRow]) throws(EvaluationError) -> [KeyChange] {
        var keys: [KeyChange] = []
        for row in rows {
            guard row.start.isFinite, keys.last.map({ row.start > $0.start }) ?? true else {
                throw EvaluationError("The key \(row.name) begins at \(row.start) s; list the keys in order of time.")
            }
            keys.append(KeyChange(start: row.start, key: try AnnotatedKey(row.name)))
        }
        return keys
    }

    private static func sections(
        _ spans: [LabelledSpan], letters: [String]?
    ) throws(EvaluationError) -> LabelledSpans {
        guard let letters else { return try LabelledSpans(spans) }
        guard letters.count == spans.count else {
            throw EvaluationError(
                "There are \(letters.count) letters for \(spans.count) sections; give one letter per section.")
        }
        return try LabelledSpans(
            zip(spans, letters).map { LabelledSpan(start: $0.start, end: $0.end, label: $1) })
    }

    /// Whether the beats of a truth that does not say so lie on a grid, within 10 ms.
    private static func isRegular(_ beats: EventTimes) -> Bool? {
        guard beats.count > 2, let line = LeastSquaresLine(beats.seconds) else { return nil }
        return beats.seconds.indices.allSatisfy { abs(beats.seconds[$0] - line[$0]) <= 0.01 }
    }

    /// Reads lines of a beat's seconds and its place in the bar, from 1: "0.42<tab>2".
    public init(beatLines text: String) throws(EvaluationError) {
        self.init()
        var (times, positions): ([Double], [Int]) = ([], [])
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count >= 2, let time = Double(words[0]), let position = Double(words[1]), position >= 1,
                position <= 64
            else {
                throw EvaluationError("\"\(line)\" is no beat; write its seconds and its place in the bar, from 1.")
            }
            times.append(time)
            positions.append(Int(position))
        }
        let beats = try EventTimes(times)
        self.beats = beats
        downbeats = try EventTimes(zip(times, positions).filter { $1 == 1 }.map(\.0))
        beatsPerBar = Self.commonestBar(positions)
        if let interval = Median.of(zip(times, times.dropFirst()).map { $1 - $0 }), interval > 0 {
            bpm = 60 / interval
        }
        isTempoConstant = Self.isRegular(beats)
    }

    /// The length of most bars, of those that end inside the song.
    private static func commonestBar(_ positions: [Int]) -> Int? {
        var counts: [Int: Int] = [:]
        for (position, next) in zip(positions, positions.dropFirst()) where next == 1 {
            counts[position, default: 0] += 1
        }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    }
}

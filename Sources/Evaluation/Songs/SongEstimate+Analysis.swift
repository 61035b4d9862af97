internal import MusicTheory
public import Tracks

extension SongEstimate {
    /// What this project's analysis says: it answers everything, and what it did not find counts as wrong.
    public init(_ analysis: TrackAnalysis) throws(EvaluationError) {
        self.init()
        bpm = analysis.tempo.map { .found($0.bpm) } ?? .nothing
        bpmConfidence = analysis.tempo?.confidence
        isTempoConstant = analysis.tempo?.isConstant
        bar = .nothing
        if let meter = analysis.timeSignature.flatMap({ Meter($0) }) {
            bar = .found(Bar(beats: meter.beatsPerBar, timeSignature: meter))
        }
        barConfidence = analysis.timeSignatureConfidence
        key = .nothing
        if let name = analysis.key?.name { key = .found(try AnnotatedKey(name)) }
        keyConfidence = analysis.key?.confidence
        keyRegions = try Self.spans(
            analysis.keyRegions.map { LabelledSpan(start: $0.startSeconds, end: $0.endSeconds, label: $0.key) })
        beats = try EventTimes(analysis.beats.map(\.timeSeconds))
        downbeats = try EventTimes(analysis.beats.filter(\.isDownbeat).map(\.timeSeconds))
        chords = try Self.spans(
            analysis.chords.map { LabelledSpan(start: $0.startSeconds, end: $0.endSeconds, label: $0.label) })
        sectionStarts = try EventTimes(analysis.sections.map(\.startSeconds))
        sectionLabels = analysis.sections.map(\.letter)
        try takeTheory(analysis)
    }

    private mutating func takeTheory(_ analysis: TrackAnalysis) throws(EvaluationError) {
        let theory = analysis.musicTheory
        var spans: [LabelledSpan] = []
        for function in theory.harmonic.chords ?? [] where analysis.chords.indices.contains(function.index) {
            let chord = analysis.chords[function.index]
            spans.append(LabelledSpan(start: chord.startSeconds, end: chord.endSeconds, label: function.roman))
        }
        numerals = try Self.spans(spans)
        cadences = (theory.harmonic.cadences ?? []).map { CadenceEvent(timeSeconds: $0.timeSeconds, type: $0.type) }
        swingRatio = theory.rhythmic.swingRatio.map { .found($0) } ?? .notAsked
        genre = theory.genre.primary.map { .found($0) } ?? .nothing
    }

    static func spans(_ spans: [LabelledSpan]) throws(EvaluationError) -> LabelledSpans {
        try LabelledSpans(spans.filter { $0.duration > shortestSpan })
    }
}

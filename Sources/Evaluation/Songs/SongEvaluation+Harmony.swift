extension SongEvaluation {
    mutating func scoreKey(_ truth: SongTruth, _ estimate: SongEstimate) throws(EvaluationError) {
        guard let reference = truth.mainKey, estimate.key.isAsked else { return }
        let relation = estimate.key.value.map { KeyRelation(reference: reference, estimate: $0) }
        keyRelation = relation ?? .other
        scores[.keyExact] = relation == .same ? 1 : 0
        scores[.keyWeighted] = relation?.weight() ?? 0
        if relation != nil, let confidence = estimate.keyConfidence {
            keyReliability = Reliability(confidence: confidence, isRight: relation == .same)
        }
        scores[.keyTime] = try keyTime(truth, estimate)
    }

    /// Share of the time, from the first true key to the song's end, with the right local key.
    private func keyTime(_ truth: SongTruth, _ estimate: SongEstimate) throws(EvaluationError) -> Double? {
        guard let keys = truth.keys, let first = keys.first, let end = truth.end, end > first.start else { return nil }
        var regions: [(start: Double, end: Double, key: AnnotatedKey)] = []
        for span in estimate.keyRegions?.spans ?? [] {
            regions.append((span.start, span.end, try AnnotatedKey(span.label)))
        }
        if regions.isEmpty, let key = estimate.key.value { regions = [(first.start, end, key)] }
        var right = 0.0
        for (index, change) in keys.enumerated() {
            let next = index + 1 < keys.count ? min(end, keys[index + 1].start) : end
            for region in regions where region.key == change.key {
                right += max(0, min(next, region.end) - max(change.start, region.start))
            }
        }
        return right / (end - first.start)
    }

    mutating func scoreChords(_ truth: SongTruth, _ estimate: SongEstimate) throws(EvaluationError) {
        guard let reference = truth.chords, !reference.isEmpty, let chords = estimate.chords else { return }
        let chordScores = try ChordScores(reference: reference, estimate: chords)
        let comparisons: [SongMetric: ChordComparison] = [
            .chordRoot: .root, .chordMajorMinor: .majorMinor, .chordMajorMinorInverted: .majorMinorInverted,
            .chordThirds: .thirds, .chordTriads: .triads, .chordSevenths: .sevenths, .chordTetrads: .tetrads,
            .chordMirex: .mirex,
        ]
        for (metric, comparison) in comparisons { scores[metric] = chordScores[comparison] }
        scores[.chordSegmentation] = chordScores.segmentation
        scores[.chordComparable] = chordScores.accuracies[.majorMinor]?.comparableShare
    }
}

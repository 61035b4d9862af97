extension TrackAnalysis {
    /// The analysis with what the user has said: it holds with confidence 1, also where the recording gave no evidence
    /// of it, and nothing warns of it any more.
    ///
    /// - Parameter durationSeconds: length of the song.
    public func asserting(_ corrections: Corrections, durationSeconds: Double) -> TrackAnalysis {
        var result = self
        if let bpm = corrections.bpm { result.assert(bpm: bpm) }
        if !corrections.downbeatSeconds.isEmpty { result.assert(downbeats: corrections.downbeatSeconds) }
        if let key = corrections.key { result.assert(key: key, durationSeconds: durationSeconds) }
        if let meter = corrections.timeSignature {
            result.timeSignature = meter
            result.timeSignatureConfidence = 1
            result.warnings.removeAll { $0.field == "music_theory.rhythmic.time_signature" }
        }
        return result
    }

    private mutating func assert(bpm: Double) {
        warnings.removeAll { $0.field == "bpm" }
        guard tempo == nil else {
            tempo?.confidence = 1
            return
        }
        tempo = TempoEstimate(
            bpm: bpm, confidence: 1, alternatives: [], map: [TempoChange(startSeconds: 0, bpm: bpm)], isConstant: true)
        if beats.isEmpty {
            warnings.append(
                Warning(
                    field: "beats",
                    reason: "No regular pulse was found, so the tempo is the user's and there are no beats and bars."))
        }
    }

    private mutating func assert(downbeats: [Double]) {
        guard !beats.isEmpty else {
            warnings.append(
                Warning(field: "beats", reason: "There are no beats, so no bar begins where the user said one does."))
            return
        }
        for time in downbeats {
            let nearest = beats.indices.reduce(0) {
                abs(beats[$1].timeSeconds - time) < abs(beats[$0].timeSeconds - time) ? $1 : $0
            }
            if beats[nearest].isDownbeat { beats[nearest].confidence = 1 }
        }
    }

    private mutating func assert(key name: String, durationSeconds: Double) {
        warnings.removeAll { $0.field == "key" }
        key = KeyEstimate(
            name: name, confidence: 1, alternatives: (key?.alternatives ?? []).filter { $0.key != name })
        if keyRegions.isEmpty, durationSeconds > 0 {
            keyRegions = [KeyRegion(startSeconds: 0, endSeconds: durationSeconds, key: name)]
        }
    }
}

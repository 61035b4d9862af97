extension SongFeatures {
    /// Version of the arrays and of how they are computed: a file of another one is not read.
    static let version = "3"

    /// The longest song that is believed, in samples: a day.
    private static let maximumSampleCount = 86_400.0 * 44_100

    /// As arrays and numbers.
    var stored: StoredFeatures {
        var stored = StoredFeatures()
        stored.numbers["sample_count"] = "\(sampleCount)"
        stored.numbers["has_stems"] = hasStems ? "1" : "0"
        for part in SoundPart.allCases { if let onsets = onsets[part] { stored.add(onsets, part.rawValue) } }
        for part in SoundPart.pitched { if let pitches = pitches[part] { stored.add(pitches, part.rawValue) } }
        stored.arrays["rhythm.beat"] = FeatureArray(shape: [rhythm.beat.count], values: .single(rhythm.beat))
        stored.arrays["rhythm.downbeat"] = FeatureArray(
            shape: [rhythm.downbeat.count], values: .single(rhythm.downbeat))
        return stored
    }

    /// From arrays and numbers, which must be of one song; takes them away.
    init(_ stored: inout StoredFeatures) throws(FeatureFileError) {
        self.init()
        sampleCount = Int(try stored.number("sample_count", in: 0...SongFeatures.maximumSampleCount))
        hasStems = try stored.number("has_stems", in: 0...1) == 1
        for part in SoundPart.allCases {
            onsets[part] = try stored.onsets(part.rawValue, durationSeconds: durationSeconds)
        }
        for part in SoundPart.pitched {
            pitches[part] = try stored.pitches(part.rawValue, durationSeconds: durationSeconds)
        }
        rhythm.beat = try stored.probabilities("rhythm.beat", durationSeconds: durationSeconds)
        rhythm.downbeat = try stored.probabilities("rhythm.downbeat", durationSeconds: durationSeconds)
        guard rhythm.beat.count == rhythm.downbeat.count else {
            throw .damaged("Its arrays of beats and downbeats are not of one length.")
        }
        try stored.requireEmpty()
    }

    /// Silence of so many samples.
    static func silence(sampleCount: Int) -> SongFeatures {
        var features = SongFeatures()
        features.sampleCount = sampleCount
        let frameCount = Int(features.durationSeconds * OnsetBands.frameRateHz)
        let rowCount = (frameCount + OnsetBands.framesPerTimbreRow - 1) / OnsetBands.framesPerTimbreRow
        var onsets = OnsetBands()
        onsets.power = Array(repeating: 0, count: frameCount)
        onsets.flux = Array(repeating: 0, count: frameCount * OnsetBands.groupCount)
        onsets.levels = onsets.flux
        onsets.timbre = Array(repeating: 0, count: rowCount * OnsetBands.timbreBandCount)
        var pitches = PitchSpectrum()
        let spectrumCount = Int(features.durationSeconds * PitchSpectrum.frameRateHz)
        pitches.magnitudes = Array(repeating: 0, count: spectrumCount * PitchSpectrum.bandCount)
        for part in SoundPart.allCases { features.onsets[part] = onsets }
        for part in SoundPart.pitched { features.pitches[part] = pitches }
        features.rhythm.beat = Array(repeating: 0, count: frameCount)
        features.rhythm.downbeat = features.rhythm.beat
        return features
    }
}

extension StoredFeatures {
    fileprivate mutating func add(_ onsets: OnsetBands, _ name: String) {
        add(name + ".flux", onsets.flux, columns: OnsetBands.groupCount)
        add(name + ".levels", onsets.levels, columns: OnsetBands.groupCount)
        add(name + ".timbre", onsets.timbre, columns: OnsetBands.timbreBandCount)
        arrays[name + ".power"] = FeatureArray(shape: [onsets.power.count], values: .single(onsets.power))
    }

    fileprivate mutating func add(_ pitches: PitchSpectrum, _ name: String) {
        add(name + ".magnitudes", pitches.magnitudes, columns: PitchSpectrum.bandCount)
        numbers[name + ".tuning_real"] = "\(pitches.tuningReal)"
        numbers[name + ".tuning_imaginary"] = "\(pitches.tuningImaginary)"
        numbers[name + ".peak_magnitude"] = "\(pitches.peakMagnitude)"
    }

    private mutating func add(_ name: String, _ values: [Float16], columns: Int) {
        arrays[name] = FeatureArray(shape: [values.count / columns, columns], values: .half(values))
    }

    fileprivate mutating func onsets(
        _ name: String, durationSeconds: Double
    ) throws(FeatureFileError) -> OnsetBands {
        var onsets = OnsetBands()
        onsets.power = try single(name + ".power")
        onsets.flux = try half(name + ".flux", columns: OnsetBands.groupCount)
        onsets.levels = try half(name + ".levels", columns: OnsetBands.groupCount)
        onsets.timbre = try half(name + ".timbre", columns: OnsetBands.timbreBandCount)
        let frameCount = onsets.power.count
        let rowCount = (frameCount + OnsetBands.framesPerTimbreRow - 1) / OnsetBands.framesPerTimbreRow
        guard onsets.flux.count == frameCount * OnsetBands.groupCount, onsets.levels.count == onsets.flux.count,
            onsets.timbre.count == rowCount * OnsetBands.timbreBandCount,
            isLength(frameCount, OnsetBands.frameRateHz, of: durationSeconds)
        else { throw .damaged("Its arrays of \(name) are not of one length.") }
        return onsets
    }

    fileprivate mutating func pitches(
        _ name: String, durationSeconds: Double
    ) throws(FeatureFileError) -> PitchSpectrum {
        var pitches = PitchSpectrum()
        pitches.magnitudes = try half(name + ".magnitudes", columns: PitchSpectrum.bandCount)
        pitches.peakMagnitude = try number(name + ".peak_magnitude", in: 0...1e15)
        let reach = pitches.peakMagnitude * 1.001
        pitches.tuningReal = try number(name + ".tuning_real", in: -reach...reach)
        pitches.tuningImaginary = try number(name + ".tuning_imaginary", in: -reach...reach)
        guard isLength(pitches.frameCount, PitchSpectrum.frameRateHz, of: durationSeconds) else {
            throw .damaged("Its arrays of \(name) are not of the song's length.")
        }
        return pitches
    }

    fileprivate mutating func probabilities(
        _ name: String, durationSeconds: Double
    ) throws(FeatureFileError) -> [Float] {
        let values = try single(name)
        guard values.allSatisfy({ $0 <= 1 }), isLength(values.count, OnsetBands.frameRateHz, of: durationSeconds) else {
            throw .damaged("Its array \(name) holds no probabilities of a song of that length.")
        }
        return values
    }

    /// Whether so many frames are a song of that length, to half a second.
    private func isLength(_ frameCount: Int, _ frameRateHz: Double, of durationSeconds: Double) -> Bool {
        abs(Double(frameCount) / frameRateHz - durationSeconds) < 0.5
    }
}

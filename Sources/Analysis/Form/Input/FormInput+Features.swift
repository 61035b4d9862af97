import Glibc

extension FormInput {
    /// Gathers what was heard by bars.
    ///
    /// - Parameters:
    ///   - harmony: what the harmony network heard, if anything keeps to a scale.
    ///   - keyChangeSeconds: where another key begins.
    ///   - lines: the bars.
    ///   - beatsPerBar: 0 without beats.
    init(
        features: SongFeatures, harmony heard: CellChroma?, keyChangeSeconds: [Double], lines: BarLines,
        beatsPerBar: Int
    ) {
        barLines = lines.seconds
        barsPerRow = lines.barsPerRow
        hasLeadIn = lines.hasLeadIn
        self.beatsPerBar = beatsPerBar
        hasMusic = features.musicSeconds != nil
        hasStems = features.hasStems
        guard barCount > 0 else { return }
        addSound(features)
        harmony = [Float](repeating: 0, count: barCount * FormInput.harmonyRingCount * 12)
        melody = [Float](repeating: 0, count: barCount * FormInput.melodyRingCount * 12)
        if features.hasScale { addPitches(features, tuningSemitones: features.tuningSemitones) }
        if let heard { add(heard) }
        for time in keyChangeSeconds {
            let nearest = barLines.indices.min { abs(barLines[$0] - time) < abs(barLines[$1] - time) }
            if let nearest { keyChanges.insert(nearest) }
        }
    }

    private mutating func addSound(_ features: SongFeatures) {
        let sounds = SoundPart.allCases.map {
            BarSound(onsets: features.onsets[$0] ?? OnsetBands(), barLines: barLines)
        }
        let sound = { (part: SoundPart) in sounds[SoundPart.allCases.firstIndex(of: part) ?? 0] }
        let (mix, drums, other) = (sound(.mix), sound(.drums), sound(.other))
        let loudness = (0..<barCount).map { mix.level(bar: $0) }
        let reference = loudness.sorted()[barCount * 9 / 10]
        levels = [Float](repeating: -50, count: barCount * FormInput.partCount)
        let high = OnsetBands.groupCount - 2..<OnsetBands.groupCount
        let all = 0..<OnsetBands.groupCount
        for bar in 0..<barCount {
            // Without stems all parts would repeat the mix.
            for part in SoundPart.allCases where part == .mix || features.hasStems {
                levels[bar * FormInput.partCount + FormInput.index(of: part)] =
                    max(-50, min(20, sound(part).level(bar: bar) - reference))
            }
            timbre += mix.timbre(bar: bar)
            for source in [drums, other] {
                for group in all { timbre.append(source.bands(bar: bar, groups: group..<group + 1)) }
                for group in all { timbre.append(4 * source.flux(bar: bar, groups: group..<group + 1)) }
            }
            let second = barLines[bar + 1] - barLines[bar]
            cymbals.append(drums.bands(bar: bar, groups: high, from: 0.12 / second, to: min(1, 0.5 / second)))
            fills.append(drums.flux(bar: bar, groups: all, from: 0.5))
            breaks.append(max(-30, mix.level(bar: bar, from: 0.875) - loudness[bar]))
        }
    }

    private mutating func addPitches(_ features: SongFeatures, tuningSemitones: Double) {
        let folding = BarPitchClasses(barLines: barLines, tuningSemitones: tuningSemitones)
        let pitches = { (part: SoundPart) in features.pitches[part] ?? PitchSpectrum() }
        let treble = folding.folded(pitches(.mix), centre: 62.5, halfWidth: 42)
        let bass = folding.folded(pitches(features.hasStems ? .bass : .mix), centre: 38, halfWidth: 20)
        harmony = FormInput.interleaved(treble, bass, barCount: barCount)
        if features.hasStems { melody = folding.folded(pitches(.vocals), centre: 66, halfWidth: 26) }
    }

    /// What the network heard counts as much as what stands in the spectrum.
    private mutating func add(_ heard: CellChroma) {
        let (tones, basses) = BarPitchClasses(barLines: barLines, tuningSemitones: 0).expected(heard)
        let rings = FormInput.interleaved(tones, basses, barCount: barCount)
        harmony = zip(FormInput.shapes(harmony, size: 12), FormInput.shapes(rings, size: 12)).map { $0 + $1 }
    }

    /// [bars, harmonyRingCount, 12] of two lists [halves, 12].
    private static func interleaved(_ treble: [Float], _ bass: [Float], barCount: Int) -> [Float] {
        var result: [Float] = []
        for bar in 0..<barCount {
            result += treble[(bar * 24)..<(bar * 24 + 24)]
            result += bass[(bar * 24)..<(bar * 24 + 24)]
        }
        return result
    }

    /// Each group of `size` values without its mean and of unit length, or zeros.
    static func shapes(_ values: [Float], size: Int) -> [Float] {
        var result = values
        for start in stride(from: 0, to: values.count - size + 1, by: size) {
            var (sum, squares): (Float, Float) = (0, 0)
            for i in start..<start + size { sum += values[i] }
            for i in start..<start + size {
                result[i] = values[i] - sum / Float(size)
                squares += result[i] * result[i]
            }
            let scale = squares > 1e-9 ? 1 / squares.squareRoot() : 0
            for i in start..<start + size { result[i] *= scale }
        }
        return result
    }
}

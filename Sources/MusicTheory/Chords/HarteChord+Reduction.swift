extension HarteChord {
    /// The chord of the vocabulary of `ChordQuality` that has the same third, fifth and seventh (or sixth, or what stands
    /// in their place); ninths and above are left out.
    public var chord: Chord {
        Chord(root: root, quality: reducedQuality, bass: bass.spelling(above: root))
    }

    private var reducedQuality: ChordQuality {
        let hasMajorThird = has(3)
        let hasMinorThird = !hasMajorThird && has(3, -1)
        if hasMinorThird { return reducedMinorQuality }
        if hasMajorThird {
            if !has(5), has(5, 1), !has(7), !has(7, -1) { return .augmented }
            if has(7, -1) { return .dominantSeventh }
            if has(7) { return .majorSeventh }
            return has(6) ? .majorSixth : .major
        }
        if has(4) { return .suspendedFourth }
        if has(2) { return .suspendedSecond }
        if has(7, -1) { return .dominantSeventh }
        return has(5) ? .power : .major
    }

    private var reducedMinorQuality: ChordQuality {
        if !has(5), has(5, -1) {
            if has(7, -1) { return .halfDiminishedSeventh }
            return has(7, -2) || has(6) ? .diminishedSeventh : .diminished
        }
        if has(7, -1) { return .minorSeventh }
        if has(7) { return .minorMajorSeventh }
        return has(6) ? .minorSixth : .minor
    }

    private func has(_ number: Int, _ alteration: Int = 0) -> Bool {
        degrees.contains(ScaleDegree(number: number, alteration: alteration))
    }
}

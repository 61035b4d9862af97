extension RomanNumeralParser {
    func named(_ name: RomanNumeral.Name, _ suffix: Suffix, _ applied: RomanNumeral?) -> RomanNumeral? {
        guard !suffix.isDiminished, !suffix.isHalfDiminished, !suffix.isAugmented, suffix.suspension == nil else {
            return nil
        }
        if name == .neapolitan, suffix.isMajorSeventh || suffix.figures == [7] {
            return onDegree(2, -1, false, suffix, applied)
        }
        guard !suffix.isMajorSeventh, !suffix.isDominantSeventh else { return nil }
        let inversion: Int
        switch (name, suffix.figures) {
        case (_, []): inversion = RomanNumeral.usualInversion(of: name)
        case (.germanSixth, [6]), (.frenchSixth, [6]): inversion = RomanNumeral.usualInversion(of: name)
        case (.neapolitan, let figures), (.italianSixth, let figures):
            guard let shape = FigureShape(figures), shape.extent == 5 else { return nil }
            inversion = shape.inversion
        case (_, let figures):
            guard let shape = FigureShape(figures), shape.extent == 7 else { return nil }
            inversion = shape.inversion
        }
        return RomanNumeral(name, inversion: inversion, changes: suffix.changes, applied: applied)
    }

    func onDegree(
        _ degree: Int, _ alteration: Int, _ isLowerCase: Bool, _ suffix: Suffix, _ applied: RomanNumeral?
    ) -> RomanNumeral? {
        guard let shape = FigureShape(suffix.figures) else { return nil }
        var triad: RomanNumeral.Triad = isLowerCase ? .minor : .major
        if suffix.isDiminished || suffix.isHalfDiminished { triad = .diminished }
        if suffix.isAugmented { triad = .augmented }
        if let suspension = suffix.suspension ?? shape.suspension {
            guard triad != .diminished, triad != .augmented else { return nil }
            triad = suspension
        }
        if shape.isPower {
            guard triad == .major || triad == .minor, !suffix.isMajorSeventh else { return nil }
            triad = .power
        }
        let hasSeventh = shape.extent > 5 || suffix.isHalfDiminished || suffix.isMajorSeventh
        var seventh: RomanNumeral.Seventh?
        if hasSeventh {
            seventh = suffix.isDiminished ? .diminished : .minor
            if suffix.isMajorSeventh { seventh = .major }
        }
        // "viiø6" has the third in the bass, as "viiø65" has.
        let extent = hasSeventh ? max(7, shape.extent) : 5
        return RomanNumeral(
            degree: degree, alteration: alteration, triad: triad, seventh: seventh, extent: extent,
            inversion: shape.inversion, isLowerCase: isLowerCase, changes: suffix.changes, applied: applied)
    }
}

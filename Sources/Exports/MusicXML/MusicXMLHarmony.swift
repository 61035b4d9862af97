internal import MusicTheory

/// Chord symbols as MusicXML's `harmony` elements.
enum MusicXMLHarmony {
    /// Writes a chord symbol for the place that comes next in the measure.
    static func write(_ chord: ExportedChord, to xml: inout XMLWriter) {
        xml.element("harmony") { xml in
            guard let heard = chord.chord, !chord.isNone else {
                // A root is required also where there is no chord.
                writeRoot("root", PitchSpelling(fifths: 0), to: &xml)
                xml.element("kind", ["text": chord.symbol], chord.isNone ? "none" : "other")
                return
            }
            writeRoot("root", heard.root, to: &xml)
            let kind = kind(of: heard.quality)
            xml.element("kind", ["text": heard.quality.symbol], kind.name)
            if heard.bass != heard.root { writeRoot("bass", heard.bass, to: &xml) }
            for degree in kind.added {
                xml.element("degree") { xml in
                    xml.element("degree-value", [:], "\(degree.number)")
                    xml.element("degree-alter", [:], "\(degree.alteration)")
                    xml.element("degree-type", [:], "add")
                }
            }
        }
    }

    private static func writeRoot(_ name: String, _ pitch: PitchSpelling, to xml: inout XMLWriter) {
        xml.element(name) { xml in
            xml.element("\(name)-step", [:], String(pitch.name.prefix(1)))
            let accidentals = pitch.name.dropFirst()
            guard !accidentals.isEmpty else { return }
            let alteration = accidentals.hasPrefix("b") ? -accidentals.count : accidentals.count
            xml.element("\(name)-alter", [:], "\(alteration)")
        }
    }

    /// MusicXML's name of a quality, with the notes that the name does not include.
    static func kind(of quality: ChordQuality) -> (name: String, added: [ScaleDegree]) {
        let names = [
            "maj": "major", "min": "minor", "7": "dominant", "maj7": "major-seventh", "min7": "minor-seventh",
            "dim": "diminished", "aug": "augmented", "sus4": "suspended-fourth", "sus2": "suspended-second",
            "hdim7": "half-diminished", "dim7": "diminished-seventh", "maj6": "major-sixth", "min6": "minor-sixth",
            "minmaj7": "major-minor", "5": "power", "9": "dominant-ninth", "maj9": "major-ninth",
            "min9": "minor-ninth", "aug7": "augmented-seventh", "11": "dominant-11th", "13": "dominant-13th",
        ]
        if let name = names[quality.rawValue] { return (name, []) }
        // What has no name: the triad or seventh chord below it, and the rest as added notes.
        let intervals = Set(quality.intervals.map { $0 % 12 })
        let minor = intervals.contains(3) && !intervals.contains(4)
        var (name, covered): (String, Set<Int>) = minor ? ("minor", [0, 3, 7]) : ("major", [0, 4, 7])
        if !minor, intervals.contains(10) { (name, covered) = ("dominant", [0, 4, 7, 10]) }
        if minor, intervals.contains(10) { (name, covered) = ("minor-seventh", [0, 3, 7, 10]) }
        if !minor, intervals.contains(11) { (name, covered) = ("major-seventh", [0, 4, 7, 11]) }
        let degrees = ["1", "b9", "9", "#9", "3", "11", "#11", "5", "b13", "13", "b7", "7"]
        return (name, intervals.subtracting(covered).sorted().compactMap { ScaleDegree(degrees[$0]) })
    }
}

import MusicTheory
import Testing

@Suite struct PitchTests {
    @Test func `pitch classes wrap around the octave`() {
        #expect(PitchClass(-1).semitone == 11)
        #expect(PitchClass(25).semitone == 1)
        for pitchClass in PitchClass.all {
            #expect(pitchClass.transposed(by: 12) == pitchClass)
            #expect(pitchClass.transposed(by: 5).interval(to: pitchClass) == 7)
        }
    }

    @Test func `every spelling reads back as itself`() {
        for fifths in -15...19 {
            let spelling = PitchSpelling(fifths: fifths)
            #expect(PitchSpelling(spelling.name) == spelling)
        }
    }

    @Test(arguments: [
        ("C", 0), ("F#", 6), ("Gb", 6), ("Cb", 11), ("B#", 0), ("Bbb", 9), ("Fx", -1), ("H", -1), ("", -1),
    ])
    func `names stand for pitch classes`(name: String, semitone: Int) {
        #expect(PitchSpelling(name)?.pitchClass.semitone ?? -1 == semitone)
    }

    @Test func `twelve neighbours on the line of fifths spell all pitch classes`() {
        for lowest in -8...3 {
            for pitchClass in PitchClass.all {
                let spelling = PitchSpelling(pitchClass, lowestFifths: lowest)
                #expect(spelling.pitchClass == pitchClass)
                #expect((lowest..<lowest + 12).contains(spelling.fifths))
            }
        }
    }

    @Test func `degrees and spellings are inverse to each other`() {
        for root in -6...6 {
            for note in root - 8...root + 9 {
                let degree = ScaleDegree(from: PitchSpelling(fifths: root), to: PitchSpelling(fifths: note))
                #expect(degree.spelling(above: PitchSpelling(fifths: root)).fifths == note)
                #expect(ScaleDegree(degree.name) == degree)
            }
        }
        #expect(ScaleDegree("b7")?.semitones == 10)
        #expect(ScaleDegree("#11")?.semitones == 6)
        #expect(ScaleDegree("0") == nil)
        #expect(ScaleDegree("b") == nil)
    }
}

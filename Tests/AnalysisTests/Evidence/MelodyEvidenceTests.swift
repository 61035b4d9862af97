import Glibc
import Interpretation
import Testing

@testable import Analysis

@Suite struct MelodyEvidenceTests {
    /// A spectrum of tones with eight harmonics: (frames, MIDI number or nil for silence).
    private func spectrum(_ tones: [(frames: Int, note: Int?)], level: Double = 100) -> PitchSpectrum {
        var spectrum = PitchSpectrum()
        for (frames, note) in tones {
            var row = [Float16](repeating: 0, count: PitchSpectrum.bandCount)
            for harmonic in 1...8 {
                guard let note else { break }
                let semitones = Double(note - PitchSpectrum.lowestNote) + 12 * log2(Double(harmonic))
                let band = Int((semitones * Double(PitchSpectrum.bandsPerSemitone)).rounded())
                if row.indices.contains(band) { row[band] += Float16(level / Double(harmonic)) }
            }
            for _ in 0..<frames { spectrum.magnitudes += row }
        }
        return spectrum
    }

    private func features(_ pitches: [SoundPart: PitchSpectrum]) -> SongFeatures {
        var features = SongFeatures()
        features.pitches = pitches
        return features
    }

    @Test func `sung notes are found with their times`() throws {
        let song = spectrum([(20, nil), (20, 60), (20, 64), (20, nil), (20, 55)])
        let notes = MelodyEvidence.melody(of: features([.vocals: song, .mix: song]))
        #expect(notes.map(\.noteNumber) == [60, 64, 55])
        let frame = 1 / PitchSpectrum.frameRateHz
        for (note, start) in zip(notes, [20.0, 40, 80]) {
            #expect(abs(note.startSeconds - start * frame) <= 2 * frame)
            #expect(abs(note.endSeconds - (start + 20) * frame) <= 2 * frame)
            #expect(note.confidence > 0.3 && note.confidence <= 1)
        }
    }

    @Test(arguments: [41, 50, 60, 69, 76, 84])
    func `notes of the whole range keep their octave`(note: Int) {
        let song = spectrum([(40, note)])
        #expect(MelodyEvidence.melody(of: features([.vocals: song, .mix: song])).map(\.noteNumber) == [note])
    }

    @Test func `a moment's other note is no note`() {
        let song = spectrum([(30, 60), (1, 67), (30, 60)])
        #expect(MelodyEvidence.melody(of: features([.vocals: song, .mix: song])).allSatisfy { $0.noteNumber == 60 })
    }

    @Test func `without singing the other instruments lead`() {
        let trace = spectrum([(40, 72)], level: 0.5)
        let other = spectrum([(40, 65)])
        let notes = MelodyEvidence.melody(of: features([.vocals: trace, .other: other, .mix: other]))
        #expect(notes.map(\.noteNumber) == [65])
    }

    @Test func `silence and nothing at all have no melody`() {
        #expect(MelodyEvidence.melody(of: SongFeatures()) == [])
        let silence = spectrum([(50, nil)])
        #expect(MelodyEvidence.melody(of: features([.vocals: silence, .mix: silence])) == [])
    }
}

import MusicTheory
import Tracks

/// Everything that is measured of a song to tell its genre.
struct GenreFeatures {
    /// Measures by name; what could not be measured is absent.
    let values: [GenreFeature: Double]

    init(_ analysis: TrackAnalysis, evidence: SongEvidence) {
        let grid = GenreBars(analysis.beats)
        var values: [GenreFeature: Double] = [:]
        for (name, value) in evidence.sound {
            if let feature = GenreFeature(rawValue: name) { values[feature] = value }
        }
        values[.bpm] = analysis.tempo?.bpm
        values[.beatsPerBar] = grid.beatsPerBar.map(Double.init)
        let found = [
            DrumPatternFeatures(grid, evidence).values, PartFeatures(grid: grid, evidence: evidence).values,
            ChordFeatures(analysis, grid).values,
        ]
        for more in found { values.merge(more) { $1 } }
        self.values = values.filter { $0.value.isFinite }
    }

    init(values: [GenreFeature: Double]) { self.values = values }
}

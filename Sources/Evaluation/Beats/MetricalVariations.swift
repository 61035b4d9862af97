/// The readings of a sequence of beats that listeners may tap to as well (Davies, Degara & Plumbley, "Evaluation
/// Methods for Musical Audio Beat Tracking Algorithms", technical report C4DM-TR-09-06, 2009).
enum MetricalVariations {
    /// The beats themselves, the off-beats, double tempo, and half tempo from the first and from the second beat.
    static func of(_ beats: [Double]) -> [[Double]] {
        var double: [Double] = []
        var offBeats: [Double] = []
        for index in beats.indices {
            double.append(beats[index])
            guard index + 1 < beats.count else { break }
            let middle = beats[index] + (beats[index + 1] - beats[index]) * 0.5
            double.append(middle)
            offBeats.append(middle)
        }
        let odd = stride(from: 0, to: beats.count, by: 2).map { beats[$0] }
        let even = stride(from: 1, to: beats.count, by: 2).map { beats[$0] }
        return [beats, offBeats, double, odd, even]
    }
}

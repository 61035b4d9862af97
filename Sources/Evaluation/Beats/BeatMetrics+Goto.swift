import Tracks

extension BeatMetrics {
    /// Goto's score (Goto & Muraoka, "Issues in evaluating beat tracking systems", IJCAI workshop, 1997): 1 where a
    /// quarter of the song is tracked without a break and evenly, else 0.
    ///
    /// - Parameters:
    ///   - threshold: largest error of a correct beat, in half intervals between reference beats.
    ///   - mean: what the mean of the absolute errors must stay below.
    ///   - deviation: what the errors' standard deviation must stay below.
    public static func goto(
        reference: EventTimes, estimate: EventTimes, threshold: Double = 0.35, mean: Double = 0.2,
        deviation: Double = 0.2
    ) -> Double {
        guard !reference.isEmpty, !estimate.isEmpty else { return 0 }
        let errors = phaseErrors(reference.seconds, estimate.seconds)
        let incorrect = errors.indices.filter { abs(errors[$0]) > threshold }
        guard let track = longestTrack(errors, incorrect: incorrect) else { return 0 }
        let count = Double(track.count)
        guard count > 1 else { return 0 }
        let average = track.reduce(0, +) / count
        let variance = track.reduce(0) { $0 + ($1 - average) * ($1 - average) } / (count - 1)
        let absolute = track.reduce(0) { $0 + abs($1) } / count
        return absolute < mean && variance.squareRoot() < deviation ? 1 : 0
    }

    /// Errors by reference beat in half intervals; 1 for beats that no estimate, or more than one, is near to, and for
    /// the first and the last, which have no interval on one side.
    private static func phaseErrors(_ reference: [Double], _ estimate: [Double]) -> [Double] {
        var errors = [Double](repeating: 1, count: reference.count)
        for index in reference.indices.dropFirst().dropLast() {
            let before = 0.5 * (reference[index] - reference[index - 1])
            let after = 0.5 * (reference[index + 1] - reference[index])
            let first = estimate.partitioningIndex { $0 >= reference[index] - before }
            let end = estimate.partitioningIndex { $0 >= reference[index] + after }
            guard end == first + 1 else { continue }
            let offset = estimate[first] - reference[index]
            errors[index] = offset < 0 ? offset / before : offset / after
        }
        return errors
    }

    /// The errors of the longest stretch of correct beats, with the incorrect beats that bound it where any but the
    /// song's ends are incorrect; `nil` where the stretch is shorter than a quarter of the song.
    private static func longestTrack(_ errors: [Double], incorrect: [Int]) -> ArraySlice<Double>? {
        guard incorrect.count >= 3 else {
            let (first, last) = (incorrect[0] + 1, incorrect[incorrect.count - 1] - 1)
            return first < last ? errors[first..<last] : []
        }
        let lengths = zip(incorrect, incorrect.dropFirst()).map { $1 - $0 }
        let longest = lengths.reduce(0, max)
        guard Double(longest - 1) > 0.25 * Double(errors.count - 2), let place = lengths.firstIndex(of: longest) else {
            return nil
        }
        return errors[incorrect[place]...incorrect[place + 1]]
    }
}

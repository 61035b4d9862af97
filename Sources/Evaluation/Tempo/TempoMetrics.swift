/// Measures of tempo estimation.
public enum TempoMetrics {
    /// How two estimated tempi meet the two tempi that listeners tap (McKinney et al., Journal of New Music Research,
    /// 2007; MIREX Audio Tempo Extraction).
    public struct Detection: Equatable, Sendable {
        /// The share of listeners whose tempo was found, 0...1.
        public var pScore: Double
        /// Whether at least one reference tempo was found.
        public var isOneCorrect: Bool
        /// Whether both reference tempi were found.
        public var areBothCorrect: Bool
    }

    /// Scores two tempi in beats per minute against two; a tempo of zero stands for none.
    ///
    /// - Parameters:
    ///   - weight: share of the listeners who tap the first reference tempo, 0...1.
    ///   - tolerance: largest relative error of a hit.
    public static func detection(
        reference: (Double, Double), weight: Double, estimate: (Double, Double), tolerance: Double = 0.08
    ) throws(EvaluationError) -> Detection {
        for tempo in [reference.0, reference.1, estimate.0, estimate.1] {
            guard tempo.isFinite, tempo >= 0 else {
                throw EvaluationError("A tempo is \(tempo) BPM; give zero (for none) or more.")
            }
        }
        guard reference.0 > 0 || reference.1 > 0 else {
            throw EvaluationError("Both reference tempi are zero; give at least one.")
        }
        guard (0...1).contains(weight), (0...1).contains(tolerance) else {
            throw EvaluationError("The weight is \(weight) and the tolerance \(tolerance); both lie in 0...1.")
        }
        func isHit(_ tempo: Double) -> Bool {
            tempo > 0 && min(abs(tempo - estimate.0), abs(tempo - estimate.1)) / tempo <= tolerance
        }
        let hits = (isHit(reference.0), isHit(reference.1))
        return Detection(
            pScore: (hits.0 ? weight : 0) + (hits.1 ? 1 - weight : 0), isOneCorrect: hits.0 || hits.1,
            areBothCorrect: hits.0 && hits.1)
    }

    /// Whether a tempo is right within a tolerance (Accuracy 1 of Gouyon et al., "An experimental comparison of audio
    /// tempo induction algorithms", IEEE Transactions on Audio, Speech and Language Processing, 2006).
    public static func isAccurate(reference: Double, estimate: Double, tolerance: Double = 0.04) -> Bool {
        abs(estimate - reference) / reference <= tolerance
    }

    /// Whether a tempo, or its double, half, triple or third, is right (Accuracy 2 of Gouyon et al.).
    public static func isAccurateUpToOctave(reference: Double, estimate: Double, tolerance: Double = 0.04) -> Bool {
        [1, 2, 0.5, 3, 1 / 3.0].contains { factor in
            isAccurate(reference: reference * factor, estimate: estimate, tolerance: tolerance)
        }
    }
}

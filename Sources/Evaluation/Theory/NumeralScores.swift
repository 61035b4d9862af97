/// How much of the time an annotation of roman numerals agrees with a reference.
public struct NumeralScores: Equatable, Sendable {
    /// Share of the reference's time with equal numerals, 0...1, by comparison.
    public let shares: [NumeralComparison: Double]
    /// Seconds that the reference's numerals last together.
    public let seconds: Double

    /// Scores numerals, weighted by time: where the reference has a numeral and the estimate has none, it is wrong;
    /// where the reference has none, nothing is asked.
    ///
    /// - Parameters:
    ///   - reference: spans labelled with numerals in analysts' notation ("V65/V", "iiø7"), gaps where there is no chord.
    ///   - estimate: the same of an analysis.
    /// - Throws: for an empty reference and for what is no numeral.
    public init(reference: LabelledSpans, estimate: LabelledSpans) throws(EvaluationError) {
        guard !reference.isEmpty else {
            throw EvaluationError("The reference has no roman numerals; give at least one span.")
        }
        let (forms, otherForms) = (try Self.forms(reference), try Self.forms(estimate))
        var right: [NumeralComparison: Double] = [:]
        var first = 0
        for (span, form) in zip(reference.spans, forms) {
            while first < estimate.count, estimate.spans[first].end <= span.start { first += 1 }
            var place = first
            while place < estimate.count, estimate.spans[place].start < span.end {
                let other = estimate.spans[place]
                let overlap = min(span.end, other.end) - max(span.start, other.start)
                for comparison in NumeralComparison.allCases
                where form.agrees(with: otherForms[place], by: comparison) {
                    right[comparison, default: 0] += max(0, overlap)
                }
                place += 1
            }
        }
        let seconds = reference.spans.reduce(0) { $0 + $1.duration }
        self.seconds = seconds
        shares = Dictionary(
            uniqueKeysWithValues: NumeralComparison.allCases.map { ($0, (right[$0] ?? 0) / seconds) })
    }

    private static func forms(_ spans: LabelledSpans) throws(EvaluationError) -> [NumeralForm] {
        var known: [String: NumeralForm] = [:]
        var forms: [NumeralForm] = []
        for span in spans.spans {
            let form: NumeralForm
            if let seen = known[span.label] { form = seen } else { form = try NumeralForm(span.label) }
            known[span.label] = form
            forms.append(form)
        }
        return forms
    }

    /// The share by a comparison.
    public subscript(comparison: NumeralComparison) -> Double { shares[comparison] ?? 0 }
}

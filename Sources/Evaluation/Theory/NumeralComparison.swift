/// How much of two roman numerals has to agree.
public enum NumeralComparison: String, CaseIterable, Hashable, Sendable {
    /// Degree, quality, seventh, inversion, and what it is applied to.
    case wholeFigure = "whole_figure"
    /// The same without the inversion.
    case withoutInversion = "without_inversion"
    /// Degree, triad and what it is applied to.
    case triad
    /// Degree and what it is applied to.
    case degree
}

internal import Tracks

/// The separation engines there are.
public enum Separators {
    /// Every engine, the preferred one first.
    public static let all: [any Separator] = [
        SpectralSeparator()
    ]

    /// The engine whose `tool.model` is `name`.
    public static func named(_ name: String) -> (any Separator)? {
        all.first { $0.tool.model == name }
    }
}

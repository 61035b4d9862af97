internal import Tracks

/// The separators that are part of the program. Those with weights of their own are made where models are loaded.
public enum Separators {
    /// Every one of them, the preferred one first.
    public static let all: [any Separator] = [
        SpectralSeparator()
    ]

    /// The one whose `tool.model` is `name`.
    public static func named(_ name: String) -> (any Separator)? {
        all.first { $0.tool.model == name }
    }
}

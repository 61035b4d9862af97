public import Tensors

/// Why a layer cannot be made of the weights that it was given.
public enum WeightsError: Error, Equatable, CustomStringConvertible {
    /// There is no weight at this path.
    case missing(path: String, needed: Shape)
    /// The weight at this path has other extents than the layer needs.
    case wrongShape(path: String, found: [Int], needed: Shape)
    /// The weight at this path holds a number that is infinite or not a number.
    case notFinite(path: String)
    /// The weight at this path holds a number that has no meaning there; the reason goes on from its name.
    case outOfRange(path: String, reason: String)

    /// What was seen and what to do, in sentences.
    public var description: String {
        switch self {
        case .missing(let path, let needed):
            "The weight \(path) (\(needed)) is missing. The file is of another architecture; use one that fits the model."
        case .wrongShape(let path, let found, let needed):
            """
            The weight \(path) is \(Self.text(found)) where \(needed) is needed. \
            The file is of another size of the model; use one that fits.
            """
        case .notFinite(let path):
            "The weight \(path) holds numbers that are not finite. The file is damaged; fetch it again."
        case .outOfRange(let path, let reason):
            "The weight \(path) \(reason). The file is damaged; fetch it again."
        }
    }

    private static func text(_ shape: [Int]) -> String {
        shape.isEmpty ? "a single number" : shape.map(String.init).joined(separator: " x ")
    }
}

/// What a checkpoint says besides its tensors: plain values and containers of them.
public indirect enum CheckpointValue: Sendable, Equatable {
    /// Nothing.
    case none
    /// True or false.
    case boolean(Bool)
    /// A whole number.
    case integer(Int)
    /// A number.
    case number(Double)
    /// Text.
    case text(String)
    /// Values in order.
    case list([CheckpointValue])
    /// Values by name; keys that are no texts are left out.
    case dictionary([String: CheckpointValue])
    /// A fraction: numerator and denominator.
    case fraction(Int, Int)
    /// The name of a class or function, which is never called.
    case global(module: String, name: String)
    /// A tensor, by its extents.
    case tensor(shape: [Int])
}

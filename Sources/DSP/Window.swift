import Glibc

/// Analysis windows.
public enum Window {
    /// The periodic Hann window, which overlap-adds to a constant at hops of a half, a quarter, ... of its length.
    public static func hann(_ length: Int) -> [Float] {
        (0..<length).map { Float(0.5 - 0.5 * cos(2 * Double.pi * Double($0) / Double(length))) }
    }

    /// The square root of the periodic Hann window: applied at analysis and again at synthesis it overlap-adds
    /// to a constant at hops of a half of its length or less.
    public static func squareRootHann(_ length: Int) -> [Float] {
        hann(length).map { $0.squareRoot() }
    }
}

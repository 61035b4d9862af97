/// A height and a width, such as of a kernel, or steps along both axes. A literal means both.
public struct Extent: Sendable, Hashable, ExpressibleByIntegerLiteral {
    /// Along the second dimension of an image [channels, height, width].
    public var height: Int
    /// Along the third dimension.
    public var width: Int

    /// A height and a width.
    public init(height: Int, width: Int) {
        self.height = height
        self.width = width
    }

    /// The same along both axes.
    public init(integerLiteral value: Int) { self.init(height: value, width: value) }
}

/// Rows and columns at the edges of an image: zeros that are added, or results that are cut off. A literal means every
/// edge.
public struct EdgePadding: Sendable, Hashable, ExpressibleByIntegerLiteral {
    /// Rows before the first and after the last one.
    public var top, bottom: Int
    /// Columns before the first and after the last one.
    public var left, right: Int

    /// Each edge by itself.
    public init(top: Int = 0, bottom: Int = 0, left: Int = 0, right: Int = 0) {
        self.top = top
        self.bottom = bottom
        self.left = left
        self.right = right
    }

    /// The same above and below, and the same left and right.
    public init(vertical: Int, horizontal: Int) {
        self.init(top: vertical, bottom: vertical, left: horizontal, right: horizontal)
    }

    /// The same at every edge.
    public init(integerLiteral value: Int) { self.init(vertical: value, horizontal: value) }

    var isNone: Bool { self == 0 }
}

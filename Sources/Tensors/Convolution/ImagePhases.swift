/// The phases of an image under a stride: every `stride`-th row and column, beginning at one of them.
///
/// A strided convolution reads each of its taps from one phase, without gaps; a transposed one writes each of its taps
/// to one phase. A phase thus turns either into products of dense matrices.
public enum ImagePhases {
    /// `phase[c][y][x] = image[c][verticalStride * y + firstRow][horizontalStride * x + firstColumn]`, zero outside the
    /// image: padding, and the choice of a phase, at once.
    ///
    /// Shapes: image [channels, height, width], phase [channels, any number, any number].
    public static func split(
        _ image: Tensor, verticalStride: Int = 1, horizontalStride: Int = 1, firstRow: Int, firstColumn: Int,
        into phase: Tensor
    ) {
        precondition(image.shape.rank == 3 && phase.shape.rank == 3, "An image has three dimensions.")
        precondition(image.shape[0] == phase.shape[0], "The channels differ.")
        precondition(verticalStride > 0 && horizontalStride > 0, "A stride is not positive.")
        let (height, width) = (image.shape[1], image.shape[2])
        let (rows, columns) = (phase.shape[1], phase.shape[2])
        let inside = range(first: firstColumn, stride: horizontalStride, extent: width, count: columns)
        for channel in 0..<image.shape[0] {
            for row in 0..<rows {
                let y = unsafe phase.base + (channel * rows + row) * columns
                let source = verticalStride * row + firstRow
                guard source >= 0, source < height, !inside.isEmpty else {
                    unsafe y.update(repeating: 0, count: columns)
                    continue
                }
                let first = firstColumn + horizontalStride * inside.lowerBound
                let x = unsafe image.base + (channel * height + source) * width + first
                unsafe y.update(repeating: 0, count: inside.lowerBound)
                unsafe gather(x, stride: horizontalStride, count: inside.count, into: y + inside.lowerBound)
                unsafe (y + inside.upperBound).update(repeating: 0, count: columns - inside.upperBound)
            }
        }
    }

    /// `image[c][verticalStride * y + firstRow][horizontalStride * x + firstColumn] = block[c][i]`, where column `i` is
    /// position `positions.lowerBound + i`, and position `p` is `y = p / pitch`, `x = p % pitch`. Positions with
    /// `x >= width` or outside the image are left out.
    ///
    /// Shapes: block [channels, positions.count], image [channels, height, width].
    public static func merge(
        _ block: MatrixView, positions: Range<Int>, pitch: Int, width: Int, verticalStride: Int = 1,
        horizontalStride: Int = 1, firstRow: Int = 0, firstColumn: Int = 0, into image: Tensor
    ) {
        precondition(image.shape.rank == 3 && image.shape[0] == block.rows, "The channels differ.")
        precondition(positions.lowerBound >= 0 && positions.count == block.columns, "The positions do not fit.")
        precondition(width >= 0 && pitch >= width && verticalStride > 0 && horizontalStride > 0)
        guard !positions.isEmpty, width > 0 else { return }
        let (height, imageWidth) = (image.shape[1], image.shape[2])
        let inside = range(first: firstColumn, stride: horizontalStride, extent: imageWidth, count: width)
        for row in (positions.lowerBound / pitch)...((positions.upperBound - 1) / pitch) {
            let target = verticalStride * row + firstRow
            let lower = max(inside.lowerBound, positions.lowerBound - row * pitch)
            let upper = min(inside.upperBound, positions.upperBound - row * pitch)
            guard target >= 0, target < height, lower < upper else { continue }
            let from = row * pitch + lower - positions.lowerBound
            let to = target * imageWidth + firstColumn + horizontalStride * lower
            for channel in 0..<block.rows {
                unsafe scatter(
                    block.base + channel * block.rowStride + from, count: upper - lower, stride: horizontalStride,
                    into: image.base + channel * height * imageWidth + to)
            }
        }
    }

    /// The indices below `count` whose position `first + stride * index` is at least 0 and below `extent`.
    private static func range(first: Int, stride: Int, extent: Int, count: Int) -> Range<Int> {
        let lower = first < 0 ? (-first + stride - 1) / stride : 0
        let upper = first < extent ? min(count, (extent - 1 - first) / stride + 1) : 0
        return lower < upper ? lower..<upper : 0..<0
    }

    // Constant strides become shuffles of whole vectors.
    @unsafe private static func gather(
        _ x: UnsafePointer<Float>, stride: Int, count: Int, into y: UnsafeMutablePointer<Float>
    ) {
        switch stride {
        case 1: unsafe y.update(from: x, count: count)
        case 2: for i in 0..<count { unsafe y[i] = x[2 * i] }
        case 4: for i in 0..<count { unsafe y[i] = x[4 * i] }
        default: for i in 0..<count { unsafe y[i] = x[stride * i] }
        }
    }

    @unsafe private static func scatter(
        _ x: UnsafePointer<Float>, count: Int, stride: Int, into y: UnsafeMutablePointer<Float>
    ) {
        switch stride {
        case 1: unsafe y.update(from: x, count: count)
        case 2: for i in 0..<count { unsafe y[2 * i] = x[i] }
        default: for i in 0..<count { unsafe y[stride * i] = x[i] }
        }
    }
}

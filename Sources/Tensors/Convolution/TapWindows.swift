/// What a convolution's taps see of the planes of an image: a window for each of them, all of the same extents.
///
/// A window's position `p = y * pitch + x` is element `offset + p` of a channel's plane, so that a window is a matrix of
/// contiguous rows (one for each channel) even where the image has many rows; positions with `x >= width` see what
/// stands between two rows and are of no use.
public struct TapWindows: Sendable {
    /// The planes, one after the other.
    let planes: Tensor
    /// Number of channels in a window.
    public let channels: Int
    /// Elements from one channel's plane to the next one's.
    let channelStride: Int
    /// Elements from a row of a plane to the next one.
    public let pitch: Int
    /// Rows and columns of a window.
    public let height, width: Int
    /// Of every tap, the element that its window begins with in the first channel.
    public let offsets: [Int]

    /// - Parameters:
    ///   - planes: at least `channels` planes of `channelStride` elements from every tap's offset on.
    ///   - offsets: of every tap, the element that its window begins with in the first channel.
    public init(
        _ planes: Tensor, channels: Int, channelStride: Int, pitch: Int, height: Int, width: Int, offsets: [Int]
    ) {
        precondition(channels > 0 && height > 0 && width > 0 && pitch >= width && channelStride > 0)
        let reach = (channels - 1) * channelStride + (height - 1) * pitch + width
        precondition(
            offsets.allSatisfy { $0 >= 0 && $0 <= planes.count - reach }, "A window reaches outside its planes.")
        self.planes = planes
        self.channels = channels
        self.channelStride = channelStride
        self.pitch = pitch
        self.height = height
        self.width = width
        self.offsets = offsets
    }

    /// Number of positions from a window's first to its last useful one, with those between its rows.
    public var flatCount: Int { (height - 1) * pitch + width }

    /// A tap's window at some positions, in place: shape [channels, positions.count].
    public func window(tap: Int, positions: Range<Int>) -> MatrixView {
        precondition(positions.lowerBound >= 0 && positions.upperBound <= flatCount, "The positions are outside.")
        return MatrixView(
            planes, offset: offsets[tap] + positions.lowerBound, rows: channels, columns: positions.count,
            rowStride: channelStride)
    }

    /// What all taps see together at some positions, where they look at the same planes: a tap's window begins in it at
    /// column `offsets[tap] - offsets.min()`. Shape: [channels, positions.count + offsets.max() - offsets.min()].
    public func union(positions: Range<Int>) -> MatrixView {
        precondition(positions.lowerBound >= 0 && positions.upperBound <= flatCount, "The positions are outside.")
        let (first, last) = (offsets.min() ?? 0, offsets.max() ?? 0)
        return MatrixView(
            planes, offset: first + positions.lowerBound, rows: channels, columns: positions.count + last - first,
            rowStride: channelStride)
    }

    /// All windows at some useful positions (`p = y * width + x`), one tap after the other.
    ///
    /// Shape: columns [taps * channels, positions.count].
    public func gather(_ positions: Range<Int>, into columns: MatrixView) {
        check(positions, columns.columns)
        precondition(columns.rows == offsets.count * channels, "There must be a row for every tap and channel.")
        for (tap, offset) in offsets.enumerated() {
            for channel in 0..<channels {
                let x = unsafe planes.base + offset + channel * channelStride
                let y = unsafe columns.base + (tap * channels + channel) * columns.rowStride
                var p = positions.lowerBound
                while p < positions.upperBound {
                    let (row, column) = (p / width, p % width)
                    let count = min(width - column, positions.upperBound - p)
                    unsafe (y + p - positions.lowerBound).update(from: x + row * pitch + column, count: count)
                    p += count
                }
            }
        }
    }

    /// `output[o][i] = sum over taps t and channels c of weight[o][t * channels + c] * window[t][c][i]` at some useful
    /// positions (`p = y * width + x`), by plain loops: for few outputs and short sums, where a product of matrices
    /// would spend its time on moving numbers.
    ///
    /// Shapes: weight [outputs, taps * channels], output [outputs, positions.count].
    public func convolve(_ positions: Range<Int>, by weight: MatrixView, into output: MatrixView) {
        check(positions, output.columns)
        precondition(weight.rows == output.rows && weight.columns == offsets.count * channels, "The shapes differ.")
        let terms = offsets.flatMap { offset in (0..<channels).map { offset + $0 * channelStride } }
        unsafe terms.withUnsafeBufferPointer { terms in
            var p = positions.lowerBound
            while p < positions.upperBound {
                let (row, column) = (p / width, p % width)
                let count = min(width - column, positions.upperBound - p)
                let x = unsafe planes.base + row * pitch + column
                for o in 0..<output.rows {
                    unsafe Self.accumulate(
                        x, terms, weight.base + o * weight.rowStride, count: count,
                        into: output.base + o * output.rowStride + p - positions.lowerBound)
                }
                p += count
            }
        }
    }

    @unsafe private static func accumulate(
        _ x: UnsafePointer<Float>, _ terms: UnsafeBufferPointer<Int>, _ weight: UnsafePointer<Float>, count: Int,
        into y: UnsafeMutablePointer<Float>
    ) {
        var i = 0
        // As many sums as there are registers for.
        while i + 32 <= count {
            var (a, b) = (SIMD16<Float>.zero, SIMD16<Float>.zero)
            for k in 0..<terms.count {
                let source = unsafe UnsafeRawPointer(x + terms[k] + i)
                let w = unsafe weight[k]
                a += unsafe source.loadUnaligned(as: SIMD16<Float>.self) * w
                b += unsafe (source + 64).loadUnaligned(as: SIMD16<Float>.self) * w
            }
            unsafe UnsafeMutableRawPointer(y + i).storeBytes(of: a, as: SIMD16<Float>.self)
            unsafe UnsafeMutableRawPointer(y + i + 16).storeBytes(of: b, as: SIMD16<Float>.self)
            i += 32
        }
        while i < count {
            var sum: Float = 0
            for k in 0..<terms.count { unsafe sum += weight[k] * x[terms[k] + i] }
            unsafe y[i] = sum
            i += 1
        }
    }

    private func check(_ positions: Range<Int>, _ count: Int) {
        precondition(positions.lowerBound >= 0 && positions.upperBound <= height * width, "The positions are outside.")
        precondition(positions.count == count, "There must be a column for every position.")
    }
}

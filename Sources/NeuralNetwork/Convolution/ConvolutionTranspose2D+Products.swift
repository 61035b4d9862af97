internal import Tensors

extension ConvolutionTranspose2D {
    /// The products of all phases: rows are the phases' outputs, phase by phase within a group, and a tap is a shift that
    /// some phase sees the input by.
    static func products(
        _ weight: Tensor, phases: [Extent], vertical: TransposedAxis, horizontal: TransposedAxis, groups: Int,
        scale: [Float]?
    ) -> TapProducts {
        let (channels, outputs) = (weight.shape[0] / groups, weight.shape[1])
        let shifts = (0...vertical.largestShift).flatMap { y in
            (0...horizontal.largestShift).map { Extent(height: y, width: $0) }
        }
        let source = weight.permuted([2, 3, 1, 0]).values
        var values = [Float](repeating: 0, count: groups * phases.count * outputs * shifts.count * channels)
        var taps: [TapProducts.Tap] = []
        var runs: [[Range<Int>]] = []
        let rows = phases.count * outputs
        for shift in shifts {
            var gives = [Bool](repeating: false, count: rows)
            for (index, phase) in phases.enumerated() {
                guard let y = vertical.tap(phase: phase.height, shift: shift.height),
                    let x = horizontal.tap(phase: phase.width, shift: shift.width)
                else { continue }
                for group in 0..<groups {
                    for output in 0..<outputs {
                        let row = index * outputs + output
                        gives[row] = true
                        let from = ((y * weight.shape[3] + x) * outputs + output) * weight.shape[0] + group * channels
                        let to = ((group * rows + row) * shifts.count + taps.count) * channels
                        let factor = scale?[group * outputs + output] ?? 1
                        for c in 0..<channels { values[to + c] = factor * source[from + c] }
                    }
                }
            }
            taps.append(
                TapProducts.Tap(
                    plane: 0, row: vertical.largestShift - shift.height,
                    column: horizontal.largestShift - shift.width))
            runs.append(TapProducts.runs(of: gives).filter { gives[$0.lowerBound] })
        }
        let all = Tensor(values, shape: Shape(groups * rows, shifts.count * channels))
        return TapProducts(taps: taps, runs: runs, rows: rows, channels: channels, weight: all)
    }
}

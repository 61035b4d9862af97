/// The pickle machine's stack, with marks below which nothing is taken.
struct PickleStack {
    private var values: [PickleValue] = []
    private var marks: [Int] = []

    mutating func push(_ value: PickleValue) { values.append(value) }

    mutating func mark() { marks.append(values.count) }

    func top() throws(CheckpointError) -> PickleValue {
        guard let value = values.last, values.count > marks.last ?? 0 else { throw Self.underflow }
        return value
    }

    mutating func pop() throws(CheckpointError) -> PickleValue {
        let value = try top()
        values.removeLast()
        return value
    }

    mutating func pop(_ count: Int) throws(CheckpointError) -> [PickleValue] {
        guard values.count - (marks.last ?? 0) >= count else { throw Self.underflow }
        let items = Array(values.suffix(count))
        values.removeLast(count)
        return items
    }

    mutating func popToMark() throws(CheckpointError) -> [PickleValue] {
        guard let mark = marks.popLast() else { throw Self.underflow }
        let items = Array(values[mark...])
        values.removeLast(values.count - mark)
        return items
    }

    private static var underflow: CheckpointError { .malformed("The pickle takes more than it has.") }
}

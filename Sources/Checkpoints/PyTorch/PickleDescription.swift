/// Takes a pickle's values over as a tree.
///
/// A file may mention one value any number of times, so that a list of lists that each mention the one before twice would
/// become a tree without end: what is taken over is counted.
struct PickleDescription {
    private static let maximumDepth = 32

    private let memory: PickleMemory
    private var valuesLeft = 100_000
    private var textBytesLeft = 4 << 20

    init(_ memory: PickleMemory) { self.memory = memory }

    /// The tree below a dictionary, but for one of its keys.
    mutating func members(_ place: Int, except left: String? = nil, depth: Int = 0) throws(CheckpointError)
        -> [String: CheckpointValue]
    {
        var members: [String: CheckpointValue] = [:]
        for (key, member) in memory.members(place) {
            guard case .text(let range) = key else {
                valuesLeft -= 1
                guard valuesLeft > 0 else { throw Self.tooLarge }
                continue
            }
            let name = try text(range)
            if name != left { members[name] = try value(member, depth: depth + 1) }
        }
        return members
    }

    private mutating func value(_ value: PickleValue, depth: Int) throws(CheckpointError) -> CheckpointValue {
        valuesLeft -= 1
        guard valuesLeft > 0, depth < Self.maximumDepth else { throw Self.tooLarge }
        switch value {
        case .none: return .none
        case .boolean(let flag): return .boolean(flag)
        case .integer(let number): return .integer(number)
        case .number(let number): return .number(number)
        case .text(let range): return .text(try text(range))
        case .fraction(let numerator, let denominator): return .fraction(numerator, denominator)
        case .global(let place):
            return .global(module: memory.globals[place].module, name: memory.globals[place].name)
        case .tensor(let place), .array(let place): return .tensor(shape: memory.tensor(at: place)?.shape ?? [])
        case .bytes, .storage, .elementType: return .none
        case .dictionary(let place): return .dictionary(try members(place, depth: depth))
        case .list, .tuple:
            var items: [CheckpointValue] = []
            for item in memory.items(value) ?? [] { items.append(try self.value(item, depth: depth + 1)) }
            return .list(items)
        }
    }

    private mutating func text(_ range: ByteRange) throws(CheckpointError) -> String {
        textBytesLeft -= range.count
        valuesLeft -= 1
        guard textBytesLeft > 0, valuesLeft > 0 else { throw Self.tooLarge }
        guard let text = range.text else { throw .malformed("A text in the pickle is no UTF-8.") }
        return text
    }

    private static var tooLarge: CheckpointError {
        .refused("The pickle's description is larger or deeper than any checkpoint needs.")
    }
}

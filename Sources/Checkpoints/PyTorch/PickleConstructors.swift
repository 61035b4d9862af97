/// The few constructors that a pickle of weights needs, imitated.
enum PickleConstructors {
    /// What calling `function` with `arguments` would give.
    static func construct(
        _ function: PickleValue, from arguments: PickleValue, in memory: inout PickleMemory
    ) throws(CheckpointError) -> PickleValue {
        guard case .global(let place) = function else { throw refusal(of: function, in: memory) }
        let global = memory.globals[place]
        guard let items = memory.items(arguments) else {
            throw .malformed("The pickle calls \("\(global.module).\(global.name)".forMessage) wrongly.")
        }
        switch (global.module, global.name) {
        case ("torch._utils", "_rebuild_tensor_v2"): return .tensor(memory.tensor(try tensor(items, in: memory)))
        case ("torch._utils", "_rebuild_parameter"):
            guard case .tensor? = items.first else { throw .malformed("A parameter in the pickle has no tensor.") }
            return items[0]
        case ("collections", "OrderedDict"): return try orderedDictionary(items, in: &memory)
        case ("torch", "Size"): return items.first ?? arguments
        case ("fractions", "Fraction"): return try fraction(items)
        case ("_codecs", "encode"): return try PickleArrays.encoded(items, in: &memory)
        case ("__builtin__", "bytes"), ("builtins", "bytes"):
            // How bytes of which there are none are written.
            guard items.isEmpty else { throw refusal(of: function, in: memory) }
            return .bytes(ByteRange(ByteStore([])))
        case ("numpy.core.multiarray", "_reconstruct"), ("numpy._core.multiarray", "_reconstruct"):
            guard case .global(let type)? = items.first,
                memory.globals[type] == PickleMemory.Global(module: "numpy", name: "ndarray")
            else { throw .refused("The pickle makes an array of a class of its own.") }
            return .array(memory.tensor(nil))
        case ("numpy", "dtype"): return .elementType(try PickleArrays.elementType(items))
        default: throw refusal(of: function, in: memory)
        }
    }

    /// What giving `state` to `object` makes of it.
    static func build(
        _ object: PickleValue, state: PickleValue, in memory: inout PickleMemory
    ) throws(CheckpointError) -> PickleValue {
        switch object {
        case .dictionary: return object  // Attributes, such as a state's version numbers.
        case .elementType:
            guard let items = memory.items(state), items.count > 1, let order = items[1].shortText else {
                throw .malformed("The type of an array's elements is described in a way that is not known.")
            }
            guard ["<", "|", "="].contains(order) else {
                throw .unreadable("An array in the pickle is big-endian; save it again on a usual machine.")
            }
            return object
        case .array(let place):
            memory.fill(place, with: try PickleArrays.array(memory.items(state) ?? [], in: memory))
            return object
        case .global(let place):
            let name = "\(memory.globals[place].module).\(memory.globals[place].name)"
            throw .refused("The pickle sets attributes of \(name.forMessage), which weights do not need.")
        default: throw .refused("The pickle sets attributes of a plain value, which weights do not need.")
        }
    }

    /// A storage by its persistent name: ("storage", type, key, place, number of elements).
    static func storage(
        _ name: PickleValue, in memory: PickleMemory, content: (String) -> ByteRange?
    ) throws(CheckpointError) -> PickleValue {
        guard let items = memory.items(name), items.count >= 5, items[0].shortText == "storage",
            case .global(let place) = items[1], memory.globals[place].module == "torch", let key = items[2].shortText,
            let count = items[4].wholeNumber, count >= 0
        else { throw .malformed("The pickle names a storage in a way that is not known.") }
        let type = memory.globals[place].name
        guard let elementType = elementType(storage: type) else {
            throw .unreadable(
                "The pickle has a storage of type \(type.forMessage), which is not known; save its tensors as floats.")
        }
        guard let content = content(key) else { throw .malformed("The storage \(key.forMessage) is missing.") }
        let (byteCount, overflowed) = count.multipliedReportingOverflow(by: elementType.byteCount)
        guard !overflowed, let part = content.part(offset: 0, count: byteCount) else {
            throw .malformed("The storage \(key.forMessage) has fewer bytes than the pickle says.")
        }
        return .storage(elementType, part)
    }

    /// Why a function is not called.
    static func refusal(of function: PickleValue, in memory: PickleMemory) -> CheckpointError {
        guard case .global(let place) = function else { return .refused("The pickle calls what is no function.") }
        let name = "\(memory.globals[place].module).\(memory.globals[place].name)"
        return .refused("The pickle calls \(name.forMessage), which weights do not need.")
    }

    /// A tensor: (storage, offset, extents, strides, ...), in elements.
    private static func tensor(
        _ items: [PickleValue], in memory: PickleMemory
    ) throws(CheckpointError) -> CheckpointTensor {
        guard items.count >= 4, case .storage(let type, let content) = items[0], let offset = items[1].wholeNumber,
            let shape = memory.wholeNumbers(items[2]), let strides = memory.wholeNumbers(items[3])
        else { throw .malformed("A tensor in the pickle is described in a way that is not known.") }
        guard offset >= 0, offset <= content.count / type.byteCount,
            let bytes = content.part(
                offset: offset * type.byteCount, count: content.count - offset * type.byteCount)
        else { throw .malformed("A tensor in the pickle begins outside its storage.") }
        return try CheckpointTensor(
            "A tensor in the pickle", shape: shape, elementType: type, bytes: bytes, strides: strides)
    }

    private static func orderedDictionary(
        _ items: [PickleValue], in memory: inout PickleMemory
    ) throws(CheckpointError) -> PickleValue {
        let place = memory.dictionary()
        guard let pairs = items.first else { return .dictionary(place) }
        let list = memory.items(pairs) ?? []
        try memory.copy(count: list.count)
        for pair in list {
            guard let parts = memory.items(pair), parts.count == 2 else {
                throw .malformed("A dictionary in the pickle has an item that is no pair.")
            }
            memory.set(parts[0], parts[1], in: place)
        }
        return .dictionary(place)
    }

    private static func fraction(_ items: [PickleValue]) throws(CheckpointError) -> PickleValue {
        var numbers = items.prefix(3).map(\.wholeNumber)
        if let text = items.first?.shortText { numbers = text.split(separator: "/").map { Int($0) } }
        if numbers.count == 1 { numbers.append(1) }
        guard numbers.count == 2, let numerator = numbers[0], let denominator = numbers[1], denominator > 0 else {
            throw .malformed("A fraction in the pickle makes no sense.")
        }
        return .fraction(numerator, denominator)
    }

    private static func elementType(storage name: String) -> ElementType? {
        switch name {
        case "DoubleStorage": .float64
        case "FloatStorage": .float32
        case "HalfStorage": .float16
        case "BFloat16Storage": .bfloat16
        case "LongStorage": .int64
        case "IntStorage": .int32
        case "ShortStorage": .int16
        case "CharStorage": .int8
        case "ByteStorage": .uint8
        case "BoolStorage": .bool
        default: nil
        }
    }
}

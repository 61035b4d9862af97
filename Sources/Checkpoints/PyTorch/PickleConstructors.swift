/// The few constructors that a pickle of weights needs, imitated.
enum PickleConstructors {
    /// What calling `function` with `arguments` would give.
    static func construct(
        _ function: PickleValue, from arguments: PickleValue, in machine: inout PickleMachine
    ) throws(CheckpointError) -> PickleValue {
        guard case .global(let module, let name) = function else {
            throw .refused("The pickle calls what is no function.")
        }
        guard let items = machine.items(arguments) else {
            throw .malformed("The pickle calls \(name.forMessage) wrongly.")
        }
        switch (module, name) {
        case ("torch._utils", "_rebuild_tensor_v2"): return try tensor(items, in: machine)
        case ("torch._utils", "_rebuild_parameter"):
            guard case .tensor? = items.first else { throw .malformed("A parameter in the pickle has no tensor.") }
            return items[0]
        case ("collections", "OrderedDict"): return try orderedDictionary(items, in: &machine)
        case ("torch", "Size"): return items.first ?? arguments
        case ("fractions", "Fraction"): return try fraction(items)
        case ("_codecs", "encode"): return try encoded(items, in: &machine)
        case ("numpy.core.multiarray", "_reconstruct"), ("numpy._core.multiarray", "_reconstruct"):
            machine.arrays.append(nil)
            return .array(machine.arrays.count - 1)
        case ("numpy", "dtype"):
            guard let code = items.first?.shortText, let type = elementType(numPy: code) else {
                throw .malformed("An array in the pickle has elements of a type that is not known.")
            }
            return .elementType(type)
        default:
            throw .refused("The pickle calls \("\(module).\(name)".forMessage), which weights do not need.")
        }
    }

    /// What giving `state` to `object` makes of it.
    static func build(
        _ object: PickleValue, state: PickleValue, in machine: inout PickleMachine
    ) throws(CheckpointError) -> PickleValue {
        switch object {
        case .dictionary:
            // Attributes of a dictionary, such as a state's version numbers.
            return object
        case .elementType:
            let items = machine.items(state) ?? []
            guard items.count > 1, let order = items[1].shortText, ["<", "|", "="].contains(order) else {
                throw .malformed("An array in the pickle has its bytes in another order than this machine's.")
            }
            return object
        case .array(let place):
            machine.arrays[place] = try array(machine.items(state) ?? [], in: machine)
            return object
        default:
            throw .refused("The pickle sets the attributes of an object, which weights do not need.")
        }
    }

    /// A storage by its persistent name: ("storage", type, key, place, number of elements).
    static func storage(_ name: PickleValue, in machine: PickleMachine) throws(CheckpointError) -> PickleValue {
        let items = machine.items(name) ?? []
        guard items.count >= 5, items[0].shortText == "storage", case .global("torch", let type) = items[1],
            let key = items[2].shortText, let count = items[4].wholeNumber
        else { throw .malformed("The pickle names a storage in a way that is not known.") }
        guard let elementType = elementType(storage: type) else {
            throw .malformed("The pickle has a storage of type \(type.forMessage), which is not known.")
        }
        return .storage(elementType, key: key, count: count)
    }

    private static func tensor(_ items: [PickleValue], in machine: PickleMachine) throws(CheckpointError) -> PickleValue
    {
        guard items.count >= 4, case .storage(let type, let key, _) = items[0], let offset = items[1].wholeNumber,
            let shape = machine.items(items[2])?.map(\.wholeNumber),
            let strides = machine.items(items[3])?.map(\.wholeNumber)
        else { throw .malformed("A tensor in the pickle is described in a way that is not known.") }
        let (extents, steps) = (shape.compactMap { $0 }, strides.compactMap { $0 })
        guard let content = machine.storage(key) else {
            throw .malformed("The storage \(key.forMessage) of a tensor is missing.")
        }
        let (byteOffset, overflowed) = offset.multipliedReportingOverflow(by: type.byteCount)
        guard extents.count == shape.count, steps.count == strides.count, !overflowed,
            let bytes = content.part(offset: byteOffset, count: content.count - byteOffset),
            let tensor = CheckpointTensor(shape: extents, elementType: type, bytes: bytes, strides: steps)
        else { throw .malformed("A tensor in the pickle reaches outside its storage.") }
        return .tensor(tensor)
    }

    private static func orderedDictionary(
        _ items: [PickleValue], in machine: inout PickleMachine
    ) throws(CheckpointError) -> PickleValue {
        let place = machine.newDictionary()
        if let pairs = items.first {
            for pair in machine.items(pairs) ?? [] {
                guard let parts = machine.items(pair), parts.count == 2 else {
                    throw .malformed("A dictionary in the pickle has an item that is no pair.")
                }
                machine.dictionaries[place].append((parts[0], parts[1]))
            }
        }
        return .dictionary(place)
    }

    private static func fraction(_ items: [PickleValue]) throws(CheckpointError) -> PickleValue {
        var numbers = items.map(\.wholeNumber)
        if let text = items.first?.shortText { numbers = text.split(separator: "/").map { Int($0) } }
        if numbers.count == 1 { numbers.append(1) }
        guard numbers.count == 2, let numerator = numbers[0], let denominator = numbers[1], denominator > 0 else {
            throw .malformed("A fraction in the pickle makes no sense.")
        }
        return .fraction(numerator, denominator)
    }

    /// Bytes that were written as a text in which each character stands for one of them.
    private static func encoded(
        _ items: [PickleValue], in machine: inout PickleMachine
    ) throws(CheckpointError) -> PickleValue {
        guard items.count == 2, case .text(let text) = items[0], items[1].shortText == "latin1" else {
            throw .malformed("Bytes in the pickle are encoded in a way that is not known.")
        }
        try machine.decode(byteCount: text.count)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var high: UInt8 = 0
        for byte in text.array {
            switch byte {
            case 0..<0x80 where high == 0: bytes.append(byte)
            case 0xc2 where high == 0, 0xc3 where high == 0: high = byte
            case 0x80..<0xc0 where high != 0:
                bytes.append(high << 6 | (byte & 0x3f))
                high = 0
            default: throw .malformed("Bytes in the pickle are encoded wrongly.")
            }
        }
        return .bytes(ByteRange(ByteStore(bytes)))
    }

    /// An array's state: (version, extents, type, whether the first index runs fastest, bytes).
    private static func array(_ items: [PickleValue], in machine: PickleMachine) throws(CheckpointError)
        -> CheckpointTensor
    {
        guard items.count == 5, let shape = machine.items(items[1])?.map(\.wholeNumber),
            case .elementType(let type) = items[2],
            case .boolean(let isColumnMajor) = items[3], case .bytes(let bytes) = items[4]
        else { throw .malformed("An array in the pickle is described in a way that is not known.") }
        let extents = shape.compactMap { $0 }
        var strides: [Int]?
        if isColumnMajor {
            var steps: [Int] = []
            var step = 1
            for extent in extents {
                steps.append(step)
                let (product, overflowed) = step.multipliedReportingOverflow(by: max(1, extent))
                guard !overflowed else { throw .malformed("An array in the pickle is too large.") }
                step = product
            }
            strides = steps
        }
        guard extents.count == shape.count,
            let tensor = CheckpointTensor(shape: extents, elementType: type, bytes: bytes, strides: strides)
        else { throw .malformed("An array in the pickle does not fit its bytes.") }
        return tensor
    }

    private static func elementType(storage name: String) -> ElementType? {
        let types: [String: ElementType] = [
            "DoubleStorage": .float64, "FloatStorage": .float32, "HalfStorage": .float16, "BFloat16Storage": .bfloat16,
            "LongStorage": .int64, "IntStorage": .int32, "ShortStorage": .int16, "CharStorage": .int8,
            "ByteStorage": .uint8, "BoolStorage": .bool,
        ]
        return types[name]
    }

    private static func elementType(numPy code: String) -> ElementType? {
        let types: [String: ElementType] = [
            "f8": .float64, "f4": .float32, "f2": .float16, "i8": .int64, "i4": .int32, "i2": .int16, "i1": .int8,
            "u1": .uint8, "b1": .bool,
        ]
        return types[code]
    }
}

/// Reads what `torch.save` writes: a zip archive with a pickle, and a file per storage.
enum PyTorchReader {
    /// Values of the description that are taken over; a file may mention one any number of times.
    private static let maximumValueCount = 100_000
    private static let maximumDepth = 32

    static func read(_ bytes: ByteRange) throws(CheckpointError) -> Checkpoint {
        let archive = try ZipArchive(bytes)
        guard let pickle = archive.entries.first(where: { $0.key.hasSuffix("/data.pkl") && !$0.key.hasPrefix("/") })
        else {
            throw .malformed("The archive has no data.pkl; it was not written by PyTorch.")
        }
        let folder = pickle.key.dropLast("data.pkl".count)
        if let order = archive.entries["\(folder)byteorder"]?.text, order.prefix(6) != "little" {
            throw .malformed("The archive's numbers have their bytes in another order than this machine's.")
        }
        let entries = archive.entries
        var machine = PickleMachine(pickle.value) { key in entries["\(folder)data/\(key)"] }
        let result = try machine.run()
        guard case .dictionary(let place) = result else {
            throw .malformed("The archive holds no dictionary of tensors.")
        }
        let package = machine.dictionaries[place]
        var tensors: [String: CheckpointTensor] = [:]
        var source = package
        if case .dictionary(let state)? = package.last(where: { $0.key.shortText == "state" })?.value {
            source = machine.dictionaries[state]
        }
        for (key, value) in source {
            guard let name = key.shortText else { continue }
            switch value {
            case .tensor(let tensor): tensors[name] = tensor
            case .array(let place):
                guard let array = machine.arrays[place] else {
                    throw .malformed("Array \(name.forMessage) in the pickle is never filled.")
                }
                tensors[name] = array
            default: continue
            }
        }
        var budget = maximumValueCount
        var description: [String: CheckpointValue] = [:]
        for (key, value) in package {
            guard let name = key.shortText, name != "state" else { continue }
            description[name] = try plain(value, in: machine, depth: 0, budget: &budget)
        }
        return Checkpoint(format: .pyTorch, tensors: tensors, description: .dictionary(description))
    }

    private static func plain(
        _ value: PickleValue, in machine: PickleMachine, depth: Int, budget: inout Int
    ) throws(CheckpointError) -> CheckpointValue {
        budget -= 1
        guard budget > 0, depth < maximumDepth else {
            throw .refused("The pickle's description is larger or deeper than any checkpoint needs.")
        }
        switch value {
        case .none: return .none
        case .boolean(let flag): return .boolean(flag)
        case .integer(let number): return .integer(number)
        case .number(let number): return .number(number)
        case .text: return .text(value.shortText ?? "")
        case .fraction(let numerator, let denominator): return .fraction(numerator, denominator)
        case .global(let module, let name): return .global(module: module, name: name)
        case .tensor(let tensor): return .tensor(shape: tensor.shape)
        case .array(let place): return .tensor(shape: machine.arrays[place]?.shape ?? [])
        case .bytes, .storage, .elementType: return .none
        case .list(let place), .tuple(let place):
            var items: [CheckpointValue] = []
            for item in machine.sequences[place] {
                items.append(try plain(item, in: machine, depth: depth + 1, budget: &budget))
            }
            return .list(items)
        case .dictionary(let place):
            var items: [String: CheckpointValue] = [:]
            for (key, item) in machine.dictionaries[place] {
                let item = try plain(item, in: machine, depth: depth + 1, budget: &budget)
                if let name = key.shortText { items[name] = item }
            }
            return .dictionary(items)
        }
    }
}

/// Reads what `torch.save` writes: a zip archive with a pickle, and a file per storage.
enum PyTorchReader {
    static func read(_ bytes: ByteRange) throws(CheckpointError) -> Checkpoint {
        let entries = try ZipArchive(bytes).entries
        let pickles = entries.filter { $0.key.hasSuffix("/data.pkl") && $0.key.count { $0 == "/" } == 1 }
        guard pickles.count == 1, let pickle = pickles.first else {
            throw .malformed("The archive has \(pickles.count) files named data.pkl; one of PyTorch's has one.")
        }
        let folder = pickle.key.dropLast("data.pkl".count)
        if let order = entries["\(folder)byteorder"], order.count <= 16, order.text?.hasPrefix("big") == true {
            throw .unreadable("The archive's numbers are big-endian; save it again on a usual machine.")
        }
        var machine = PickleMachine(pickle.value) { key in entries["\(folder)data/\(key)"] }
        let result = try machine.run()
        guard case .dictionary(let place) = result else {
            throw .malformed("The archive holds no dictionary of tensors.")
        }
        let memory = machine.memory
        let state = memory.members(place).last { $0.key.shortText == "state" }?.value
        var description = PickleDescription(memory)
        guard case .dictionary(let statePlace)? = state else {
            return Checkpoint(
                format: .pyTorch, tensors: try tensors(place, in: memory),
                description: .dictionary(try description.members(place)))
        }
        return Checkpoint(
            format: .pyTorch, tensors: try tensors(statePlace, in: memory),
            description: .dictionary(try description.members(place, except: "state")))
    }

    private static func tensors(
        _ place: Int, in memory: PickleMemory
    ) throws(CheckpointError) -> [String: CheckpointTensor] {
        var tensors: [String: CheckpointTensor] = [:]
        for (key, value) in memory.members(place) {
            switch value {
            case .tensor(let place), .array(let place):
                guard let name = key.shortText else {
                    throw .malformed("A tensor in the pickle has a name that is no short text.")
                }
                guard let tensor = memory.tensor(at: place) else {
                    throw .malformed("Array \(name.forMessage) in the pickle is never filled.")
                }
                tensors[name] = tensor
            default: continue
            }
        }
        return tensors
    }
}

/// What a pickle makes: containers, names and tensors by their places.
struct PickleMemory {
    /// The name of a class or function, which is never called.
    struct Global: Hashable {
        let module: String
        let name: String
    }

    private static let maximumGlobalCount = 1000
    private static let maximumCopiedCount = 1_000_000

    private var sequences: [[PickleValue]] = []
    private var dictionaries: [[(key: PickleValue, value: PickleValue)]] = []
    private(set) var globals: [Global] = []
    private var globalPlaces: [Global: Int] = [:]
    /// `nil`: an array that is not filled yet.
    private var tensors: [CheckpointTensor?] = []
    private var copiedCountLeft = maximumCopiedCount
    private var decodedByteCountLeft: Int

    /// - Parameter byteCount: of the pickle.
    init(byteCount: Int) { decodedByteCountLeft = byteCount }

    /// Keeps the items of a list or tuple.
    mutating func sequence(_ items: [PickleValue] = []) -> Int {
        sequences.append(items)
        return sequences.count - 1
    }

    /// The items of a list or tuple.
    func items(_ value: PickleValue) -> [PickleValue]? {
        switch value {
        case .list(let place), .tuple(let place): sequences[place]
        default: nil
        }
    }

    /// The whole numbers in a short list or tuple; `nil` where it holds anything else.
    func wholeNumbers(_ value: PickleValue) -> [Int]? {
        guard let items = items(value), items.count <= 16 else { return nil }
        let numbers = items.compactMap(\.wholeNumber)
        return numbers.count == items.count ? numbers : nil
    }

    mutating func append(_ items: [PickleValue], to place: Int) { sequences[place] += items }

    /// Keeps a new dictionary.
    mutating func dictionary() -> Int {
        dictionaries.append([])
        return dictionaries.count - 1
    }

    /// What was set in a dictionary, in order: of a key that was set twice, the last counts.
    func members(_ place: Int) -> [(key: PickleValue, value: PickleValue)] { dictionaries[place] }

    mutating func set(_ key: PickleValue, _ value: PickleValue, in place: Int) {
        dictionaries[place].append((key, value))
    }

    /// Keeps the name of a class or function, once.
    mutating func global(module: String, name: String) throws(CheckpointError) -> PickleValue {
        let global = Global(module: module, name: name)
        if let place = globalPlaces[global] { return .global(place) }
        guard globals.count < Self.maximumGlobalCount else {
            throw .refused("The pickle names more than \(Self.maximumGlobalCount) classes.")
        }
        globals.append(global)
        globalPlaces[global] = globals.count - 1
        return .global(globals.count - 1)
    }

    /// Keeps a tensor.
    mutating func tensor(_ tensor: CheckpointTensor?) -> Int {
        tensors.append(tensor)
        return tensors.count - 1
    }

    /// The tensor at a place; `nil` where it is an array that was not filled.
    func tensor(at place: Int) -> CheckpointTensor? { tensors[place] }

    mutating func fill(_ place: Int, with tensor: CheckpointTensor) { tensors[place] = tensor }

    /// Takes note that items are copied, which a file could otherwise ask for over and over.
    mutating func copy(count: Int) throws(CheckpointError) {
        copiedCountLeft -= count
        guard copiedCountLeft >= 0 else { throw .refused("The pickle copies the same items over and over.") }
    }

    /// Takes note that bytes are decoded out of a text, each of which may be used once.
    mutating func decode(byteCount: Int) throws(CheckpointError) {
        decodedByteCountLeft -= byteCount
        guard decodedByteCountLeft >= 0 else { throw .refused("The pickle decodes the same bytes over and over.") }
    }
}

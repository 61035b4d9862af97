/// An array of features as it is kept in a file.
struct FeatureArray: Sendable, Equatable {
    /// Elements row by row, in the precision they are kept with.
    enum Values: Sendable, Equatable {
        case single([Float])
        case half([Float16])
    }

    /// Extents, outermost first.
    var shape: [Int]
    var values: Values
}

/// Features on their way to or from a file: arrays and single numbers, by name.
///
/// Reading takes each away and checks it, so that at the end what nobody has asked for is known.
struct StoredFeatures: Sendable, Equatable {
    var arrays: [String: FeatureArray] = [:]
    var numbers: [String: String] = [:]

    /// No feature is larger than this, or negative; a number beyond would be damage, and dangerous to calculate with.
    private static let largest: Float = 1e9

    /// Takes an array in single precision [rows] or [rows, columns] of numbers from 0.
    mutating func single(_ name: String, columns: Int? = nil) throws(FeatureFileError) -> [Float] {
        let array = try take(name, columns: columns)
        guard case .single(let values) = array.values else { throw Self.unlike(name) }
        guard values.allSatisfy({ $0 >= 0 && $0 <= Self.largest }) else { throw Self.outside(name) }
        return values
    }

    /// Takes an array in half precision [rows] or [rows, columns] of numbers from 0.
    mutating func half(_ name: String, columns: Int? = nil) throws(FeatureFileError) -> [Float16] {
        let array = try take(name, columns: columns)
        guard case .half(let values) = array.values else { throw Self.unlike(name) }
        guard values.allSatisfy({ $0 >= 0 && $0.isFinite }) else { throw Self.outside(name) }
        return values
    }

    /// Takes a number.
    mutating func number(_ name: String, in range: ClosedRange<Double>) throws(FeatureFileError) -> Double {
        guard let value = numbers.removeValue(forKey: name).flatMap(Double.init), range.contains(value) else {
            throw .damaged("Its number \(name) is missing or out of range.")
        }
        return value
    }

    /// Throws where something is left that nobody has asked for.
    func requireEmpty() throws(FeatureFileError) {
        guard let name = (arrays.keys.sorted() + numbers.keys.sorted()).first else { return }
        throw .damaged("It has something that is not known, \(name.prefix(40)).")
    }

    private mutating func take(_ name: String, columns: Int?) throws(FeatureFileError) -> FeatureArray {
        guard let array = arrays.removeValue(forKey: name) else { throw .damaged("It lacks the array \(name).") }
        let fits = columns.map { array.shape.count == 2 && array.shape[1] == $0 } ?? (array.shape.count == 1)
        guard fits else { throw Self.unlike(name) }
        return array
    }

    private static func unlike(_ name: String) -> FeatureFileError {
        .damaged("Its array \(name) has another shape or precision than it should.")
    }

    private static func outside(_ name: String) -> FeatureFileError {
        .damaged("Its array \(name) has numbers that no feature can have.")
    }
}

extension StoredFeatures {
    /// A number that changes with every bit of the arrays and numbers, in hexadecimal. It tells damage, not malice.
    var checksum: String {
        // Multiply and shift, as in Fowler, Noll and Vo's hash, a word at a time.
        var state: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ word: UInt64) {
            state = (state ^ word) &* 0x100_0000_01b3
            state ^= state >> 29
        }
        for (name, text) in numbers.sorted(by: { $0.key < $1.key }) {
            for byte in (name + "=" + text).utf8 { add(UInt64(byte)) }
        }
        for (name, array) in arrays.sorted(by: { $0.key < $1.key }) {
            for byte in name.utf8 { add(UInt64(byte)) }
            for extent in array.shape { add(UInt64(bitPattern: Int64(extent))) }
            switch array.values {
            case .single(let values): for value in values { add(UInt64(value.bitPattern)) }
            case .half(let values): for value in values { add(UInt64(value.bitPattern)) }
            }
        }
        return String(state, radix: 16)
    }
}

internal import Crypto

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
    /// SHA-256 of all names, numbers, extents and elements, in hexadecimal.
    var checksum: String {
        var hash = SHA256()
        for (name, text) in numbers.sorted(by: { $0.key < $1.key }) {
            hash.update(data: Array("\(name)=\(text)\n".utf8))
        }
        for (name, array) in arrays.sorted(by: { $0.key < $1.key }) {
            hash.update(data: Array("\(name) \(array.shape)\n".utf8))
            switch array.values {
            case .single(let values): unsafe values.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
            case .half(let values): unsafe values.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
            }
        }
        return hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

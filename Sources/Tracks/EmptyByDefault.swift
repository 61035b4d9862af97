/// A list that is always written; a missing key reads as the empty list, so that files of older versions can be read.
@propertyWrapper
public struct EmptyByDefault<Element: Sendable>: Sendable {
    /// The list.
    public var wrappedValue: [Element]

    /// Wraps a list.
    public init(wrappedValue: [Element]) { self.wrappedValue = wrappedValue }
}

extension EmptyByDefault: Equatable where Element: Equatable {}

extension EmptyByDefault: Encodable where Element: Encodable {
    /// Writes the list.
    public func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

extension EmptyByDefault: Decodable where Element: Decodable {
    /// Reads a list.
    public init(from decoder: any Decoder) throws { wrappedValue = try [Element](from: decoder) }
}

extension KeyedDecodingContainer {
    /// A missing key reads as the empty list.
    public func decode<Element: Decodable>(
        _ type: EmptyByDefault<Element>.Type, forKey key: Key
    ) throws -> EmptyByDefault<Element> {
        try decodeIfPresent(type, forKey: key) ?? EmptyByDefault(wrappedValue: [])
    }
}

extension Key {
    /// The key on the same tonic in the other mode.
    public var parallel: Key { Key(tonic: tonic, mode: mode == .major ? .minor : .major) }

    /// The key of the same mode a fifth higher.
    public var dominantKey: Key { Key(tonic: tonic.transposed(by: 7), mode: mode) }

    /// The key of the same mode a fifth lower.
    public var subdominantKey: Key { Key(tonic: tonic.transposed(by: 5), mode: mode) }

    /// The five keys whose signature differs by at most one accidental: the relative, the dominant and the subdominant
    /// key and the relatives of those two.
    public var closelyRelated: [Key] {
        [relative, dominantKey, subdominantKey, dominantKey.relative, subdominantKey.relative]
    }

    /// Steps between two signatures on the circle of fifths, 0...6; 0 for the relative key.
    public func fifthsDistance(to other: Key) -> Int {
        let difference = (((signatureFifths - other.signatureFifths) % 12) + 12) % 12
        return min(difference, 12 - difference)
    }
}

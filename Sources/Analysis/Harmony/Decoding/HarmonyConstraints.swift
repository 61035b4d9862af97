import MusicTheory

/// What a user has said about a song's harmony, which decoding keeps to.
struct HarmonyConstraints: Sendable {
    /// The key of the whole song.
    var key: Key?

    /// No constraint, unless a key is given.
    init(key: Key? = nil) { self.key = key }
}

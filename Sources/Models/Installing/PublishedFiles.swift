/// Tells whether files are those that were published under a model's name, whatever they are called.
enum PublishedFiles {
    /// For each published file, in their order, the file found that has its hash; `nil` where these are other files.
    static func matches(_ found: [InstalledFile], _ published: [WeightFile]) -> [InstalledFile]? {
        guard found.count == published.count else { return nil }
        let matches = published.compactMap { file in found.first { file.matches($0.sha256) } }
        return Set(matches.map(\.name)).count == published.count ? matches : nil
    }

    /// Files of a bag in the order of its weights: by their names, as hashes tell nothing of files that were never
    /// published.
    static func byName(_ found: [InstalledFile], _ published: [WeightFile]) -> [InstalledFile]? {
        let ordered = published.compactMap { file in found.first { $0.name == file.name } }
        return ordered.count == found.count && found.count == published.count ? ordered : nil
    }
}

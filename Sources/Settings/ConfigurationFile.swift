internal import SystemPackage
internal import Yams

/// The keys that a YAML file sets, with their lines, so that a mistake can be pointed at.
struct ConfigurationFile {
    let path: FilePath
    /// Line number (from 1) by dotted key.
    let lines: [String: Int]
    /// Nothing but comments: the default settings.
    let isEmpty: Bool

    /// Parses the keys of a file; a broken file is an error with its line.
    init(path: FilePath, text: String) throws(SettingsError) {
        self.path = path
        var lines: [String: Int] = [:]
        do {
            let root = try Yams.compose(yaml: text)
            if let root { Self.collect(root, prefix: "", into: &lines) }
            isEmpty = root == nil
        } catch {
            throw SettingsError("\(path) is not valid YAML: \(error)")
        }
        self.lines = lines
    }

    /// Every key must be a known one.
    func checkKeys() throws(SettingsError) {
        let known = Set(SettingDefinition.all.map(\.key))
        for (key, line) in lines.sorted(by: { $0.value < $1.value }) where !known.contains(key) {
            let isGroup = known.contains { $0.hasPrefix(key + ".") }
            if isGroup { continue }
            let hint = SettingDefinition.nearestKey(to: key).map { "; did you mean \($0)?" } ?? ""
            throw SettingsError("\(path), line \(line): there is no setting \(key)\(hint)")
        }
    }

    private static func collect(_ node: Node, prefix: String, into lines: inout [String: Int]) {
        guard let mapping = node.mapping else { return }
        for (key, value) in mapping {
            let name = prefix + (key.string ?? "?")
            lines[name] = key.mark?.line ?? value.mark?.line ?? 0
            collect(value, prefix: name + ".", into: &lines)
        }
    }
}

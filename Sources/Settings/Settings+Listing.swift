internal import SystemPackage

extension Settings {
    /// Every setting as "key: value", in the order of `etc/musigen.yaml`.
    public var lines: [String] {
        SettingDefinition.all.map { definition in
            let value =
                switch definition.value {
                case .integer(let path, _): "\(self[keyPath: path])"
                case .number(let path, _): "\(self[keyPath: path])"
                case .choice(let path, _), .text(let path): self[keyPath: path]
                case .file(let path): self[keyPath: path]?.string ?? "\"\""
                case .folders: "[" + inboxFolders.map(\.string).joined(separator: ", ") + "]"
                }
            return "\(definition.key): \(value)"
        }
    }
}

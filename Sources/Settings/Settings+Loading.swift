internal import Configuration
internal import FoundationEssentials
public import SystemPackage

extension Settings {
    /// The files that are read, weakest first: the system's, then the user's.
    public static func standardFiles(environment: [String: String]) -> [FilePath] {
        let userFolder =
            environment["XDG_CONFIG_HOME"].map { FilePath($0) }
            ?? environment["HOME"].map { FilePath($0).appending(".config") }
        return [FilePath("/etc/musigen/musigen.yaml")]
            + (userFolder.map { [$0.appending("musigen/musigen.yaml")] } ?? [])
    }

    /// Reads the settings: environment over the later files over the earlier files over the defaults.
    ///
    /// A missing file is fine; an unknown key, a value of the wrong kind or out of its range is an error that names
    /// the file and line.
    public static func load(
        files: [FilePath], environment: [String: String]
    ) async throws(SettingsError) -> Settings {
        var parsed: [ConfigurationFile] = []
        var providers: [any ConfigProvider] = []
        // The environment's names are derived from the keys below, so the library's own key encoding is not involved.
        providers.append(
            EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "musigen"))
        for path in files.reversed() {
            guard let text = try text(of: path) else { continue }
            let file = try ConfigurationFile(path: path, text: text)
            try file.checkKeys()
            if file.isEmpty { continue }
            parsed.append(file)
            do {
                providers.append(try await FileProvider<YAMLSnapshot>(filePath: path))
            } catch {
                throw SettingsError("\(path) cannot be read as settings: \(error)")
            }
        }
        let reader = ConfigReader(providers: providers)
        var settings = Settings()
        for definition in SettingDefinition.all {
            try settings.apply(definition, from: reader, files: parsed, environment: environment)
        }
        return settings
    }

    private static func text(of path: FilePath) throws(SettingsError) -> String? {
        do {
            return try String(contentsOfFile: path.string, encoding: .utf8)
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return nil
        } catch {
            throw SettingsError("\(path) cannot be read: \(error)")
        }
    }

    private mutating func apply(
        _ definition: SettingDefinition, from reader: ConfigReader, files: [ConfigurationFile],
        environment: [String: String]
    ) throws(SettingsError) {
        // Which source speaks first: only to say where a bad value stands.
        var place: String?
        if environment[definition.environmentName] != nil {
            place = "the environment variable \(definition.environmentName)"
        } else if let file = files.first(where: { $0.lines[definition.key] != nil }) {
            place = "\(file.path), line \(file.lines[definition.key] ?? 0)"
        }
        guard let place else { return }
        let key = ConfigKey(definition.key)
        func refuse(_ expected: String) -> SettingsError {
            SettingsError("\(place): \(definition.key) must be \(expected)")
        }
        switch definition.value {
        case .integer(let path, let range):
            let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
            guard let value = reader.int(forKey: key), range.contains(value) else { throw refuse(expected) }
            self[keyPath: path] = value
        case .number(let path, let range):
            let expected = "a number from \(range.lowerBound) to \(range.upperBound)"
            guard let value = reader.double(forKey: key) ?? reader.int(forKey: key).map(Double.init),
                range.contains(value)
            else { throw refuse(expected) }
            self[keyPath: path] = value
        case .choice(let path, let choices):
            guard let value = reader.string(forKey: key), choices.contains(value) else {
                throw refuse("one of " + choices.joined(separator: ", "))
            }
            self[keyPath: path] = value
        case .text(let path):
            guard let value = reader.string(forKey: key), !value.isEmpty else { throw refuse("a name") }
            self[keyPath: path] = value
        case .file(let path):
            guard let value = reader.string(forKey: key), value.isEmpty || value.hasPrefix("/") else {
                throw refuse("an absolute path, or \"\" for none")
            }
            self[keyPath: path] = value.isEmpty ? nil : FilePath(value)
        case .folders:
            guard let values = reader.stringArray(forKey: key) else { throw refuse("a list of absolute folders") }
            guard values.allSatisfy({ $0.hasPrefix("/") }) else { throw refuse("a list of absolute folders") }
            inboxFolders = values.map { FilePath($0) }
        }
    }
}

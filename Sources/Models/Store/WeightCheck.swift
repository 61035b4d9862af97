public import SystemPackage

extension InstalledModel {
    /// Makes sure, right before they are used, that the files are those that were installed.
    ///
    /// - Throws: `ModelError` where one cannot be read or has changed.
    public func checkHashes(in directory: FilePath) throws(ModelError) {
        for file in files where try FileReading.sha256(of: directory.appending(file.name)) != file.sha256 {
            throw ModelError(
                .unsuitable,
                "The model \(name) is damaged: \(file.name) has changed since it was installed. "
                    + "Install it again (musigen models install \(name)) or remove it.")
        }
    }
}

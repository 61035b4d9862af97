internal import Library
internal import SystemPackage

/// What a name alone says about a dropped file.
enum NameRules {
    /// Names of files that are being written or belong to other programs: never looked at.
    static func isTemporary(_ name: FilePath.Component) -> Bool {
        let lower = name.string.lowercased()
        if lower.hasPrefix(".") || lower.hasSuffix("~") { return true }
        let endings = [
            ".part", ".partial", ".crdownload", ".filepart", ".tmp", ".temp", ".!qb", ".partial~", ".swp", ".download",
        ]
        return endings.contains { lower.hasSuffix($0) }
            || ["4913", "thumbs.db", "desktop.ini", "$recycle.bin", "__macosx"].contains(lower)
    }

    /// What lies beside the songs of an album: left where it is, and mentioned once.
    static func isCompanion(_ name: FilePath.Component) -> Bool {
        let companions: Set<String> = [
            "jpg", "jpeg", "png", "gif", "webp", "bmp", "txt", "nfo", "cue", "m3u", "m3u8", "pls", "log", "pdf", "url",
            "sfv", "md5", "lrc", "ini", "html", "xml", "json",
        ]
        return companions.contains(fileExtension(name))
    }

    /// Whether a file in `generate/` is a prompt.
    static func isPrompt(_ name: FilePath.Component) -> Bool { fileExtension(name) == "txt" }

    private static func fileExtension(_ name: FilePath.Component) -> String {
        (name.extension ?? "").lowercased()
    }
}

public import Library
public import Settings
public import Tracks

/// Tells which separator the next song will get.
public enum NextSeparator {
    /// What the sidecar of the next song will name.
    ///
    /// - Throws: `StandaloneFailure` where songs wait until the user has installed or mended a model; says which.
    public static func tool(home: MusigenHome, settings: Settings) throws(StandaloneFailure) -> ToolDescription {
        try SeparatorChoice.forCommand(settings, home: home).tool
    }
}

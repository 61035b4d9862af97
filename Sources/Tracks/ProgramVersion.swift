/// The version of the program, as it names itself in the files that it writes.
public enum ProgramVersion {
    /// Semantic version.
    public static let text = "0.1.0"
}

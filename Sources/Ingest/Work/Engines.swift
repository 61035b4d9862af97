internal import Analysis
internal import Separation
internal import Tracks

/// The engines that the stages run with.
struct Engines: Sendable {
    let separator: any Separator
    let analyser: any TrackAnalyser
    /// Every stage a deterministic stand-in, for tests of the appliance itself.
    let isStub: Bool

    /// The engines that the settings name; `MUSIGEN_ENGINE=stub` replaces them all.
    init(separator name: String, threadCount: Int, environment: [String: String]) throws(StageFailure) {
        isStub = environment["MUSIGEN_ENGINE"] == "stub"
        if isStub {
            separator = StubSeparator()
            analyser = StubAnalyser()
            return
        }
        guard let separator = Separators.named(name) else {
            throw StageFailure(
                .environment, "There is no separator \(name).",
                whatToDo: "Set separation.model to one of: "
                    + Separators.all.map(\.tool.model).joined(separator: ", ") + ".")
        }
        self.separator = separator
        analyser = ClassicAnalyser(threadCount: threadCount)
    }

    /// What produces each stage's results, as the sidecar has it.
    var tools: [String: ToolDescription] {
        var tools = analyser.tools
        tools["decoding"] = ToolDescription(version: DecodeStage.version, model: isStub ? "stub" : "libmpg123")
        tools["separation"] = separator.tool
        return tools
    }
}

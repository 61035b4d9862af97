internal import Analysis
internal import Separation
internal import Tracks

/// The engines that the stages run with.
struct Engines: Sendable {
    /// Which separator it is.
    let choice: SeparatorChoice
    let analyser: any TrackAnalyser
    /// Every stage a deterministic stand-in, for tests of the appliance itself.
    let isStub: Bool

    /// The engines for a song; `MUSIGEN_ENGINE=stub` replaces them all.
    init(_ choice: SeparatorChoice, threadCount: Int, environment: [String: String]) {
        self.choice = choice
        isStub = environment["MUSIGEN_ENGINE"] == "stub"
        analyser = Self.analyser(threadCount: threadCount, environment: environment)
    }

    /// The analyser alone; it needs no model.
    static func analyser(threadCount: Int, environment: [String: String]) -> any TrackAnalyser {
        environment["MUSIGEN_ENGINE"] == "stub" ? StubAnalyser() : SongAnalyser(threadCount: threadCount)
    }

    /// The separator; its weights are read when it is asked for.
    func separator() throws(StageFailure) -> any Separator {
        isStub ? StubSeparator() : try ModelLoader.separator(choice)
    }

    /// What separates, as the sidecar has it.
    var separatorTool: ToolDescription { isStub ? StubSeparator().tool : choice.tool }

    /// What produces each stage's results, as the sidecar has it.
    var tools: [String: ToolDescription] {
        var tools = analyser.tools
        tools["decoding"] = ToolDescription(version: DecodeStage.version, model: isStub ? "stub" : "libmpg123")
        tools["separation"] = separatorTool
        return tools
    }
}

internal import Tracks

/// The song at a glance.
struct OverviewSection {
    let sidecar: TheorySidecar

    @MarkupBuilder var markup: Markup {
        PageParts.section(
            "overview", "The song at a glance",
            lead: "From left to right the whole song: its sections, the keys, what each chord does in its key, and how "
                + "loud each stem is, with the bars as thin lines."
        ) {
            PageParts.figure("The song from beginning to end", caption: caption) { SongTimeline(sidecar).markup }
            FunctionLegend.markup
        }
    }

    private var caption: String {
        "Sections with the same letter are repeats of each other. Waveforms are drawn on a square-root scale, all stems "
            + "on the same one, so that quiet passages can be seen."
    }
}

/// What colours, patterns and letters of the chords' functions mean.
enum FunctionLegend {
    static var markup: Markup {
        Element("ul", .class("legend"), .init("aria-label", "Functions of chords")) {
            for function in FunctionWords.allCases {
                Element("li") {
                    Element("svg", .class("key-swatch"), .init("viewBox", "0 0 26 13"), .init("aria-hidden", "true")) {
                        Shape.rectangle(0, 0, 26, 13, "chord " + function.style, radius: 2)
                    }
                    Element("span") {
                        Element("b") { function.code }
                        Sentence.of(" ", function.name, function.meaning.map { ": \($0)" })
                    }
                }
            }
        }.markup
    }
}

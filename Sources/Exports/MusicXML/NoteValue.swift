/// A note value as MusicXML names it.
struct NoteValue: Equatable {
    /// "quarter", "half", "16th", ...
    var name: String
    var isDotted: Bool

    /// The value that lasts so many quarter notes; `nil` where no single one does, with or without a dot.
    init?(quarters: Double) {
        let names = [8: "breve", 4: "whole", 2: "half", 1: "quarter", 0.5: "eighth", 0.25: "16th", 0.125: "32nd"]
        let smaller = [0.0625: "64th", 0.03125: "128th", 0.015625: "256th"]
        if let name = names[quarters] ?? smaller[quarters] {
            (self.name, isDotted) = (name, false)
        } else if let name = names[quarters / 1.5] ?? smaller[quarters / 1.5] {
            (self.name, isDotted) = (name, true)
        } else {
            return nil
        }
    }
}

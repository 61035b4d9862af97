import MusicTheory

/// What two chords make as the end of a phrase.
struct CadenceReading: Equatable {
    /// authentic, plagal, half, deceptive or modal.
    var type: String
    /// A finer name, as far as the chords alone tell it.
    var subtype: String?

    /// Reads two chords of different roots; `nil` where they make no cadence.
    init?(from before: HeardChord, to goal: HeardChord) {
        let isMinor = goal.keyed.key.mode == .minor
        let (a, b) = (before.rootDegree, goal.rootDegree)
        // The chord before is heard in the key of the goal, also where the analysis changes key between them.
        let from = before.keyed.key == goal.keyed.key ? a : CadenceReading.degree(of: before, in: goal)
        let isDominant = CadenceReading.isDominant(from, before.triad)
        if b == 0, goal.triad != .diminished {
            switch (from, before.triad) {
            case _ where isDominant:
                self.init(type: "authentic", subtype: from == 11 ? "leading_note" : nil)
            case (5, let triad):
                self.init(type: "plagal", subtype: triad == .minor && !isMinor ? "minor_plagal" : nil)
            case (10, .major), (10, .minor), (10, .open):
                let isBackdoor = before.keyed.chord.quality == .dominantSeventh && !isMinor
                self.init(type: "modal", subtype: isBackdoor ? "backdoor" : "subtonic")
            case (7, .minor): self.init(type: "modal", subtype: "minor_dominant")
            case (1, .major): self.init(type: "modal", subtype: "phrygian")
            default: return nil
            }
            return
        }
        if b == 7, goal.triad == .major || goal.triad == .open {
            let isPhrygian = isMinor && from == 5 && before.triad == .minor && before.bassDegree == 8
            self.init(type: "half", subtype: isPhrygian ? "phrygian" : nil)
            return
        }
        guard isDominant else { return nil }
        switch (b, goal.triad) {
        case (9, .minor) where !isMinor: self.init(type: "deceptive", subtype: "submediant")
        case (8, .major): self.init(type: "deceptive", subtype: isMinor ? "submediant" : "flat_submediant")
        case (5, _) where goal.bassDegree == (isMinor ? 8 : 9): self.init(type: "deceptive", subtype: "subdominant")
        default: return nil
        }
    }

    private init(type: String, subtype: String?) {
        self.type = type
        self.subtype = subtype
    }

    private static func isDominant(_ degree: Int, _ triad: TriadClass) -> Bool {
        degree == 7 && triad != .minor && triad != .diminished || degree == 11 && triad == .diminished
    }

    private static func degree(of chord: HeardChord, in goal: HeardChord) -> Int {
        goal.keyed.key.tonic.interval(to: chord.keyed.chord.root.pitchClass)
    }
}

/// The tempi that most songs of a genre have.
///
/// The 10th and 90th percentiles of the Harmonix set (Nieto et al., ISMIR 2019) where it has the genre; else what
/// textbooks and drum machines' manuals give, as the beat is counted.
struct TempoRange {
    let bpm: ClosedRange<Double>

    init(_ genre: Genre) {
        bpm =
            switch genre {
            case .electronic: 117...134
            case .hipHop: 74...130
            case .pop: 78...135
            case .country: 72...124
            case .metal: 90...190
            case .disco: 108...131
            case .rock: 76...150
            case .punk: 150...210
            case .blues: 60...132
            case .jazz: 80...240
            case .funk: 90...122
            case .soul: 60...112
            case .reggae: 60...95
            case .latin: 85...140
            case .folk: 70...135
            case .drumAndBass: 160...180
            case .classical: 40...160
            case .ambient: 50...110
            }
    }
}

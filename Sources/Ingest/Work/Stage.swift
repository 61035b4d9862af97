/// The stages of a song's way through the appliance, in order.
public enum Stage: String, CaseIterable, Sendable, Codable {
    case decode, separate, analyse, publish

    /// Share of the whole way that lies before this stage.
    var progressBefore: Double {
        switch self {
        case .decode: 0
        case .separate: 0.03
        case .analyse: 0.65
        case .publish: 0.97
        }
    }

    /// Share of the whole way that this stage takes.
    private var weight: Double {
        switch self {
        case .decode: 0.03
        case .separate: 0.62
        case .analyse: 0.32
        case .publish: 0.03
        }
    }

    /// Progress of the whole way, 0...1, from that of this stage.
    func overall(_ fraction: Double) -> Double { progressBefore + weight * min(1, max(0, fraction)) }
}

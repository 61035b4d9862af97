/// Signals that are not music.
enum HostileSignal: CaseIterable {
    case constant, click, squareWaveFarTooLoud, noise, oneSidedNoise, denormal, alternating

    var isOneSided: Bool { self == .oneSidedNoise }

    func samples(_ count: Int) -> [Float] {
        var state: UInt64 = 88_172_645_463_325_252
        return (0..<count).map { i in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            switch self {
            case .constant: return 0.5
            case .click: return i == count / 2 ? 1 : 0
            case .squareWaveFarTooLoud: return i / 50 % 2 == 0 ? 1e4 : -1e4
            case .noise, .oneSidedNoise: return Float(state >> 40) / Float(1 << 23) - 1
            case .denormal: return .leastNormalMagnitude / 16
            case .alternating: return i % 2 == 0 ? 1 : -1
            }
        }
    }
}

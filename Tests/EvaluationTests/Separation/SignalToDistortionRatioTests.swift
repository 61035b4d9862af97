import Evaluation
import Testing

@Suite struct SignalToDistortionRatioTests {
    let reference: [[Float]] = [[1, -1, 2], [0, 3, -1]]  // energy 16

    @Test func `silence scores zero decibels`() {
        #expect(SignalToDistortionRatio.plain(estimate: [[0, 0, 0], [0, 0, 0]], reference: reference) == 0)
    }

    @Test func `an error of a hundredth of the energy scores twenty decibels`() throws {
        let estimate: [[Float]] = [[1, -1, 2.4], [0, 3, -1]]  // error 0.16
        let ratio = try #require(SignalToDistortionRatio.plain(estimate: estimate, reference: reference))
        #expect(abs(ratio - 20) < 1e-5)
    }

    @Test func `half the level costs six decibels, and nothing when the scale is free`() throws {
        let estimate = reference.map { $0.map { $0 / 2 } }
        let plain = try #require(SignalToDistortionRatio.plain(estimate: estimate, reference: reference))
        #expect(abs(plain - 6.0206) < 1e-4)
        #expect(SignalToDistortionRatio.scaleInvariant(estimate: estimate, reference: reference) == .infinity)
    }

    @Test func `the scale-invariant ratio projects the estimate on the reference`() throws {
        // Estimate (3, 4) on reference (2, 0): target (3, 0), error (0, 4): 9 / 16.
        let ratio = try #require(SignalToDistortionRatio.scaleInvariant(estimate: [[3, 4]], reference: [[2, 0]]))
        #expect(abs(ratio - -2.498775) < 1e-5)
    }

    @Test func `a perfect estimate has no distortion`() {
        #expect(SignalToDistortionRatio.plain(estimate: reference, reference: reference) == .infinity)
        #expect(SignalToDistortionRatio.scaleInvariant(estimate: reference, reference: reference) == .infinity)
    }

    @Test func `nothing is measured against silence`() {
        #expect(SignalToDistortionRatio.plain(estimate: [[1]], reference: [[0]]) == nil)
        #expect(SignalToDistortionRatio.scaleInvariant(estimate: [[1]], reference: [[0]]) == nil)
    }

    @Test func `an estimate without the reference has no target`() {
        #expect(SignalToDistortionRatio.scaleInvariant(estimate: [[0, 1]], reference: [[1, 0]]) == -.infinity)
        #expect(SignalToDistortionRatio.scaleInvariant(estimate: [[0, 0]], reference: [[1, 0]]) == -.infinity)
    }
}

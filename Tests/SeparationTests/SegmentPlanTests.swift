import Testing

@testable import Separation

@Suite struct SegmentPlanTests {
    private let plan = SegmentPlan(coreLength: 100, marginLength: 20, crossfadeLength: 10)

    @Test func `a segment in the middle has a margin on either side`() {
        #expect(plan.window(ofSegment: 2, available: 1000) == 180..<320)
        #expect(plan.contribution(ofSegment: 2, available: 1000, isLast: false) == 195..<305)
    }

    @Test func `the first segment starts with the song`() {
        #expect(plan.window(ofSegment: 0, available: 1000) == 0..<120)
        #expect(plan.contribution(ofSegment: 0, available: 1000, isLast: false) == 0..<105)
    }

    @Test func `a segment that the song's end cuts short reaches further back`() {
        #expect(plan.window(ofSegment: 2, available: 230) == 90..<230)
        #expect(plan.contribution(ofSegment: 2, available: 230, isLast: true) == 195..<230)
    }

    @Test(arguments: Array(1...120) + [199, 200, 201, 204, 205, 206, 1000, 1234])
    func `contributions cover every frame, lie in their windows and ask for nothing that was let go`(count: Int) {
        var covered = 0
        for index in 0...((count - 1) / plan.coreLength) {
            let isLast = count <= (index + 1) * plan.coreLength
            let window = plan.window(ofSegment: index, available: count)
            let contribution = plan.contribution(ofSegment: index, available: count, isLast: isLast)
            #expect(window.lowerBound >= plan.framesKept(forSegment: index))
            #expect(window.lowerBound <= contribution.lowerBound && contribution.upperBound <= window.upperBound)
            #expect(contribution.lowerBound <= covered)
            covered = contribution.upperBound
        }
        #expect(covered == count)
    }

    @Test func `the weights of a crossfade add up to one`() {
        for i in 0..<10 { #expect(abs(plan.weight(inCrossfade: i) + plan.weight(inCrossfade: 9 - i) - 1) < 1e-6) }
    }
}

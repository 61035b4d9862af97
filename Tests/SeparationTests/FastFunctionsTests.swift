import Glibc
import Testing

@testable import Separation

@Suite struct FastFunctionsTests {
    @Test func `the fast logarithm is within two millionths`() {
        for i in 0...40_000 {
            let x = Float(pow(10, Double(i) / 1000 - 20))
            #expect(abs(fastLog(x) - log(x)) < 2e-6 * max(1, abs(log(x))), "\(x)")
        }
    }

    @Test func `the fast exponential is within ten millionths`() {
        for i in -8000...8000 {
            let x = Float(i) / 100
            #expect(abs(fastExp(x) / exp(x) - 1) < 1e-5, "\(x)")
        }
    }

    @Test(arguments: [0, 1, 3, 20])
    func `the sliding mean is that of the values within reach`(reach: Int) {
        let input = (0..<12).map { Float($0 * $0 % 7) - 3 }
        var output = input
        slidingMean(of: input, reach: reach, into: &output)
        for i in input.indices {
            let values = input[max(0, i - reach)...min(11, i + reach)]
            #expect(abs(output[i] - values.reduce(0, +) / Float(values.count)) < 1e-5)
        }
    }
}

// Written without branches, so that loops over them are vectorised to whatever width the build allows.

/// `e^x` with a relative error below 2e-7 where the result is a normal number; clamped beyond.
///
/// Range reduction to `|r| <= ln 2 / 2` and a polynomial of degree 7 (Cephes, `expf`).
@inline(__always) func exponential(_ x: Float) -> Float {
    let low = x < -87 ? -87 : x
    let clamped = low > 88 ? 88 : low
    // Adding 1.5 * 2^23 rounds to an integer, which is then in the low bits.
    let rounded = clamped * 1.442_695_04 + 12_582_912
    let n = rounded - 12_582_912
    let r = (clamped - n * 0.693_359_375) + n * 2.121_944_4e-4
    var p: Float = 1.987_569_15e-4
    p = p * r + 1.398_199_950_7e-3
    p = p * r + 8.333_451_907_3e-3
    p = p * r + 4.166_579_589_4e-2
    p = p * r + 1.666_666_545_9e-1
    p = p * r + 5.000_000_120_1e-1
    p = (p * r * r + r) + 1
    return p * Float(bitPattern: (rounded.bitPattern &<< 23) &+ 0x3f80_0000)
}

/// `e^x` of sixteen numbers, as above.
@inline(__always) func exponential(_ x: SIMD16<Float>) -> SIMD16<Float> {
    var clamped = x
    clamped.replace(with: -87, where: x .< -87)
    clamped.replace(with: 88, where: x .> 88)
    let rounded = clamped * 1.442_695_04 + 12_582_912
    let n = rounded - 12_582_912
    let r = (clamped - n * 0.693_359_375) + n * 2.121_944_4e-4
    var p = SIMD16<Float>(repeating: 1.987_569_15e-4)
    p = p * r + 1.398_199_950_7e-3
    p = p * r + 8.333_451_907_3e-3
    p = p * r + 4.166_579_589_4e-2
    p = p * r + 1.666_666_545_9e-1
    p = p * r + 5.000_000_120_1e-1
    p = (p * r * r + r) + 1
    let power = (unsafe unsafeBitCast(rounded, to: SIMD16<UInt32>.self) &<< 23) &+ 0x3f80_0000
    return p * (unsafe unsafeBitCast(power, to: SIMD16<Float>.self))
}

/// `1 / (1 + e^-x)` with a relative error below 2e-7, down to `x` = -87.
@inline(__always) func logistic(_ x: Float) -> Float { 1 / (1 + exponential(-x)) }

/// The Gaussian error linear unit `x * Phi(x)` (Hendrycks and Gimpel, 2016), with an absolute error below
/// 1.2e-7 * (1 + |x|), and below 5e-9 where `x` is below -5.
///
/// `Phi` through the complementary error function's approximation 7.1.26 of Abramowitz and Stegun. The tiny results for
/// large negative `x` keep their order of magnitude but not all digits: they are within 5 %.
@inline(__always) func gaussianErrorLinearUnit(_ x: Float) -> Float {
    let magnitude = x < 0 ? -x : x
    let z = magnitude * 0.707_106_78
    let t = 1 / (1 + 0.327_591_1 * z)
    var p: Float = 1.061_405_429
    p = p * t - 1.453_152_027
    p = p * t + 1.421_413_741
    p = p * t - 0.284_496_736
    p = p * t + 0.254_829_592
    let tail = x * (0.5 * p * t * exponential(-z * z))
    return x < 0 ? tail : x - tail
}

/// `tanh x`, with an absolute error below 2e-7; near 0 that is not small beside the result.
@inline(__always) func hyperbolicTangent(_ x: Float) -> Float { 2 * logistic(2 * x) - 1 }

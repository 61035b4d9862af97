/// The natural logarithm of a positive, normal number, to a relative error of about 1e-6, in a form that compiles to
/// vector instructions within a loop.
@inline(__always)
func fastLog(_ x: Float) -> Float {
    // x = 2^e (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)): subtracting the bits of sqrt(1/2) makes the exponent carry.
    let rootHalf: UInt32 = 0x3F35_04F3
    let exponent = Int32(bitPattern: x.bitPattern &- rootHalf) >> 23
    let f = Float(bitPattern: x.bitPattern &- UInt32(bitPattern: exponent << 23)) - 1
    // Least squares at Chebyshev nodes for log(1 + f) / f.
    var p: Float = 0.119_310_54
    p = p * f - 0.186_807_51
    p = p * f + 0.204_917_6
    p = p * f - 0.249_082_88
    p = p * f + 0.333_146_74
    p = p * f - 0.500_011_45
    p = p * f + 1.000_001
    return Float(exponent) * 0.693_147_18 + p * f
}

/// The exponential of a number in -80...80, to a relative error of about 1e-6, likewise.
@inline(__always)
func fastExp(_ x: Float) -> Float {
    let y = x * 1.442_695_04
    // Adding and subtracting 1.5 * 2^23 rounds to an integer.
    let rounded = (y + 12_582_912) - 12_582_912
    let f = y - rounded
    // Least squares at Chebyshev nodes for 2^f on [-1/2, 1/2].
    var p: Float = 0.001_340_04
    p = p * f + 0.009_676_04
    p = p * f + 0.055_503_27
    p = p * f + 0.240_221_07
    p = p * f + 0.693_147_21
    p = p * f + 1.000_000_1
    return p * Float(bitPattern: UInt32(bitPattern: (Int32(rounded) &+ 127) << 23))
}

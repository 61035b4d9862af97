/// What a row of figured bass says.
struct FigureShape {
    var extent = 5
    var inversion = 0
    var isPower = false
    var suspension: RomanNumeral.Triad?

    init?(_ figures: [Int]) {
        switch figures {
        case [], [5, 3], [3]: break
        case [5]: isPower = true
        case [6], [6, 3]: inversion = 1
        case [6, 4]: inversion = 2
        case [5, 4]: suspension = .suspendedFourth
        case [7], [7, 5], [7, 3], [7, 5, 3]: extent = 7
        case [6, 5], [6, 5, 3]: (extent, inversion) = (7, 1)
        case [4, 3], [6, 4, 3]: (extent, inversion) = (7, 2)
        case [4, 2], [2], [6, 4, 2]: (extent, inversion) = (7, 3)
        case [7, 5, 4], [7, 4]: (extent, suspension) = (7, .suspendedFourth)
        case [9], [9, 7]: extent = 9
        case [11], [11, 9], [11, 9, 7]: extent = 11
        case [13]: extent = 13
        default: return nil
        }
    }
}

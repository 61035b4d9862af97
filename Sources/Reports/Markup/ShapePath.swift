/// The commands of an SVG path.
struct ShapePath: Sendable {
    private(set) var commands = ""

    /// Lifts the pen and goes to a point.
    mutating func move(_ x: Double, _ y: Double) { append("M", x, y) }

    /// Draws to a point.
    mutating func line(_ x: Double, _ y: Double) { append("L", x, y) }

    /// Draws up or down to a height.
    mutating func vertical(to y: Double) { commands += "V" + NumberText.coordinate(y) }

    /// Draws left or right to a place.
    mutating func horizontal(to x: Double) { commands += "H" + NumberText.coordinate(x) }

    /// Draws an arc of less than half a circle, clockwise on the screen or not.
    mutating func arc(radius: Double, clockwise: Bool, to x: Double, _ y: Double) {
        let radius = NumberText.coordinate(radius)
        commands += "A\(radius) \(radius) 0 0 \(clockwise ? 1 : 0) "
        commands += "\(NumberText.coordinate(x)) \(NumberText.coordinate(y))"
    }

    /// Draws back to where the pen was put down.
    mutating func close() { commands += "Z" }

    private mutating func append(_ command: String, _ x: Double, _ y: Double) {
        commands += command + NumberText.coordinate(x) + " " + NumberText.coordinate(y)
    }
}

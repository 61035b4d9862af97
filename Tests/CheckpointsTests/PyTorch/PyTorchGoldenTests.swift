import Checkpoints
import Testing

struct PyTorchGoldenTests {
    @Test(arguments: [("htdemucs-half.th", ElementType.float16), ("htdemucs-float.th", .float32)])
    func `a package of the demucs project gives the tensors of its state`(name: String, type: ElementType) throws {
        let checkpoint = try Golden.open(name)
        #expect(checkpoint.format == .pyTorch)
        #expect(checkpoint.tensors.count == 35)
        for (n, name) in checkpoint.tensors.keys.sorted().enumerated() {
            let tensor = try #require(checkpoint.tensors[name])
            #expect(tensor.elementType == type)
            #expect(tensor.floats() == Golden.rule(n, tensor.count), "\(name)")
        }
        #expect(checkpoint.tensors["encoder.0.conv.weight"]?.shape == [2, 4, 8, 1])
    }

    @Test func `a package of the demucs project says how its network is built`() throws {
        let checkpoint = try Golden.open("htdemucs-half.th")
        let arguments: [String: CheckpointValue] = [
            "channels": .integer(2), "depth": .integer(1), "nfft": .integer(64), "dconv_depth": .integer(1),
            "dconv_comp": .integer(1), "t_layers": .integer(0), "segment": .fraction(39, 5),
            "samplerate": .integer(44_100),
        ]
        let training: [String: CheckpointValue] = [
            "lr": .number(3e-4), "dset": .dictionary(["sources": .list([.text("vocals"), .text("other")])]),
            "seed": .none, "ema": .boolean(true),
        ]
        #expect(
            checkpoint.description
                == .dictionary([
                    "klass": .global(module: "demucs.htdemucs", name: "HTDemucs"),
                    "args": .list([.list([.text("vocals"), .text("other")])]), "kwargs": .dictionary(arguments),
                    "training_args": .dictionary(training),
                ]))
    }

    @Test func `arrays in a pickle of protocol 2 are read`() throws {
        let checkpoint = try Golden.open("arrays.ckpt")
        #expect(checkpoint.tensors.count == 7)
        let kernel = Golden.rule(2, 24)
        try Golden.expect(checkpoint, "bias", .float32, [3], Golden.rule(0, 3))
        try Golden.expect(checkpoint, "empty", .float32, [0, 4], [])
        try Golden.expect(checkpoint, "kernel", .float32, [2, 3, 4], kernel)
        try Golden.expect(checkpoint, "columns", .float32, [2, 3, 4], kernel)
        try Golden.expect(checkpoint, "wide", .float64, [2, 3, 4], kernel)
        try Golden.expect(checkpoint, "scalar", .float32, [], Golden.rule(3, 1))
        try Golden.expect(checkpoint, "whole", .int64, [6], [-3, -2, -1, 0, 1, 2])
    }

    @Test func `tensors of all types and strides are read`() throws {
        let checkpoint = try Golden.open("tensors.pt")
        #expect(checkpoint.tensors.count == 15)
        let base = Golden.rule(0, 24)
        let whole: [Float] = [-3, -2, -1, 0, 1, 2]
        try Golden.expect(checkpoint, "base", .float32, [4, 6], base)
        try Golden.expect(
            checkpoint, "transposed", .float32, [6, 4], (0..<24).map { base[$0 % 4 * 6 + $0 / 4] })
        try Golden.expect(checkpoint, "every.second", .float32, [2, 2], [base[6], base[9], base[18], base[21]])
        try Golden.expect(checkpoint, "last", .float32, [], [base[23]])
        try Golden.expect(checkpoint, "parameter", .float32, [2, 6], Array(base.prefix(12)))
        try Golden.expect(checkpoint, "double", .float64, [4, 6], base)
        try Golden.expect(checkpoint, "half", .float16, [4, 6], base)
        try Golden.expect(checkpoint, "bfloat", .bfloat16, [4, 6], base)
        try Golden.expect(checkpoint, "int64", .int64, [6], whole)
        try Golden.expect(checkpoint, "int32", .int32, [6], whole)
        try Golden.expect(checkpoint, "int16", .int16, [6], whole)
        try Golden.expect(checkpoint, "int8", .int8, [6], whole)
        try Golden.expect(checkpoint, "uint8", .uint8, [6], [253, 254, 255, 0, 1, 2])
        try Golden.expect(checkpoint, "bool", .bool, [6], [0, 0, 0, 0, 1, 1])
        try Golden.expect(checkpoint, "empty", .float32, [0, 4], [])
    }

    @Test func `what stands beside the tensors is described`() throws {
        guard case .dictionary(let description) = try Golden.open("tensors.pt").description else {
            Issue.record("The description is no dictionary.")
            return
        }
        #expect(description["epoch"] == .integer(12))
        #expect(description["seed"] == .number(0x1p80))
        #expect(description["loss"] == .number(0.25))
        #expect(description["note"] == .text("none"))
        #expect(description["transposed"] == .tensor(shape: [6, 4]))
    }

    @Test func `a tensor that repeats one element many times is refused`() {
        expectError("strides overlap", try Golden.open("repeated.pt"))
    }

    @Test func `the format of before version 1_6 is refused by name`() {
        expectError("before version 1.6", try Golden.open("legacy.pt"))
    }
}

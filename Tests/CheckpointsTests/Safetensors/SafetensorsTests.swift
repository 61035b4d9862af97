import Checkpoints
import Testing

struct SafetensorsTests {
    /// A file by its header's text and its tensors' bytes.
    private func file(_ header: String, length: UInt64? = nil, data: [UInt8] = littleEndian([1, 2])) -> [UInt8] {
        littleEndian(length ?? UInt64(header.utf8.count), 8) + Array(header.utf8) + data
    }

    private func open(_ header: String, data: [UInt8] = littleEndian([1, 2])) throws -> Checkpoint {
        try Checkpoint.open(bytes: file(header, data: data))
    }

    @Test func `a file of the reference implementation is read`() throws {
        let checkpoint = try Golden.open("small.safetensors")
        #expect(checkpoint.format == .safetensors)
        #expect(checkpoint.tensors.count == 9)
        let kernel = Golden.rule(2, 24)
        try Golden.expect(checkpoint, "bias", .float32, [3], Golden.rule(0, 3))
        try Golden.expect(checkpoint, "empty", .float32, [0, 4], [])
        try Golden.expect(checkpoint, "kernel", .float32, [2, 3, 4], kernel)
        try Golden.expect(checkpoint, "scalar", .float32, [], Golden.rule(3, 1))
        try Golden.expect(checkpoint, "half", .float16, [2, 3, 4], kernel)
        try Golden.expect(checkpoint, "bfloat", .bfloat16, [2, 3, 4], kernel)
        try Golden.expect(checkpoint, "double", .float64, [2, 3, 4], kernel)
        try Golden.expect(checkpoint, "int64", .int64, [6], [-3, -2, -1, 0, 1, 2])
        try Golden.expect(checkpoint, "bool", .bool, [3], [0, 1, 1])
        #expect(
            checkpoint.description == .dictionary(["format": .text("pt"), "quoted": .text("a \"b\" \\ \n é")]))
    }

    @Test func `white space, any order of fields and escapes are read`() throws {
        let header = """
             { "\\u0061\\ud83c\\udfb5\\/\\t" :\t{ "shape" : [ 2 , 1 ] ,\r\n "data_offsets":[0,8] , "dtype":"F32" } }  \n
            """.drop { $0 == " " }
        try Golden.expect(try open(String(header)), "a🎵/\t", .float32, [2, 1], [1, 2])
    }

    @Test func `tensors without elements stand anywhere`() throws {
        let empty = #"{"dtype":"F32","shape":[0],"data_offsets":"#
        let header = #"{"z":\#(empty)[0,0]},"b":\#(empty)[8,8]},"y":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
        let checkpoint = try open(header)
        try Golden.expect(checkpoint, "y", .float32, [2], [1, 2])
        try Golden.expect(checkpoint, "z", .float32, [0], [])
        #expect(try open("{}", data: []).tensors.isEmpty)
    }

    @Test(arguments: [UInt64.max, 1 << 63, UInt64(Int64.max), UInt64(Int64.max) - 8, 100_000_001, 1000])
    func `a header longer than the file or the format allows is refused`(length: UInt64) {
        expectError("longer than", try Checkpoint.open(bytes: file("{}", length: length)))
    }

    @Test(arguments: [
        "{", "{]", "{}}", "{} x", #"{"a"}"#, #"{"a":1}"#, #"{"a":[]}"#, #"{"__metadata__":{}"#,
        #"{"__metadata__":{},}"#, #"{"a" "#, #"{"a"#,
        #"{"\u12"#, #"{"\ud800":{}}"#, #"{"\x":{}}"#, "{\"\u{1}\":{}}", #"{a:{}}"#, #"{"a":{"dtype":4}}"#,
        #"{"a":{"shape":"x"}}"#, #"{"a":{"shape":[1,]}}"#, #"{"a":{"shape":[1.0]}}"#, #"{"a":{"shape":[01]}}"#,
        #"{"a":{"shape":[-1]}}"#, #"{"a":{"shape":[1e3]}}"#, #"{"a":{"shape":[9223372036854775808]}}"#,
        #"{"a":{"shape":[99999999999999999999999999999999]}}"#, #"{"a":{"shape":[[1]]}}"#, #"{"a":{"shape":[true]}}"#,
        #"{"a":{"data_offsets":[0,1,2]}}"#, #"{"__metadata__":{"a":1}}"#, #"{"__metadata__":[]}"#,
        #"{"__metadata__":{"a":{}}}"#, #"{"a":{"shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}}"#,
    ])
    func `a header that is not the JSON of the format is refused`(header: String) {
        expectError("not the JSON", try open(header))
    }

    @Test func `a header that is no UTF-8 is refused`() {
        let header: [UInt8] = [0x7b, 0x22, 0xff, 0x22, 0x3a, 0x7b, 0x7d, 0x7d]
        expectError("no UTF-8", try Checkpoint.open(bytes: littleEndian(8, 8) + header))
    }

    @Test func `a header nested without end is refused`() {
        let nested = String(repeating: "[", count: 1_000_000)
        expectError("not the JSON", try open(#"{"a":"# + nested))
        expectError("not the JSON", try open(String(repeating: #"{"__metadata__":"#, count: 200_000)))
    }

    @Test(arguments: [
        #"{"dtype":"F32","shape":[2]}"#, #"{"dtype":"F32","data_offsets":[0,8]}"#,
        #"{"shape":[2],"data_offsets":[0,8]}"#,
        #"{"dtype":"F32","shape":[2],"data_offsets":[0]}"#, "{}",
    ])
    func `a tensor that lacks a field is refused`(tensor: String) {
        expectError("lacks", try open(#"{"a":\#(tensor)}"#))
    }

    @Test func `names and fields that stand there twice are refused`() {
        let tensor = #"{"dtype":"F32","shape":[1],"data_offsets":"#
        expectError("twice", try open(#"{"a":\#(tensor)[0,4]},"a":\#(tensor)[4,8]}}"#))
        expectError("twice", try open(#"{"a":\#(tensor)[0,4]},"\u0061":\#(tensor)[4,8]}}"#))
        expectError("twice", try open(#"{"a":{"dtype":"F32","dtype":"F16"}}"#))
        expectError("twice", try open(#"{"__metadata__":{"a":"","a":""}}"#))
        expectError("twice", try open(#"{"__metadata__":{},"__metadata__":{}}"#))
        expectError("unknown field", try open(#"{"a":{"strides":[1]}}"#))
    }

    private func openTensor(_ type: String, _ shape: String, _ offsets: String) throws -> Checkpoint {
        try open(#"{"a":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(offsets)}}"#)
    }

    @Test func `offsets outside the file, overlaps and gaps are refused`() {
        let tensor = #"{"dtype":"F32","shape":[1],"data_offsets":"#
        expectError("overlaps", try open(#"{"a":\#(tensor)[0,4]},"b":\#(tensor)[0,4]}}"#))
        expectError("overlaps", try open(#"{"a":\#(tensor)[0,4]},"b":\#(tensor)[2,6]}}"#))
        expectError("gap", try openTensor("F32", "[1]", "[4,8]"))
        expectError("4 bytes are left", try openTensor("F32", "[1]", "[0,4]"))
        expectError("outside", try openTensor("F32", "[3]", "[0,12]"))
        expectError("outside", try openTensor("F32", "[1]", "[0,9223372036854775807]"))
        expectError("overlaps", try openTensor("F32", "[1]", "[9223372036854775807,0]"))
        expectError("outside", try open(#"{"a":\#(tensor)[0,4]},"b":\#(tensor)[4,0]}}"#))
    }

    @Test func `extents that do not fit the bytes are refused`() {
        expectError("extents make 4", try openTensor("F32", "[1]", "[0,8]"))
        expectError("outside its bytes", try openTensor("F32", "[3]", "[0,8]"))
        expectError("no sense", try openTensor("F32", "[4611686018427387904,4]", "[0,8]"))
        expectError("no sense", try openTensor("F32", "[0,9223372036854775807,9223372036854775807]", "[0,8]"))
        expectError("extents make 0", try openTensor("F32", "[0]", "[0,8]"))
        expectError("\"F8_E4M3\"", try openTensor("F8_E4M3", "[8]", "[0,8]"))
        expectError("\"f32\"", try openTensor("f32", "[2]", "[0,8]"))
    }

    @Test func `more tensors than weights have are refused`() {
        let empty = #"{"dtype":"F32","shape":[0],"data_offsets":[0,0]}"#
        let members = (0...100_000).map { "\"\($0)\":\(empty)" }
        expectError("entries", try open("{\(members.joined(separator: ","))}", data: []))
        let texts = (0...100_000).map { "\"\($0)\":\"\"" }
        expectError("entries", try open(#"{"__metadata__":{\#(texts.joined(separator: ","))}}"#, data: []))
    }
}

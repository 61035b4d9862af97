import Foundation
import SystemPackage
import Testing

@testable import Models

@Suite struct ModelManifestTests {
    @Test func `the program's list is that of the repository`() throws {
        let path = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
            .appending("models/manifest.json")
        let data = try Data(contentsOf: URL(fileURLWithPath: path.string))
        #expect(try JSONDecoder().decode(ModelManifest.self, from: data) == ModelManifest.builtIn())
    }

    @Test func `the best model comes first and the classic one is never fetched`() throws {
        let manifest = try ModelManifest.builtIn()
        #expect(manifest.automaticOrder == ["htdemucs_ft", "htdemucs", "htdemucs_6s", "spleeter-2stems"])
        #expect(manifest.model(named: "classic")?.isBuiltIn == true)
        #expect(manifest.model(named: "classic")?.source == nil)
        #expect(manifest.model(named: "nobody") == nil)
    }

    @Test func `a bag of networks has one weight per network and stem`() throws {
        let bag = try #require(try ModelManifest.builtIn().model(named: "htdemucs_ft"))
        #expect(bag.weights?.count == bag.files?.count)
        #expect(bag.weights?.allSatisfy { $0.count == bag.stems.count } == true)
    }

    @Test func `whatever can be fetched is pinned`() throws {
        for model in try ModelManifest.builtIn().models where model.source != nil {
            #expect(model.files?.isEmpty == false)
            #expect(model.files?.allSatisfy { $0.pin.count >= 8 } == true, "\(model.name)")
            #expect(model.source?.url?.hasPrefix("https://") ?? true, "\(model.name)")
        }
    }

    @Test func `a further list replaces models of the same name and adds others`() throws {
        let bench = try ModelBench()
        let pin = String(repeating: "0", count: 64)
        let manifest = try bench.manifest(
            "[\(ModelBench.model("htdemucs", files: [("a.th", pin)])), \(ModelBench.model("mine", files: [("b.th", pin)]))]"
        )
        #expect(manifest.model(named: "htdemucs")?.files?.map(\.name) == ["a.th"])
        #expect(manifest.model(named: "mine") != nil && manifest.model(named: "spleeter-2stems") != nil)
    }

    @Test(arguments: [
        "[{\"name\": \"x\"}]", "{}", ModelBench.model("Upper", files: [("a.th", "00000000")]).asList,
        ModelBench.model("x", files: [("../a.th", "00000000")]).asList,
        ModelBench.model("x", files: [(".a.th", "00000000")]).asList,
        ModelBench.model("x", files: [("a.th", "0000")]).asList,
        ModelBench.model("x", files: [("a.th", "0000000g")]).asList,
        ModelBench.model("x", files: [("a.th", "00000000"), ("a.th", "00000001")]).asList,
        ModelBench.model("x", files: [("a.th", "00000000")], source: "{\"url\": \"ftp://x/\"}").asList,
        ModelBench.model("x", files: [("a.th", "00000000")], source: "{\"url\": \"https://x/y\"}").asList,
        ModelBench.model("x", files: [("a.th", "00000000")], source: "{}").asList,
        ModelBench.model("x", files: []).asList,
        ModelBench.model("x", files: [("a.th", "00000000")], further: "\"weights\": [[1], [1]],").asList,
    ]) func `a list that makes no sense is an error that names the list`(models: String) throws {
        let bench = try ModelBench()
        let error = #expect(throws: ModelError.self) { try bench.manifest(models) }
        #expect(error?.kind == .manifest && error?.description.contains("list.json") == true)
    }

    @Test func `a list that is not there is an error`() throws {
        #expect(throws: ModelError.self) { try ModelManifest.load(addition: "/nowhere/list.json") }
    }

    @Test(arguments: ["", "-x", ".x", "a b", "a/b", "ä", "A", String(repeating: "a", count: 65)])
    func `odd names are no names`(name: String) { #expect(!ModelDescription.isName(name)) }
}

extension String {
    fileprivate var asList: String { "[\(self)]" }
}

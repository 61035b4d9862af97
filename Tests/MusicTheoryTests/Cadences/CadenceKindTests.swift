import MusicTheory
import Testing

@Suite struct CadenceKindTests {
    @Test func `every kind of cadence has subtypes, and each subtype one kind`() {
        for kind in CadenceKind.allCases {
            #expect(CadenceSubtype.allCases.contains { $0.kind == kind })
        }
        #expect(CadenceSubtype(rawValue: "phrygian")?.kind == .half)
        #expect(CadenceSubtype.backdoor.kind == .modal)
        #expect(CadenceSubtype.evaded.kind == .authentic)
    }
}

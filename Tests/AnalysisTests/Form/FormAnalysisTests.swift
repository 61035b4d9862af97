import Testing
import Tracks

@testable import Analysis

@Suite struct FormAnalysisTests {
    @Test func `sections of eight bars are found with their repeats`() {
        var form = SyntheticForm.sections([0, 1, 2, 1, 2, 3, 2, 0])
        form.sungKinds = [1, 2]
        let sections = FormAnalysis(form.input()).sections()
        #expect(sections.map(\.startSeconds) == (0..<8).map { Double($0) * 16 })
        #expect(sections.map(\.letter) == ["A", "B", "C", "B", "C", "D", "C", "A"])
        #expect(sections.allSatisfy { $0.confidence > 0.5 && $0.confidence <= 1 })
    }

    @Test func `sections follow each other from the beginning to the end`() {
        for kinds in [[0], [0, 1], [0, 1, 0, 2, 1, 1, 3]] {
            let input = SyntheticForm.sections(kinds, bars: 6).input()
            let sections = FormAnalysis(input).sections()
            #expect(sections.first?.startSeconds == 0)
            #expect(sections.last?.endSeconds == input.barLines.last)
            for (one, next) in zip(sections, sections.dropFirst()) {
                #expect(one.endSeconds == next.startSeconds)
                #expect(one.startSeconds < one.endSeconds)
            }
        }
    }

    @Test func `a repeat in another key keeps its letter`() {
        var form = SyntheticForm.sections([0, 1, 0, 1, 1])
        form.sungKinds = [0, 1]
        form.transpositions = Array(repeating: 0, count: 32) + Array(repeating: 2, count: 8)
        let sections = FormAnalysis(form.input()).sections()
        #expect(sections.last?.startSeconds == 64)
        #expect(sections.last?.letter == "B")
    }

    @Test func `music without contrasts is one section`() {
        let sections = FormAnalysis(SyntheticForm.sections([0], bars: 40).input()).sections()
        #expect(sections.map(\.letter) == ["A"])
        #expect(sections.first?.label == nil)
    }

    @Test func `silence and less than two bars have no sections`() {
        var silent = SyntheticForm.sections([0, 1]).input()
        silent.hasMusic = false
        #expect(FormAnalysis(silent).sections().isEmpty)
        #expect(FormAnalysis(SyntheticForm(kinds: [0]).input()).sections().isEmpty)
        #expect(FormAnalysis(FormInput()).sections().isEmpty)
    }

    @Test func `without stems nothing is named`() {
        var input = SyntheticForm.sections([0, 1, 2, 1, 2, 3, 2, 0]).input()
        input.hasStems = false
        #expect(FormAnalysis(input).sections().allSatisfy { $0.label == nil })
    }

    @Test func `a section begins with the bar of the first beat in it`() {
        let beats = (0..<160).map {
            Beat(
                timeSeconds: Double($0) * 0.5, bar: 1 + $0 / 4, beat: 1 + $0 % 4, isDownbeat: $0 % 4 == 0, confidence: 1
            )
        }
        let sections = FormAnalysis(SyntheticForm.sections([0, 1, 2, 1, 3]).input()).sections(beats: beats)
        #expect(sections.map(\.startBar) == [1, 9, 17, 25, 33])
    }
}

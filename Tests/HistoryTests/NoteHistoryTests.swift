import CodeSetModel
import History
import TestSupport
import Testing

/// The notes of several tabular lists, dated.
@Suite("Notes in time") struct NoteHistoryTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The texts of each release's list; `nil` for a release without one.
    var lists: [[String]?]
    /// From when until when each note holds, and in which list it was last.
    var notes: [String]
  }

  static let cases = [
    Case(
      testDescription: "a note that stays goes on", lists: [["care"], ["care"]],
      notes: ["care 2015-10-01 - fy2017"]),
    Case(
      testDescription: "a note that changes ends and begins", lists: [["care"], ["other care"]],
      notes: ["care 2015-10-01 2016-10-01 fy2016", "other care 2016-10-01 - fy2017"]),
    Case(
      testDescription: "a release without a list keeps the notes", lists: [["care"], nil, ["other care"]],
      notes: ["care 2015-10-01 2017-10-01 fy2016", "other care 2017-10-01 - fy2018"]),
    Case(
      testDescription: "a note may move", lists: [["one", "two"], ["two", "one"]],
      notes: ["one 2015-10-01 - fy2017", "two 2015-10-01 - fy2017"]),
    Case(
      testDescription: "a line that is printed twice", lists: [["one", "one"], ["one"]],
      notes: ["one 2015-10-01 - fy2017", "one 2015-10-01 2016-10-01 fy2016"]),
    Case(
      testDescription: "nothing is known before the first list", lists: [nil, ["care"]],
      notes: ["care 2016-10-01 - fy2017"]),
  ]

  @Test(arguments: cases, [0, 1, 2])
  func aNoteHoldsAsLongAsTheListsHaveIt(_ example: Case, resumedAfter count: Int) throws {
    var builder = HistoryBuilder(.icd10cm)
    for (place, list) in example.lists.enumerated() {
      // The same when the history is taken up in between.
      if place == count, place > 0 {
        builder = HistoryBuilder(resuming: builder.finish(conversions: []).history)
      }
      _ = builder.add(try edition(place, list), addenda: nil)
    }
    let history = builder.finish(conversions: []).history
    let notes = history.notes.map {
      "\($0.text) \($0.validFrom) \($0.validTo?.description ?? "-") \($0.release)"
    }
    #expect(notes == example.notes)
    #expect(history.notes.map(\.id) == Array(1...notes.count))
    #expect(history.noteReferences.map(\.note) == history.notes.map(\.id))
  }

  private func edition(_ place: Int, _ list: [String]?) throws -> Edition {
    var edition = try SampleRelease(
      "fy\(2016 + place)", CalendarDay(2015 + place, 10, 1), [SampleCode("O34", false), SampleCode("O343")]
    ).edition()
    for (number, text) in (list ?? []).enumerated() {
      var note = Note(
        system: "icd10cm", ownerKind: .code, owner: "O34", kind: .includes, position: number + 1, value: nil,
        text: text, of: edition.release, sourceLine: number + 1)
      note.id = number + 1
      edition.notes.append(note)
      edition.noteReferences.append(
        NoteReference(note: note.id, start: 0, length: 3, firstCode: "O34", lastCode: nil))
    }
    return edition
  }
}

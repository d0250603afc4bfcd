import TestSupport
import Testing

/// What the pages count and say of days, and what their buttons do.
extension SiteTests {
  /// Headers stand between a header and its billable codes; only what is billable is counted.
  @Test func headersAreNoBillableCodes() throws {
    let codes = (1...9).flatMap { first -> [(code: String, isBillable: Bool, title: String)] in
      [
        ("A00\(first)", false, "Cholera of kind \(first)"),
        ("A00\(first)0", false, "Cholera of kind \(first), more"),
      ]
        + (0...5).map { ("A00\(first)0\($0)", true, "Cholera \(first) in ward \($0)") }
    }
    let release = SeriesRelease(
      "fy2025", "2024-10-01",
      [("A00", false, "Cholera")] + codes + [("A01", false, "Typhoid"), ("A010", true, "Typhoid fever")])
    let seen = try browse(
      .built([release]),
      [
        .open("/site/?icd10cm/A00"), .see("status", ".status"), .see("counts", ".branch .count"),
        .click("summary", "A00.1"), .wait("document.querySelector('.branch .codes')"),
        .see("opened", ".branch[open] .codes .code"), .see("page", ".branch[open] p a"),
        .open("/site/?icd10cm/A01"), .see("one", ".status"),
      ])
    #expect(seen["status"] == ["Not billable\na header: choose one of the 54 billable codes below"])
    #expect(seen["counts"] == Array(repeating: "6 billable codes", count: 9))
    #expect(seen["opened"] == (0...5).map { "A00.10\($0)" })
    #expect(seen["page"] == ["Page of A00.1"])
    #expect(seen["one"] == ["Not billable\na header: choose the billable code below"])
    #expect(seen["faults"] == [])
  }

  /// Up to 40 lines, and up to six tables, are shown at once; what is more opens when it is asked for.
  @Test(arguments: [(40, false), (41, true)]) func manyCodesAreFolded(count: Int, isFolded: Bool) throws {
    let codes = (10..<(10 + count)).map { ("A00\($0)", true, "Cholera, kind \($0)") }
    let release = SeriesRelease("fy2025", "2024-10-01", [("A00", false, "Cholera")] + codes)
    let seen = try browse(
      .built([release]),
      [
        .open("/site/?icd10cm/A00"), .see("folds", ".branch summary"), .see("codes", ".below .codes .code"),
      ])
    #expect(seen["folds"]?.isEmpty == !isFolded)
    // What is folded shows the code with which it begins.
    #expect(seen["codes"]?.count == (isFolded ? 1 : count))
  }

  /// A code that is valid until a day is not valid on it.
  @Test(arguments: [
    (fixedDay, "Retired\nno longer in force since 2025-03-15", "Was in force from 2024-10-01 to 2025-03-14."),
    (
      "2025-03-16", "Billable\nvalid for submission until 2025-03-15; release next no longer has it",
      "In force from 2024-10-01 to 2025-03-15."
    ),
  ])
  func aCodeIsNotInForceOnItsEnd(end: String, status: String, validity: String) throws {
    let header = (code: "A00", isBillable: false, title: "Cholera")
    let seen = try browse(
      .built([
        SeriesRelease("fy2025", "2024-10-01", [header, ("A000", true, "Classical cholera")]),
        SeriesRelease("next", end, [header, ("A001", true, "Cholera eltor")]),
      ]),
      [
        .open("/site/?icd10cm/A00.0"), .see("status", ".status"), .see("validity", ".validity > p"),
        .see("why", ".replaced p"),
      ])
    #expect(seen["status"] == [status])
    #expect(seen["validity"] == [validity])
    #expect(seen["why"] == ["No conversion table in this build says what replaced it."])
    #expect(seen["faults"] == [])
  }

  @Test func aCodeIsInForceOnItsFirstDay() throws {
    let release = SeriesRelease(
      "fy2025", fixedDay, [("A00", false, "Cholera"), ("A000", true, "Classical cholera")])
    let seen = try browse(.built([release]), [.open("/site/?icd10cm/A00.0"), .see("chips", ".chip")])
    #expect(seen["chips"] == ["Billable"])
  }

  /// Where the release itself ends on a day, it is over on that day.
  @Test(arguments: [(fixedDay, true), ("2025-03-16", false)])
  func aReleaseIsOverOnItsEnd(end: String, isOver: Bool) throws {
    let release = SeriesRelease(
      "fy2025", "2024-10-01", until: end, [("A00", false, "Cholera"), ("A000", true, "Classical cholera")])
    let seen = try browse(
      .built([release]), [.open("/site/?icd10cm/A00.0"), .see("chips", ".chip"), .see("status", ".status")])
    #expect(seen["chips"] == (isOver ? ["Billable", "Release ended"] : ["Billable"]))
    #expect(isOver || seen["status"] == ["Billable\nvalid for submission, in release fy2025, to 2025-03-15"])
  }

  /// Of a target that was retitled, the title is the newest one.
  @Test func aTargetHasItsNewestTitleOnItsPage() throws {
    let seen = try browse(
      .withRetitledTarget(),
      [
        .open("/site/?icd9cm/001.0"),
        .wait("document.querySelector('.crosswalks .title')?.textContent.length > 0"),
        .see("target", ".crosswalks li .title"), .open("/site/?icd10cm/A00.0"), .see("was", ".events q"),
        .open("/site/"), .see("order", ".systems a"), .see("texts", ".systems p"),
      ])
    #expect(seen["target"] == ["Cholera of today"])
    #expect(seen["was"] == ["Cholera of old"])
    #expect(seen["order"] == ["ICD-10-CM", "ICD-9-CM"])
    #expect(
      seen["texts"]?.last
        == "Release v32, in force from 2014-10-01 to 2015-09-30: 1 code, 1 of them were billable. The code set ended on 2015-10-01."
    )
  }

  /// The buttons put on the clipboard what they say.
  @Test func aCodeIsCopied() throws {
    let paste = "globalThis.copied"
    let seen = try browse(
      Sample.built(),
      [
        .open("/site/?icd10cm/O34.32"),
        .run("navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }"),
        .click(".copy", "Copy code"), .wait("document.querySelector('.copy').textContent === 'Copied'"),
        .ask("code", paste), .wait("document.querySelector('.copy').textContent === 'Copy code'"),
        .click(".copy", "Copy code and title"), .wait("\(paste) !== 'O34.32'"), .ask("both", paste),
        .run("navigator.clipboard.writeText = async () => { throw new Error('not allowed'); }"),
        .run("document.execCommand = () => false"), .click(".copy", "Copy code"),
        .wait("document.querySelector('.copy').textContent.startsWith('Not copied')"),
        .ask("left", "document.querySelectorAll('textarea').length"),
      ])
    #expect(seen["code"] == ["O34.32"])
    #expect(seen["both"] == ["O34.32 Maternal care for cervical incompetence, second trimester"])
    #expect(seen["left"] == ["0"])
    #expect(seen["faults"] == [])
  }

  /// A list after a colon has the condition before it; a block that is its category says nothing a second time.
  @Test func whatElseToCodeIsSaidWithItsCondition() throws {
    let seen = try browse(
      Sample.built(),
      [
        .open("/site/"),
        .run(
          """
          import("./classification.js").then(({ addedCodes }) => {
            const note = (owner, text, first_code) => ({ owner, kind: "code_first", text,
              references: first_code && [{ start: text.indexOf("(") + 1, length: 5, first_code }] });
            const code = { code: "B20", system: "icd10cm", notes: [note("B20", ", if known, such as:"),
              note("B20", "one (B56.-)", "B56"), note("B20", "two (A52.1)", "A521"), note("B20", "one (B56.-)", "B56")],
              section_notes: [note("B20", "three (C81.-)", "C81"), note("A00-B99", "any other (O65.5)", "O655")] };
            const list = document.createElement("ul");
            for (const line of addedCodes(code, () => undefined)) {
              const made = document.createElement("li");
              made.append(...line.flat(Infinity));
              list.append(made);
            }
            list.id = "added";
            document.body.append(list);
          })
          """),
        .wait("document.querySelectorAll('#added li').length > 0"), .see("added", "#added li"),
      ])
    #expect(
      seen["added"] == ["Code first if known, such as: B56.-, A52.1", "Code first O65.5: any other"])
    #expect(seen["faults"] == [])
  }

  /// A code of ICD-10-PCS is put together from a row of its table.
  @Test func aTableBuildsACode() throws {
    let row = "document.querySelectorAll('.pcs tbody tr')[1]"
    let seen = try browse(
      Sample.built(),
      [
        .open("/site/?icd10pcs/0UV"), .see("before", ".built a"),
        .run("\(row).querySelector('[data-position=\"5\"]').click()"), .see("half", ".built a"),
        .run("\(row).querySelectorAll('[data-position=\"6\"]')[1].click()"), .see("built", ".built a"),
        .run("\(row).querySelectorAll('[data-position=\"5\"]')[1].click()"), .see("changed", ".built a"),
        .ask("pressed", "\(row).querySelectorAll('[data-position=\"5\"][aria-pressed=true]').length"),
        .click(".built a"), .arrive(at: "0UVC8ZZ"), .see("own", ".pcs [aria-current]"),
      ])
    #expect(seen["before"] == [])
    #expect(seen["half"] == [])
    #expect(seen["built"] == ["0UVC7ZZ"])
    #expect(seen["changed"] == ["0UVC8ZZ"])
    #expect(seen["pressed"] == ["1"])
    #expect(
      seen["own"] == [
        "C Cervix", "8 Via Natural or Artificial Opening Endoscopic", "Z No Device", "Z No Qualifier",
      ])
    #expect(seen["faults"] == [])
  }

  /// Three characters lead to the codes that begin so, two to those of a category with a dot behind it.
  @Test func halfACodeLeadsToThoseBelowIt() throws {
    let seen = try browse(
      Sample.built(),
      [
        .open("/site/?icd10cm/O34.3.2"), .see("dots", ".near h2, h1"), .open("/site/?icd10cm/O3"),
        .see("none", ".near .code"), .open("/site/?icd10cm/S42.00"), .see("header", "h1 .code"),
        .open("/site/?icd10cm/S42.001AX"), .see("less", ".near .code"),
      ])
    #expect(seen["none"] == [])
    #expect(seen["header"] == ["S42.00"])
    #expect(seen["less"] == ["S42.001A"])
    #expect(seen["faults"] == [])
  }
}

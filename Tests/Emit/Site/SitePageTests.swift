import Foundation
import TestSupport
import Testing

/// What single pages of the lookup site say.
extension SiteTests {
  /// B20 is a block of one category, C50 too; C4A is in C43-C44 and C7A is not there in C76-C80.
  private static let neoplasms = SeriesRelease(
    "fy2025", "2024-10-01",
    [
      ("B20", true, "Human immunodeficiency virus [HIV] disease"),
      ("C43", false, "Malignant melanoma of skin"), ("C430", true, "Malignant melanoma of lip"),
      ("C4A", false, "Merkel cell carcinoma"), ("C4A0", true, "Merkel cell carcinoma of lip"),
      ("C44", false, "Other malignant neoplasm of skin"), ("C440", true, "Malignant neoplasm of skin of lip"),
      ("C50", false, "Malignant neoplasm of breast"), ("C500", true, "Malignant neoplasm of nipple"),
      ("C7A", false, "Malignant neuroendocrine tumors"), ("C7A1", true, "Poorly differentiated tumors"),
      ("C76", false, "Malignant neoplasm of other sites"), ("C760", true, "Malignant neoplasm of head"),
    ])

  @Test func aBlockOfOneCategoryHasThePageOfItsCategory() throws {
    let seen = try browse(
      .built([Self.neoplasms]),
      [
        .open("/site/?icd10cm/B20"), .see("status", ".chip"), .see("chain", ".chain .code"),
        .open("/site/?icd10cm/C50.0"), .see("below", ".chain .code"),
        .open("/site/?icd10cm/A00-B99"), .click(".sections a", "B20"), .arrive(at: "B20"),
        .ask("title", "document.title"),
      ])
    #expect(seen["status"] == ["Billable"])
    #expect(seen["chain"] == [])
    #expect(seen["below"] == ["C00-C96", "C00-C75", "C50"])
    #expect(seen["title"] == ["B20 Human immunodeficiency virus [HIV] disease – ICD-10-CM"])
    #expect(seen["faults"] == [])
  }

  @Test func aBlockListsTheCategoriesThatStandInIt() throws {
    let blocks = ["C43-C44": ["C43", "C4A", "C44"], "C76-C80": ["C76"]]
    let steps = blocks.keys.flatMap { block -> [Step] in
      [.open("/site/?icd10cm/\(block)"), .see(block, ".categories .code")]
    }
    let seen = try browse(.built([Self.neoplasms]), steps)
    for (block, categories) in blocks { #expect(seen[block] == categories, "\(block)") }
    #expect(seen["faults"] == [])
  }

  @Test func aReleaseThatEndedIsNotTheLastWord() throws {
    let ended = SeriesRelease(
      "fy2024", "2023-10-01", until: "2024-10-01",
      [("A00", false, "Cholera"), ("A000", true, "Classical cholera")])
    let seen = try browse(
      .built([ended]),
      [
        .open("/site/?icd10cm/A00.0"), .see("code", ".status"), .see("style", ".chip.retired"),
        .see("validity", ".validity > p"), .open("/site/?icd10cm/A00"), .see("header", ".status"),
      ])
    #expect(
      seen["code"] == [
        "Billable\nRelease ended\nvalid for submission; release fy2024 ended on 2024-09-30, and a newer one may say otherwise"
      ])
    #expect(seen["style"] == ["Release ended"])
    #expect(seen["validity"] == ["Was in force from 2023-10-01 to 2024-09-30."])
    #expect(
      seen["header"] == [
        "Not billable\nRelease ended\na header: choose the billable code below; release fy2024 ended on 2024-09-30, and a newer one may say otherwise"
      ])
  }

  @Test func aReleaseToComeDoesNotHoldYet() throws {
    let seen = try browse(
      .built([
        SeriesRelease(
          "fy2024", "2023-10-01",
          [
            ("A00", false, "Cholera"), ("A000", true, "Classical cholera"), ("A001", true, "Cholera eltor"),
            ("A002", true, "Cholera, other"),
          ]),
        SeriesRelease(
          "fy3000", "2999-10-01",
          [
            ("A00", false, "Cholera"), ("A000", true, "Classical cholera"), ("A002", true, "Another cholera"),
            ("A009", true, "Cholera, unspecified"),
          ]),
      ]),
      [
        .open("/site/?icd10cm/A00.0"), .see("same", ".status"), .open("/site/?icd10cm/A00.1"),
        .see("removed", ".status"), .open("/site/?icd10cm/A00.2"), .see("retitled", ".status"),
        .open("/site/?icd10cm/A00.9"), .see("new", ".status"),
      ])
    #expect(seen["same"] == ["Billable\nvalid for submission"])
    #expect(
      seen["removed"] == ["Billable\nvalid for submission until 2999-09-30; release fy3000 no longer has it"])
    #expect(seen["retitled"] == ["Billable\nvalid for submission"])
    #expect(seen["new"] == ["Not yet in force\nvalid for submission from 2999-10-01"])
  }

  @Test func aCodeThatWasOutOfForceSaysWhen() throws {
    let cholera: [(code: String, isBillable: Bool, title: String)] = [
      ("A00", false, "Cholera"), ("A000", true, "Classical cholera"),
    ]
    let seen = try browse(
      .built([
        SeriesRelease("fy2022", "2021-10-01", cholera + [("A001", true, "Cholera eltor")]),
        SeriesRelease("fy2023", "2022-10-01", cholera),
        SeriesRelease("fy2024", "2023-10-01", cholera + [("A001", true, "Cholera eltor again")]),
      ]),
      [
        .open("/site/?icd10cm/A00.1"), .see("validity", ".validity > p"), .see("days", ".events time"),
        .see("events", ".events div"),
      ])
    #expect(
      seen["validity"] == [
        "In force from 2023-10-01; no end is stated. Before, from 2021-10-01 to 2022-09-30."
      ])
    #expect(seen["days"] == ["2021-10-01", "2022-10-01", "2023-10-01"])
    #expect(
      seen["events"] == [
        "In the first release of this build, fy2022", "No longer in force", "Title was Cholera eltor",
        "In force again",
      ])
  }

  @Test func aTableIsNamedByWhatItsCodesHaveInCommon() throws {
    let edema = SeriesRelease(
      "fy2025", "2024-10-01",
      [
        ("O00", false, "Ectopic pregnancy"), ("O001", false, "Tubal pregnancy"),
        ("O00101", true, "Right tubal pregnancy without intrauterine pregnancy"),
        ("O00102", true, "Left tubal pregnancy without intrauterine pregnancy"),
        ("O12", false, "Gestational edema and proteinuria"),
        ("O120", false, "Gestational edema"), ("O1200", true, "Gestational edema, unspecified trimester"),
        ("O1201", true, "Gestational edema, first trimester"),
        ("O1202", true, "Gestational edema, second trimester"),
        ("O1203", true, "Gestational edema, third trimester"),
        ("O1204", true, "Gestational edema, complicating childbirth"),
        ("O1205", true, "Gestational edema, complicating the puerperium"),
      ])
    let captions = { (name: String) in Step.see(name, "caption") }
    let seen = try browse(
      .built([edema]),
      [
        .open("/site/?icd10cm/O12.05"), captions("code"), .open("/site/?icd10cm/O12"), captions("header"),
        .open("/site/?icd10cm/O00.101"), captions("side"), .open("/site/?icd10cm/O00.1"), captions("pair"),
      ])
    #expect(seen["code"] == ["Gestational edema"])
    #expect(seen["header"] == ["Gestational edema"])
    #expect(seen["side"] == ["Tubal pregnancy without intrauterine pregnancy"])
    #expect(seen["pair"] == seen["side"])

    let clavicles = try browse(
      Sample.built(),
      [
        .open("/site/?icd10cm/S42.001"), .see("right", ".below caption"), .see("sides", ".family caption"),
        .ask("groups", "document.querySelectorAll('[scope=rowgroup]').length"),
        .ask("dashes", "document.querySelector('.below thead .unseen').textContent"),
        .open("/site/?icd10cm/H54.413A"), .see("eyes", "caption"),
      ])
    #expect(clavicles["right"] == ["Fracture of unspecified part of right clavicle"])
    #expect(clavicles["sides"]?.last == "Fracture of unspecified part of clavicle")
    #expect(clavicles["eyes"] == ["Blindness, one eye"])
    #expect(clavicles["groups"] == ["0"])
    #expect(clavicles["dashes"] == ["no fracture"])
    #expect(clavicles["faults"] == [])
  }

  /// A page that is left and come back to, by whatever way, is as it was.
  @Test func aPageIsFoundAgainAsItWasLeft() throws {
    let codes = (10...99).map { number in ("A00\(number)", true, "Cholera, kind \(number)") }
    let release = SeriesRelease("fy2025", "2024-10-01", [("A00", false, "Cholera")] + codes)
    let open =
      "[...document.querySelectorAll('.branch[open] > summary .code')].map((each) => each.textContent)"
    let isBack = Step.wait("\(open).length > 0 && scrollY > 0")
    let seen = try browse(
      .built([release]),
      [
        .screen(1280, 500), .open("/site/?icd10cm/A00"), .click("summary", "A001…"),
        .wait("document.querySelector('.branch .codes')"),
        .run("scrollTo(0, 250)"), .reload, .arrive(at: "A00"), isBack, .ask("reloaded", "scrollY"),
        .ask("open", open), .click(".branch .codes a", "A00.12"), .arrive(at: "A00.12"), .back,
        .arrive(at: "A00 Cholera"), isBack, .ask("back", "scrollY"), .ask("still", open),
        // Left by the browser's own buttons, with something changed.
        .click("summary", "A003…"), .wait("\(open).length === 2"), .run("scrollTo(0, 300)"), .forward,
        .arrive(at: "A00.12"), .ask("top", "scrollY"), .back, .arrive(at: "A00 Cholera"), isBack,
        .ask("both", open), .ask("scroll", "scrollY"),
        // The skip link leads to the page, and leaves it as it is.
        .run("document.querySelector('.skip').click()"), .wait("location.hash === '#main'"),
        .ask("skipped", open),
      ])
    #expect(seen["reloaded"] == ["250"])
    #expect(seen["open"] == ["A001…"])
    #expect(seen["back"] == ["250"])
    #expect(seen["still"] == ["A001…"])
    #expect(seen["top"] == ["0"])
    #expect(seen["both"] == ["A001…,A003…"])
    #expect(seen["scroll"] == ["300"])
    #expect(seen["skipped"] == ["A001…,A003…"])
    #expect(seen["faults"] == [])
  }

  @Test func aPageThatCannotBeReadSaysSoAndIsTriedAgain() throws {
    let fade = "getComputedStyle(document.querySelector('main > *')).opacity"
    let seen = try browse(
      Sample.built(),
      [
        .fail("categories/O34", 503), .open("/site/?icd10cm/O34.32"), .see("fault", "main h1"),
        .see("said", "main .lead"), .ask("title", "document.title"), .see("hint", "main p"), .serve,
        .click(".action", "Try again"), .arrive(at: "O34.32"),
        .fail("categories/O34", 404), .open("/site/?icd10cm/O34.33"), .see("missing", "main p"),
        .serve, .fail("index.json", 503), .open("/site/?icd10cm/O34.31"), .ask("start", "document.title"),
        .serve, .click(".action", "Try again"), .arrive(at: "O34.31"),
        .hold("categories/S42"), .ask("now", fade), .press("/"), .enter("S42.001A"),
        .wait("\(fade) === '0.4'"),
        .wait("document.getElementById('announcement').textContent === 'Loading'"), .serve,
        .arrive(at: "S42.001A"), .ask("then", fade),
        .ask("quiet", "document.getElementById('announcement').textContent"),
      ])
    #expect(seen["fault"] == ["This page could not be read"])
    #expect(seen["said"] == ["json/icd10cm/categories/O34.json: the server answers 503"])
    #expect(seen["title"] == ["icd10cm/O34.32 could not be read"])
    #expect(seen["hint"]?.contains { $0.contains("make serve") } == false)
    #expect(seen["missing"]?.contains { $0.contains("make serve") } == true)
    #expect(seen["start"] == ["icd10cm/O34.31 could not be read"])
    #expect(seen["now"] == ["1"])
    #expect(seen["then"] == ["1"])
    #expect(seen["quiet"] == [""])
  }

  /// Addresses as people and programs write them, and what they lead to.
  @Test func addressesAreForgiving() throws {
    let wanted = [
      ("icd10cm/O34.3-", "?icd10cm/O34.3"), ("icd10cm/o34.-", "?icd10cm/O34"),
      ("ICD10CM/O34.32", "?icd10cm/O34.32"), ("icd10cm/O34.32/", "?icd10cm/O34.32"),
      ("icd10cm/", "?icd10cm"), ("icd10cm/O34.32=", "?icd10cm/O34.32"),
      ("O34.32", "?icd10cm/O34.32"), ("o34.3-", "?icd10cm/O34.3"), ("0uvc7zz", "?icd10pcs/0UVC7ZZ"),
      ("O30-O48", "?icd10cm/O30-O48"), ("q=%20&icd10cm/O34.32", "?icd10cm/O34.32"), ("q=cervix", "?q=cervix"),
      ("utm_source=a&icd10cm/O34.32", "?icd10cm/O34.32"), ("icd10cm/o30-o48", "?icd10cm/O30-O48"),
    ]
    let steps = wanted.flatMap { written, _ -> [Step] in
      [.open("/site/?\(written)"), .ask(written, "location.search")]
    }
    let seen = try browse(
      Sample.built(),
      steps + [
        .open("/site/?utm_source=a"), .see("start", "h1"), .open("/site/?q="), .see("empty", "h1"),
      ])
    for (written, address) in wanted { #expect(seen[written] == [address], "\(written)") }
    #expect(seen["start"] == ["Look up a code"])
    #expect(seen["empty"] == ["Look up a code"])
    #expect(seen["faults"] == [])
  }

  /// A header and a code below it may each have a first scenario, with procedures of its own.
  @Test func aProcedureStandsBelowTheScenarioOfItsCode() throws {
    let sample = try Sample()
    let annotations = """
      system,code,topic,position,text,source
      icd10cm,O34.3,scenario,1,Any trimester.,us
      icd10cm,O34.3,procedure,1,0uvc7zz: any cerclage,us
      icd10cm,O34.32,scenario,1,Second trimester.,us
      icd10cm,O34.32,procedure,1,0UVC0ZZ; open cerclage,us
      """
    try Data("\(annotations)\n".utf8).write(to: sample.inputs.appending(path: "own.csv"))
    let row = "icd10cm,sample,2024-10-01,,annotations,annotations,own.csv,,,\n"
    let registry = try String(contentsOf: sample.registry, encoding: .utf8)
      .split(separator: "\n").filter { !$0.contains(",annotations,") }.map { "\($0)\n" }.joined()
    try Data((registry + row).utf8).write(to: sample.registry)
    try sample.codeset(["build", "--quiet"] + everyProduct).succeeded()
    let seen = try browse(
      sample,
      [
        .open("/site/?icd10cm/O34.32"),
        .wait("document.querySelectorAll('.procedures .official').length === 2"),
        .see("stories", ".stories > li > p"), .see("performed", ".stories > li .procedures .title"),
        .ask(
          "each",
          "[...document.querySelectorAll('.stories > li')].map((each) => each.querySelectorAll('.procedures li').length)"
        ),
      ])
    #expect(seen["stories"] == ["Any trimester.", "Second trimester."])
    #expect(seen["performed"] == ["any cerclage", "open cerclage"])
    #expect(seen["each"] == ["1,1"])
    #expect(seen["faults"] == [])
  }

  @Test func codeSetsWithoutHeadersAreBrowsedByWhatTheirCodesBeginWith() throws {
    let hcpcs = try HCPCSSample.built()
    let seen = try browse(
      hcpcs.output,
      [
        .open("/site/?hcpcs"), .click("summary", "A…"), .click(".starts a", "A55"),
        .wait("document.querySelector('h1').textContent.startsWith('Codes that')"),
        .see("codes", ".codes .code"),
        .click(".codes a"), .arrive(at: "A5513"), .see("record", ".hcpcs dd"), .see("names", ".hcpcs dt"),
      ])
    #expect(seen["codes"] == ["A5513"])
    #expect(seen["record"]?.contains("B, administrative data and long title changed") == true)
    #expect(seen["names"]?.contains("Anesthesia base units") == false)
    #expect(seen["faults"] == [])
    withExtendedLifetime(hcpcs) {}
  }

  @Test func aRetiredCodeOfHCPCSNamesTheOneToUseInstead() throws {
    let hcpcs = try HCPCSSample.built()
    let seen = try browse(
      hcpcs.output,
      [
        .open("/site/?hcpcs/C9469"), .see("instead", ".replaced p, .replaced .reference .code"),
        .see("record", ".hcpcs dd"),
      ])
    #expect(seen["instead"] == ["Use instead", "Q9993"])
    #expect(seen["record"]?.contains("Q9993") == true && seen["record"]?.contains("2018-06-30") == true)
    #expect(seen["faults"] == [])
    withExtendedLifetime(hcpcs) {}
  }

  @Test func aTargetSaysWhatBecameOfIt() throws {
    let sample = try RetiredTargetSample()
    let seen = try browse(
      sample.output,
      [
        .open("/site/?icd9cm/386.2"),
        .wait(
          "[...document.querySelectorAll('.crosswalks a')].every((each) => each.textContent.includes('.'))"),
        .see("codes", ".crosswalks .code"), .see("remarks", ".crosswalks li .remark"),
        .open("/site/?icd9cm/V64.0"), .see("header", ".crosswalks li .remark"),
      ])
    #expect(seen["codes"] == ["H81.49", "H81.4"])
    #expect(seen["remarks"] == ["approximate,", "retired 2019-10-01; became"])
    #expect(seen["header"] == ["approximate,", "a header since 2022-04-01"])
    #expect(seen["faults"] == [])
    withExtendedLifetime(sample) {}
  }
}

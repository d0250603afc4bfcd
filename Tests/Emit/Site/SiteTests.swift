import Foundation
import TestSupport
import Testing

/// The lookup site in a real Chromium, as a person uses it.
@Suite(.serialized, .needsBrowser) struct SiteTests {
  static let results = "document.querySelectorAll('#options [role=option]').length > 0"
  static let overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

  /// Waits until the first result is this one.
  func found(_ code: String) -> Step {
    .wait("document.querySelector('#options [role=option] .code')?.textContent === '\(code)'")
  }

  @Test func aPersonTypesChoosesSwitchesTheTrimesterAndGoesBack() throws {
    let seen = try browse(
      Sample.built(),
      [
        .open("/site/"), .see("start", "h1"), .click("#search"), .type("o34.3"), found("O34.3"),
        .see("offered", "#options .code"), .click("#options a", "O34.32"), .arrive(at: "O34.32"),
        .see("title", "h1"), .see("status", ".chip"),
        .see("now", "[data-axis=axis-trimester] [aria-current]"),
        .see("steps", "[data-axis=axis-trimester] a .code"), .see("chain", ".chain li .code"),
        .see("checklist", ".checks li"), .see("parts", ".main h2"),
        .ask(
          "source", "[...document.querySelectorAll('.aside dd')].map((each) => each.textContent).join(' ')"),
        .wait("document.querySelectorAll('.procedures .official').length === 3"),
        .see("procedures", ".procedures .official"), .ask("address", "location.search"),
        .click("[data-axis=axis-trimester] a", "Third"), .arrive(at: "O34.33"),
        .ask("third", "location.search"), .ask("focused", "document.activeElement.textContent"),
        .see("then", "[data-axis=axis-trimester] [aria-current]"), .back, .arrive(at: "O34.32"),
        .ask("back", "location.search"), .see("again", "[data-axis=axis-trimester] [aria-current]"),
        .reload, .arrive(at: "O34.32"), .see("reloaded", ".chip"),
      ])
    #expect(seen["start"] == ["Look up a code"])
    #expect(seen["offered"] == ["O34.3", "O34.30", "O34.31", "O34.32", "O34.33"])
    #expect(seen["title"] == ["O34.32\nMaternal care for cervical incompetence, second trimester"])
    #expect(seen["status"] == ["Billable"])
    #expect(seen["now"] == ["Second\nO34.32"])
    #expect(seen["steps"] == ["O34.31", "O34.32", "O34.33", "O34.30"])
    #expect(seen["chain"] == ["O30-O48", "O34", "O34.3"])
    #expect(
      seen["checklist"] == [
        "Trimester: first, second or third; unspecified only when the record does not say",
        "Code first O65.5: any associated obstructed labor",
        "Use additional Z3A: code, if applicable, from category Z3A, Weeks of gestation, to identify the specific week "
          + "of the pregnancy, if known.",
      ])
    #expect(
      seen["parts"]?.map { $0.lowercased() } == [
        "icd-10-cm says", "the record must state", "overview", "documentation", "scenarios", "coding notes",
        "by trimester",
      ])
    #expect(seen["procedures"]?.first == "Restriction of Cervix, Via Natural or Artificial Opening")
    let source = seen["source"]?.first ?? ""
    #expect(source.contains("icd10cm_order_sample.txt") && source.contains("162"), "\(source)")
    #expect(seen["address"] == ["?icd10cm/O34.32"])
    #expect(seen["third"] == ["?icd10cm/O34.33"])
    #expect(seen["focused"] == ["ThirdO34.33"])
    #expect(seen["then"] == ["Third\nO34.33"])
    #expect(seen["back"] == ["?icd10cm/O34.32"])
    #expect(seen["again"] == ["Second\nO34.32"])
    #expect(seen["reloaded"] == ["Billable"])
    #expect(seen["faults"] == [])
  }

  @Test func byKeyboardAlone() throws {
    let seen = try browse(
      Sample.built(),
      [
        .open("/site/"), .press("/"), .ask("role", "document.activeElement.getAttribute('role')"),
        .type("o34.3"), found("O34.3"), .press("ARROW_DOWN", "ARROW_DOWN", "ARROW_DOWN"),
        .ask(
          "active",
          "document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).textContent"),
        .press("ENTER"), .arrive(at: "O34.32"), .ask("heading", "document.activeElement.localName"),
        // From the heading to the first switch, and on to the third trimester.
        // Past the two buttons that copy.
        .press("TAB", "TAB", "TAB"), .ask("first", "document.activeElement.textContent"),
        .press("TAB", "TAB"),
        .ask("third", "document.activeElement.textContent"), .press("ENTER"), .arrive(at: "O34.33"),
        .ask("said", "document.getElementById('announcement').textContent"),
        .press("/"), .type("o34"), .wait(Self.results), .press("ESCAPE"),
        .ask("closed", "document.getElementById('panel').hidden"),
      ])
    #expect(seen["role"] == ["combobox"])
    #expect(seen["active"]?.first?.contains("O34.32") == true)
    #expect(seen["heading"] == ["h1"])
    #expect(seen["first"] == ["FirstO34.31"])
    #expect(seen["third"] == ["ThirdO34.33"])
    #expect(seen["said"]?.first?.hasPrefix("O34.33, billable: Maternal care") == true)
    #expect(seen["closed"] == ["true"])
    #expect(seen["faults"] == [])
  }

  /// What is typed, codes and people's own words, and the code that comes first.
  @Test func theSearchKnowsCodesWordsAndAbbreviations() throws {
    let wanted = [
      ("O34.32", "O34.32"), ("o3432", "O34.32"), ("trimester second incompetence", "O34.32"),
      ("incomp sec", "O34.32"), ("right clavicle init clos fx unsp", "S42.001A"), ("0uvc7z", "0UVC7ZZ"),
      ("restriction cervix via natural", "0UVC7ZZ"), ("fx clavicle", "S42.009A"),
      ("broken collarbones", "S42.009A"), ("right clavicel", "S42.001A"),
    ]
    let steps = wanted.enumerated().flatMap { place, pair -> [Step] in
      // Each has an address of its own: at the same one the browser brings back what was open.
      [
        .open("/site/?\(place)"), .press("/"), .type(pair.0), .wait(Self.results), found(pair.1),
        .see("\(place)", "#options [role=option]:first-child .code"),
      ]
    }
    let nothing: [Step] = [
      .open("/site/"), .press("/"), .type("zzzz"),
      .wait("document.getElementById('results-note').textContent.startsWith('No code')"),
    ]
    let seen = try browse(Sample.built(), steps + nothing)
    for (place, pair) in wanted.enumerated() { #expect(seen["\(place)"] == [pair.1], "\(pair.0)") }
    #expect(seen["faults"] == [])
  }

  @Test func aHeaderIsNotBillableAndAnUnknownCodeIsSaidToBe() throws {
    let seen = try browse(
      Sample.built(),
      [
        .open("/site/?icd10cm/o343"), .see("status", ".status"), .see("below", ".below td a"),
        .ask("address", "location.search"), .open("/site/?icd10cm/O34.39"), .see("unknown", "h1"),
        .see("near", ".near .code"), .open("/site/?icd9cm/654.5"), .see("system", "h1"),
        .open("/site/?icd10cm/S42.001A"), .see("axes", ".axis .name"), .see("table", ".family td a"),
        .see("current", ".family [aria-current]"), .open("/site/?icd10cm/%3Cb%3E"), .see("markup", "h1"),
        .open("/site/?icd10cm/O30-O48"), .see("block", "h1"),
      ])
    #expect(seen["status"] == ["Not billable\na header: choose one of the 4 billable codes below"])
    #expect(seen["below"] == ["O34.31", "O34.32", "O34.33", "O34.30"])
    #expect(seen["address"] == ["?icd10cm/O34.3"])
    #expect(seen["unknown"] == ["No code O34.39 in ICD-10-CM"])
    #expect(seen["near"] == ["O34", "O34.3"])
    #expect(seen["system"] == ["No code set icd9cm"])
    #expect(seen["axes"] == ["Laterality", "Encounter", "Fracture"])
    #expect(seen["table"]?.count == 21)
    #expect(seen["current"] == ["S42.001A"])
    #expect(seen["markup"] == ["No code <b> in ICD-10-CM"])
    #expect(
      seen["block"] == [
        "Maternal care related to the fetus and amniotic cavity and possible delivery problems"
      ])
    #expect(seen["faults"] == [])
  }

  @Test func itFitsAPhone() throws {
    let pages = [
      "", "icd10cm/O34.32", "icd10cm/O34.3", "icd10cm/S42.001A", "icd10cm/O30-O48", "icd10pcs/0UVC7ZZ",
      "q=cervix", "q=zzzz", "icd10cm/O34.39",
    ]
    let steps = pages.flatMap { page -> [Step] in [.open("/site/?\(page)"), .ask(page, Self.overflow)] }
    let seen = try browse(Sample.built(), [.screen(360, 740, dark: true)] + steps)
    for page in pages { #expect(seen[page] == ["0"], "\(page)") }
    #expect(seen["faults"] == [])
  }

  private static let hostile = "<img src=x onerror=alert(1)> &amp; <b>'x'</b> \\n"

  /// Titles and annotations are text, whatever they hold; codes that are retired are found, and said to be.
  @Test func hostileTextIsTextAndRetiredCodesAreSaidToBe() throws {
    let sample = try Sample()
    try sample.register([
      SeriesRelease(
        "fy2024", "2023-10-01",
        [("A00", false, "Cholera"), ("A000", true, "Classical cholera"), ("A001", true, "Cholera eltor")]),
      SeriesRelease(
        "fy2025", "2024-10-01",
        [("A00", false, "Cholera"), ("A000", true, Self.hostile), ("A002", true, "Cholera eltor, other")],
        conversion: ["A00.2,2024,A00.1"]),
    ])
    let registry = try String(contentsOf: sample.registry, encoding: .utf8)
    let row = "icd10cm,fy2025,2024-10-01,,annotations,annotations,annotations.csv\n"
    try Data((registry + row).utf8).write(to: sample.registry)
    let annotation =
      "system,code,topic,position,text,source\nicd10cm,A00.0,overview,1,\(Self.hostile),</p><b>us\n"
    try Data(annotation.utf8).write(to: sample.inputs.appending(path: "annotations.csv"))
    try sample.codeset(["build", "--quiet"] + everyProduct).succeeded()
    let seen = try browse(
      sample,
      [
        .open("/site/?icd10cm/A00.0"), .see("title", "h1 .title"), .see("overview", ".overview p"),
        .see("origin", ".origin"), .see("changes", ".events q"), .ask("document", "document.title"),
        .ask("made", "document.querySelectorAll('main script, main img, main b').length"),
        .press("/"), .type("onerror"), found("A00.0"), .see("result", "#options .title"),
        .open("/site/"), .press("/"), .type("A00.1"), found("A00.1"), .see("tag", "#options .tag.retired"),
        .press("ENTER"), .arrive(at: "A00.1"), .see("retired", ".status"),
        .wait("document.querySelector('.replaced .targets')?.textContent.includes('other')"),
        .see("replaced", ".replaced a"),
      ])
    #expect(seen["title"] == [Self.hostile])
    #expect(seen["overview"] == [Self.hostile])
    #expect(seen["origin"] == ["Source: </p><b>us"])
    #expect(seen["changes"] == ["Classical cholera"])
    #expect(seen["document"] == ["A00.0 \(Self.hostile) – ICD-10-CM"])
    #expect(seen["made"] == ["0"])
    #expect(seen["result"] == [Self.hostile])
    #expect(seen["tag"] == ["retired"])
    #expect(seen["retired"] == ["Retired\nno longer in force since 2024-10-01"])
    #expect(seen["replaced"] == ["A00.2"])
    #expect(seen["faults"] == [])
  }

  /// What the site writes does not depend on the way: alone or with the others.
  @Test func alonePublishesTheSameBytes() throws {
    let sample = try Sample.built()
    let folder = sample.output.appending(path: "site")
    let before = try files(in: folder)
    #expect(before.keys.contains("index.html") && before.keys.contains("search/icd10cm.txt"))
    for stage in ["ingest", "normalize", "validate"] {
      for system in ["icd10cm", "icd10pcs"] { try sample.codeset(stage, system, "sample").succeeded() }
    }
    for system in ["icd10cm", "icd10pcs"] { try sample.codeset("history", system).succeeded() }
    try FileManager.default.removeItem(at: folder)
    try sample.codeset("emit", "site").succeeded()
    #expect(differences(before, try files(in: folder)) == [])
  }
}

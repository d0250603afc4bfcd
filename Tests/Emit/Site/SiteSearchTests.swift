import TestSupport
import Testing

/// The search box, where the person is faster than the index, or the index is not there.
extension SiteTests {
  private static let note = "document.getElementById('results-note').textContent"
  private static let correction = "document.getElementById('correction').textContent"
  private static let firstCode = "document.querySelector('#options [role=option] .code')?.textContent"

  /// Waits until the note below the results says something.
  private func noted(_ text: String) -> Step { .wait("\(Self.note).includes('\(text)')") }

  @Test func enterOpensTheResultOfWhatIsTyped() throws {
    let seen = try browse(
      Sample.built(),
      [
        // Typed at once over a text whose results are there.
        .open("/site/"), .press("/"), .type("cervical"), .wait(Self.results),
        .enter("S42.001A"), .arrive(at: "S42.001A"),
        // Before the index is there.
        .hold("/search/"), .open("/site/?early"), .press("/"), .enter("O34.32"),
        noted("Still reading the index."), .ask("none", "document.querySelectorAll('#options a').length"),
        .ask("before", Self.note), .serve, .arrive(at: "O34.32"),
        // A code wins against what is read of it already.
        .hold("icd10pcs.txt"), .open("/site/?half"), .press("/"), .enter("o3433"), .arrive(at: "O34.33"),
        .open("/site/?words"), .press("/"), .enter("0UVC7"), noted("Still reading the index."), .serve,
        .wait("document.querySelector('main h1 .code')?.textContent.startsWith('0UVC7')"),
        // Nothing is active: the page of the results says what there is.
        .open("/site/?nothing"), .press("/"), .enter("zzzz"), .arrive(at: "Results for “zzzz”"),
        .ask("searched", "location.search"), .ask("typed", "document.getElementById('search').value"),
        // What a person went to is what Enter opens.
        .press("/"), .enter("cervical incompetence"), .arrive(at: "O34.30"),
        .press("/"), .type("o34.3"), found("O34.3"), .press("ARROW_DOWN", "ARROW_DOWN", "ENTER"),
        .arrive(at: "O34.31"),
      ])
    #expect(seen["none"] == ["0"])
    #expect(seen["before"] == ["Still reading the index."])
    #expect(seen["searched"] == ["?q=zzzz"])
    #expect(seen["typed"] == ["zzzz"])
    #expect(seen["faults"] == [])
  }

  @Test func anIndexThatCannotBeReadIsSaidToBe() throws {
    let seen = try browse(
      Sample.built(),
      [
        .fail("search/icd10pcs.txt", 503), .open("/site/?icd10cm/O34.32"), .press("/"), .type("o34"),
        .wait(Self.results), noted("The index of ICD-10-PCS could not be read."),
        .see("found", ".option.header"),
        .ask("visible", "document.getElementById('results-note').hidden"),
        .press("ESCAPE", "ESCAPE"), .type("zzzz"), noted("No other code"), .ask("nothing", Self.note),
        .ask("dropped", Self.correction),
        // Of a procedure whose index is not there, nothing is said that may be false.
        .see("procedures", ".procedures .remark"),
        .serve, .fail("icd10cm-texts.txt", 503), .open("/site/?partly"), .press("/"), .type("cervical"),
        found("O34.30"), noted("Of ICD-10-CM"), .ask("partly", Self.note),
        .fail("search/icd10", 503), .open("/site/?none"), .press("/"), .type("incompetence"),
        noted("The index of ICD-10-CM and ICD-10-PCS could not be read."), .ask("none", Self.note),
        .serve, .fail("search-worker.js", 503), .open("/site/?icd10cm/O34.33"), .press("/"), .enter("O34.32"),
        noted("The search index could not be read."), .ask("worker", Self.note),
        .serve, .fail("index.json", 503), .open("/site/?later"), .press("/"), .type("o34"),
        noted("The search index could not be read."),
        .serve, .fail("rules.json", 503), .open("/site/?rules"), .press("/"), .type("o34"),
        noted("The search index could not be read."),
      ])
    #expect(seen["found"]?.isEmpty == false)
    #expect(seen["visible"] == ["false"])
    #expect(seen["nothing"] == ["The index of ICD-10-PCS could not be read. No other code or title matches."])
    #expect(seen["dropped"] == ["No entry that could be read has 'zzzz'."])
    #expect(seen["procedures"] == [])
    #expect(seen["partly"] == ["Of ICD-10-CM only codes and titles could be read."])
    #expect(seen["none"] == ["The index of ICD-10-CM and ICD-10-PCS could not be read."])
    #expect(seen["worker"] == ["The search index could not be read. Load the page again to search."])
  }

  @Test func filtersAreSeenAndEndWithTheirSearch() throws {
    let pressed =
      "[...document.querySelectorAll('.filter[aria-pressed=true]')].map((each) => each.textContent)"
    let seen = try browse(
      Sample.built(),
      [
        .open("/site/"), .press("/"), .type("cervi"), .wait(Self.results), .click(".filter", "ICD-10-PCS"),
        .wait("\(Self.firstCode)?.startsWith('0')"), .type("cal incomp"),
        noted("None in ICD-10-PCS"), .ask("none", Self.note), .ask("pressed", pressed),
        .press("ESCAPE"), .ask("closed", "document.getElementById('panel').hidden"),
        // Escape closes from a filter, too, and the focus is in the box again.
        .press("ARROW_DOWN"), noted("None in ICD-10-PCS"),
        .run("document.querySelector('.filter:last-child').focus()"),
        .press("ESCAPE"), .ask("focused", "document.activeElement.id"),
        .ask("shut", "document.getElementById('panel').hidden"),
        .press("ARROW_DOWN"), noted("None in ICD-10-PCS"), .click(".filter", "All"), found("O34.30"),
        .click(".filter", "Billable only"), .wait("document.querySelectorAll('.option.header').length === 0"),
        .click("#options a", "O34.30"), .arrive(at: "O34.30"),
        .press("/"), .type("O34.3"), found("O34.3"), .ask("then", pressed),
        .click(".filter", "Billable only"), found("O34.30"), .click("#search"), .enter("E08"),
        .wait("document.querySelector('main h1 .code')?.textContent.startsWith('E08.')"),
      ])
    #expect(seen["none"]?.first?.hasPrefix("None in ICD-10-PCS; ") == true)
    #expect(seen["none"]?.first?.hasSuffix(" elsewhere.") == true)
    #expect(seen["pressed"] == ["ICD-10-PCS 0"])
    #expect(seen["closed"] == ["true"])
    #expect(seen["focused"] == ["search"])
    #expect(seen["shut"] == ["true"])
    #expect(seen["then"] == [""])
    #expect(seen["faults"] == [])
  }

  /// The answer to a text that is thrown away meanwhile opens nothing, and what is closed keeps no result.
  @Test func escapeThrowsAwayWhatIsTyped() throws {
    let typed = """
      const box = document.getElementById("search");
      box.focus();
      box.value = "o34";
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      box.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
      """
    // The worker answers one after the other.
    let answered = """
      import("./search.js").then(({ find }) => find([{ system: "icd10cm", code: "O34" }]))
        .then(() => setTimeout(() => { document.body.dataset.answered = "yes"; }))
      """
    let seen = try browse(
      Sample.built(),
      [
        .open("/site/"), .run("(() => { \(typed) })(), \(answered)"),
        .wait("document.body.dataset.answered === 'yes'"),
        .ask("closed", "document.getElementById('panel').hidden"),
        .ask("text", "document.getElementById('search').value"),
        .press("/"), .type("o34"), .wait(Self.results), .press("ESCAPE"),
        .ask("shut", "document.getElementById('panel').hidden"),
        .ask("kept", "document.querySelectorAll('#options *').length"),
      ])
    #expect(seen["closed"] == ["true"])
    #expect(seen["text"] == [""])
    #expect(seen["shut"] == ["true"])
    #expect(seen["kept"] == ["0"])
    #expect(seen["faults"] == [])
  }

  /// Where the window is low, all of the results can be reached.
  @Test func thePanelFitsALowWindow() throws {
    let bottom = "document.getElementById('panel').getBoundingClientRect().bottom <= innerHeight"
    let seen = try browse(
      Sample.built(),
      [
        .screen(740, 250), .open("/site/"), .press("/"), .type("s42"), .wait(Self.results),
        .ask("low", bottom),
        .ask("scrolls", "document.getElementById('options').clientHeight > 100"),
      ])
    #expect(seen["low"] == ["true"])
    #expect(seen["scrolls"] == ["true"])
  }

  /// Words that are in elements of their own are heard apart from each other, and parts of words are not.
  @Test func namesAreHeardAsTheyAreRead() throws {
    let seen = try browse(
      Sample.built(),
      [
        .open("/site/"), .press("/"), .type("second trimester incomp"), found("O34.32"),
        .heard("options", "option"),
        .open("/site/?icd10cm/S42.001A"), .heard("links", "link"), .heard("rows", "rowheader"),
        .heard("columns", "columnheader"), .heard("headings", "heading"),
      ])
    let title = "Maternal care for cervical incompetence, second trimester"
    #expect(
      seen["options"] == [
        "O34.32 \(title) 1 of 4 codes ICD-10-CM", "The result by code set and category",
      ])
    #expect(Set(seen["links"] ?? []).isSuperset(of: ["Right S42.001A", "Left S42.002A"]))
    #expect(seen["rows"]?.contains("Subsequent") == true)
    #expect(
      seen["headings"]?.first
        == "S42.001A Fracture of unspecified part of right clavicle, initial encounter for closed fracture")
  }
}

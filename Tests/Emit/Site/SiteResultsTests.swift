import TestSupport
import Testing

/// Why something is found, all of it on a page of its own, and what is said where there is nothing.
extension SiteTests {
  private static let state = "document.querySelector('main .lead').textContent"
  private static let correction = "document.getElementById('correction').textContent"
  private static var isRead: Step {
    Step.wait(
      "!document.getElementById('results-note').textContent.includes('Still reading')")
  }

  @Test func aResultSaysWhyItWasFound() throws {
    let seen = try browse(
      Sample.built(),
      [
        .open("/site/"), .press("/"), .type("broken collarbone"), found("S42.009A"), Self.isRead,
        .see("synonym", "#options .reason"), .see("marked", "#options .title > mark"),
        .press("ESCAPE", "ESCAPE"), .type("chronic clavicle fracture"), found("S42.009A"),
        .see("without", "#options .reason"),
        .press("ESCAPE", "ESCAPE"), .type("shirodkar suture"), found("O34.30"),
        .see("text", "#options .reason"),
        .press("ESCAPE", "ESCAPE"), .type("clavicel"), found("S42.009A"),
        .wait("\(Self.correction) === \"No entry has 'clavicel'; showing clavicle.\""),
        .see("corrected", "#correction"),
        .press("ESCAPE", "ESCAPE"), .type("clavicle"), found("S42.009A"), .see("plain", "#options .reason"),
        .see("uncorrected", "#correction"),
      ])
    #expect(Set(seen["synonym"] ?? []) == ["broken: fracture; collarbone: clavicle"])
    #expect(seen["marked"]?.prefix(3) == ["Fracture", "clavicle", "fracture"])
    #expect(Set(seen["without"] ?? []) == ["without 'chronic'"])
    #expect(
      seen["text"]?.first
        == "also called: Maternal care for Shirodkar suture with or without cervical incompetence")
    #expect(seen["corrected"] == ["No entry has 'clavicel'; showing clavicle."])
    #expect(seen["plain"] == [])
    #expect(seen["uncorrected"] == [""])
    #expect(seen["faults"] == [])
  }

  @Test func allResultsHaveAPageWithAnAddress() throws {
    let isComplete = Step.wait("!\(Self.state).includes('Still reading')")
    let seen = try browse(
      Sample.built(),
      [
        .open("/site/?icd10cm/O34.32"), .press("/"), .type("cervix"), .wait(Self.results), Self.isRead,
        .click("#options a", "All "), .arrive(at: "Results for “cervix”"), isComplete,
        .ask("address", "location.search"), .ask("title", "document.title"),
        .ask("query", "document.getElementById('search').value"), .ask("state", Self.state),
        .see("sets", ".results h2"), .see("categories", ".results h3 a"),
        .ask(
          "lines",
          "document.querySelectorAll('.results .codes > li > .line, .results .branch').length"),
        .click(".results h3 a", "0UV"), .arrive(at: "0UV"), .back, .arrive(at: "Results for “cervix”"),
        .back, .arrive(at: "O34.32"), .forward, .arrive(at: "Results for “cervix”"),
        // By the keyboard from the first result, and from a link that was sent.
        .open("/site/?q=second+trimester+incompetence"), isComplete, .see("sent", ".results .line .code"),
        .see("alike", ".results summary"), .click(".results summary"),
        .wait("document.querySelectorAll('.results .branch .line').length === 3"),
        .open("/site/?keyboard"), .press("/"), .type("clavicle"), found("S42.009A"), Self.isRead,
        .press("ARROW_UP", "ENTER"), .arrive(at: "Results for “clavicle”"),
        .click(".filter", "Billable only"), .wait("document.activeElement.textContent === 'Billable only'"),
        .ask("narrowed", "document.activeElement.getAttribute('aria-pressed')"),
      ])
    #expect(seen["address"] == ["?q=cervix"])
    #expect(seen["title"] == ["cervix – Search"])
    #expect(seen["query"] == ["cervix"])
    let state = try #require(seen["state"]?.first)
    #expect(state.hasSuffix(" results."))
    #expect(seen["sets"]?.isEmpty == false && seen["categories"]?.contains { $0.hasPrefix("0UV") } == true)
    #expect(Int(state.prefix { $0.isNumber }) != nil && seen["lines"] != ["0"])
    #expect(seen["sent"] == ["O34.32"])
    #expect(seen["alike"] == ["O34.32\n3 codes like it but for side, trimester, encounter or the like"])
    #expect(seen["narrowed"] == ["true"])
    #expect(seen["faults"] == [])
  }

  @Test func nothingFoundIsNoDeadEnd() throws {
    let seen = try browse(
      Sample.built(),
      [
        .open("/site/"), .press("/"), .type("zzzz qqqq clavicle"),
        .wait("document.querySelector('.option.offer') !== null"),
        .see("dropped", "#correction"), .see("offers", ".option.offer"),
        .ask("selected", "document.querySelectorAll('[aria-selected=true]').length"),
        .press("ENTER"), .arrive(at: "Results for “zzzz qqqq clavicle”"), .ask("state", Self.state),
        .see("searches", ".searches a"), .click(".searches a", "clavicle"),
        .arrive(at: "Results for “clavicle”"), .see("found", ".results .line .code"),
        // A code that does not exist, in the box.
        .press("/"), .enter("o99999"), .arrive(at: "Results for “o99999”"),
        .see("near", ".nearest .line .code"),
        // The beginning of a word.
        .open("/site/?q=claviculatomia"), .wait("document.querySelector('.searches') !== null"),
        .see("alike", ".searches a"), .open("/site/?q=zzzz"),
        .wait("\(Self.state).includes('No entry has')"), .see("chapters", ".results .else a"),
      ])
    #expect(seen["dropped"] == ["No entry has 'zzzz'; no entry has 'qqqq'."])
    #expect(seen["offers"] == ["Search for “clavicle”"])
    #expect(seen["selected"] == ["0"])
    #expect(seen["state"] == ["No entry has 'zzzz'; no entry has 'qqqq'. No code or title matches."])
    #expect(seen["searches"] == ["clavicle"])
    #expect(seen["found"]?.first == "S42.009A")
    #expect(seen["near"]?.allSatisfy { $0.hasPrefix("O99") } == true && seen["near"]?.isEmpty == false)
    #expect(seen["alike"] == ["clavicle"])
    #expect(seen["chapters"] == ["the chapters of the code sets"])
    #expect(seen["faults"] == [])
  }

  @Test func anUnknownCodeLeadsToTheNearestOnesAndNeverToNothing() throws {
    let offer =
      "[...document.querySelectorAll('main a')].filter((each) => each.search.startsWith('?q=')).length"
    // The worker answers one after the other.
    let isAnswered = Step.wait("document.querySelector('.nearest') !== null")
    let seen = try browse(
      Sample.built(),
      [
        .open("/site/?icd10cm/O34.39"), isAnswered, .see("near", ".near .code"),
        .see("nearest", ".nearest .code"),
        .open("/site/?icd10cm/O34.999"), isAnswered, .click(".nearest a"), .arrive(at: "O34"),
        .open("/site/?O34.39"), isAnswered, .see("everywhere", ".nearest .code"),
        .open("/site/?zzzz"), .see("unknown", "h1"), .press("/"), .type("zzzz"),
        .wait("\(Self.correction).startsWith('No entry has')"), .ask("none", offer),
        .open("/site/?clavicle"), .wait("\(offer) === 1"), .click("main a", "Search for"),
        .arrive(at: "Results for “clavicle”"), .see("found", ".results .line .code"),
      ])
    #expect(seen["near"] == ["O34", "O34.3"])
    #expect(seen["nearest"] == ["O34.30", "O34.31", "O34.32", "O34.33"])
    #expect(seen["everywhere"] == ["O34.3", "O34.30", "O34.31", "O34.32", "O34.33"])
    #expect(seen["unknown"] == ["No code set or code zzzz"])
    #expect(seen["none"] == ["0"])
    #expect(seen["found"]?.first == "S42.009A")
    #expect(seen["faults"] == [])
  }

  /// A code without its code set: the code set opens that has it, be it that it has ended.
  @Test func aCodeWithoutItsCodeSetOpens() throws {
    let sample = try CrosswalkSample.built()
    let seen = try browse(
      sample.output,
      [
        .open("/site/?174.9"), .ask("ended", "location.search"), .see("title", "h1 .code"),
        .open("/site/?H81.49"), .see("none", "h1"),
      ])
    #expect(seen["ended"] == ["?icd9cm/174.9"])
    #expect(seen["title"] == ["174.9"])
    #expect(seen["none"] == ["No code set or code H81.49"])
    #expect(seen["faults"] == [])
    withExtendedLifetime(sample) {}
  }

  @Test func theChoiceOfCodeSetsIsRemembered() throws {
    let pressed =
      "[...document.querySelectorAll('.filter[aria-pressed=true]')].map((each) => each.textContent)"
    let search = [Step.press("/"), .type("cervi"), .wait(Self.results), Self.isRead]
    let seen = try browse(
      Sample.built(),
      [.open("/site/")] + search + [
        .click(".filter", "ICD-10-PCS"), .wait("\(pressed).length === 1 && \(pressed)[0] !== 'All'"),
        .open("/site/?later"),
      ] + search + [
        .ask("kept", pressed), .run("localStorage.setItem('code set', 'icd11')"), .open("/site/?other"),
      ] + search + [
        .ask("unknown", pressed),
        // Where nothing can be kept, it is kept for the page.
        .run(
          "Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('blocked'); } })"
        ),
        .click(".filter", "ICD-10-PCS"), .wait("\(pressed).length === 1 && \(pressed)[0] !== 'All'"),
        .type("x"), .wait("document.activeElement.value === 'cervix'"), .ask("blocked", pressed),
      ])
    #expect(seen["kept"]?.first?.hasPrefix("ICD-10-PCS") == true)
    #expect(seen["unknown"] == ["All"])
    #expect(seen["blocked"]?.first?.hasPrefix("ICD-10-PCS") == true)
    #expect(seen["faults"] == [])
  }
}

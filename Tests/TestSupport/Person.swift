import Foundation

/// What a person does before the lookup site, in a real Chromium: `Tests/Fixtures/site_browser.py` has the commands.
package struct Step {
  fileprivate var command: [String: Any]
  /// Under which name the answer is kept.
  fileprivate var name: String?

  fileprivate init(_ command: String, _ arguments: [String: Any] = [:], as name: String? = nil) {
    self.command = arguments.merging(["do": command]) { $1 }
    self.name = name
  }

  package static func open(_ path: String) -> Step { Step("open", ["path": path]) }
  package static func type(_ text: String) -> Step { Step("type", ["text": text]) }
  /// Presses keys by their names, e.g. `ARROW_DOWN`.
  package static func press(_ keys: String...) -> Step { Step("press", ["keys": keys]) }
  package static func click(_ selector: String, _ text: String = "") -> Step {
    Step("click", ["selector": selector, "text": text])
  }
  /// Types over what is in the search box and presses Enter at once.
  package static func enter(_ text: String) -> Step { Step("enter", ["text": text]) }
  package static var back: Step { Step("back") }
  package static var forward: Step { Step("forward") }
  package static var reload: Step { Step("reload") }
  package static func screen(_ width: Int, _ height: Int, dark: Bool = false) -> Step {
    Step("screen", ["width": width, "height": height, "dark": dark])
  }
  /// Waits until an expression of JavaScript is true.
  package static func wait(_ expression: String) -> Step { Step("wait", ["script": expression]) }
  /// Waits for the page of a code.
  package static func arrive(at code: String) -> Step {
    wait("document.querySelector('main h1')?.textContent.startsWith('\(code)')")
  }
  /// Keeps the texts of some elements, as they are seen.
  package static func see(_ name: String, _ selector: String) -> Step {
    Step("texts", ["selector": selector], as: name)
  }
  /// Keeps the whole page as lines of text, under its address.
  package static func outline(_ address: String) -> Step { Step("outline", as: address) }
  /// Keeps the names of everything that has a role, as a screen reader gets them.
  package static func heard(_ name: String, _ role: String) -> Step {
    Step("heard", ["role": role], as: name)
  }
  /// From now on lets every request wait whose address has this part.
  package static func hold(_ part: String) -> Step { Step("hold", ["part": part]) }
  /// From now on answers every request with a status whose address has this part.
  package static func fail(_ part: String, _ status: Int) -> Step {
    Step("fail", ["part": part, "status": status])
  }
  /// From now on answers every request as it should be.
  package static var serve: Step { Step("serve") }
  /// Does something in JavaScript.
  package static func run(_ expression: String) -> Step { wait("(\(expression), true)") }
  /// Keeps the value of an expression of JavaScript.
  package static func ask(_ name: String, _ expression: String) -> Step {
    Step("evaluate", ["script": "[String(\(expression))]"], as: name)
  }
}

/// Takes steps before the products of a sample.
package func browse(_ sample: Sample, _ steps: [Step]) throws -> [String: [String]] {
  // The folder is there as long as the sample is.
  defer { withExtendedLifetime(sample) {} }
  return try browse(sample.output, steps)
}

/// Takes steps before the products in a folder, which are served on this machine.
///
/// - Returns: what was kept, by its name; `faults` is what the console complained of, and every request that failed or
///   left the server.
/// - Throws: `UnexpectedAnswer` for the first step that could not be taken.
package func browse(_ output: URL, _ steps: [Step]) throws -> [String: [String]] {
  let all = steps + [Step("faults", as: "faults")]
  let input = try all.map { try JSONSerialization.data(withJSONObject: $0.command) + Data("\n".utf8) }
  let script = project.appending(path: "Tests/Fixtures/site_browser.py").path
  let outcome = try run(pythonEnvironment, [script, output.path], input: Data(input.joined()))
    .succeeded()
  let answers = try outcome.output.split(separator: "\n").dropFirst().map { line in
    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
  }
  var kept: [String: [String]] = [:]
  for (step, answer) in zip(all, answers) {
    if let fault = answer["fault"] { throw UnexpectedAnswer(step: "\(step.command)", fault: "\(fault)") }
    if let name = step.name { kept[name] = answer["value"] as? [String] }
  }
  guard answers.count == all.count else { throw UnexpectedStatus(outcome: outcome) }
  return kept
}

/// A step before the lookup site that could not be taken.
package struct UnexpectedAnswer: Error {
  package var step, fault: String
}

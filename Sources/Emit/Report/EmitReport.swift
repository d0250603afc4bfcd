import CodeSetModel

/// Writes the refresh report of a release: one page for the people who sign a refresh off, which needs nothing
/// but itself.
///
/// - Parameter write: appends bytes to the file at a path relative to the folder.
package func writeReport(
  _ summary: ReleaseSummary, write: (String, UnsafeRawBufferPointer) throws -> Void
) throws {
  var page = ReportPage(summary)
  let html = page.html()
  let name = "\(summary.release.system)-\(summary.release.label).html"
  try Array(html.utf8).withUnsafeBytes { try write(name, $0) }
}

import CLibCurl
import CodeSetModel
import Foundation

/// One request over HTTP, through libcurl, whose response is written to a file.
final class Transfer {
  /// How a request ended.
  enum Ending {
    /// Everything that the server announced is in the file; whether it continues what was there before.
    case complete(isContinued: Bool)
    /// Not everything came, for this reason; another try may do better.
    case brokenOff(String)
    /// Nothing came, and another try would come to the same.
    case refused(String, status: Int? = nil)
  }

  private let part: PartFile
  private let progress: (DownloadProgress) -> Void
  private let handle: UnsafeMutableRawPointer
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  /// How many bytes were there before.
  private let start: Int
  private var hasBegun = false
  /// Why the response cannot be written.
  private var failure: FetchError?
  /// How many bytes there are, where they are too many.
  private var excess: String?

  /// The request for what a url holds, or where the file has a beginning, for the rest.
  init(
    _ url: String, into part: PartFile, userAgent: String, patience: Int,
    progress: @escaping (DownloadProgress) -> Void
  ) throws(FetchError) {
    if let reason = libcurl_load() {
      throw FetchError("libcurl cannot be loaded: \(String(cString: reason))")
    }
    guard let handle = libcurl_easy_init() else { throw FetchError("libcurl cannot be started") }
    (self.part, self.progress, self.handle) = (part, progress, handle)
    start = part.size
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    try configure(url, userAgent: userAgent, patience: patience)
  }

  deinit {
    libcurl_easy_cleanup(handle)
    errorText.deallocate()
  }

  private func configure(_ url: String, userAgent: String, patience: Int) throws(FetchError) {
    let writer: curl_write_callback = { bytes, size, count, context in
      guard let context else { return 0 }
      let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      return transfer.receive(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    var results = [
      libcurl_set_text(handle, CURLOPT_URL, url),
      libcurl_set_text(handle, CURLOPT_USERAGENT, userAgent),
      libcurl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText),
      libcurl_set_writer(handle, writer, Unmanaged.passUnretained(self).toOpaque()),
      libcurl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https"),
      libcurl_set_text(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https"),
      libcurl_set_number(handle, CURLOPT_FOLLOWLOCATION, 1),
      libcurl_set_number(handle, CURLOPT_MAXREDIRS, 10),
      libcurl_set_number(handle, CURLOPT_FAILONERROR, 1),
      libcurl_set_number(handle, CURLOPT_CONNECTTIMEOUT, patience),
      // Whoever sends a byte now and then would keep a run for ever.
      libcurl_set_number(handle, CURLOPT_LOW_SPEED_LIMIT, Limit.slowest),
      libcurl_set_number(handle, CURLOPT_LOW_SPEED_TIME, patience),
      libcurl_set_number(handle, CURLOPT_TIMEOUT, Limit.request),
    ]
    // A range, since libcurl's own way of resuming fails where the server sends the whole file instead.
    if start > 0 { results.append(libcurl_set_text(handle, CURLOPT_RANGE, "\(start)-")) }
    for code in results where code != CURLE_OK {
      throw FetchError("libcurl: \(String(cString: libcurl_easy_strerror(code)))")
    }
  }

  func run() throws(FetchError) -> Ending {
    let code = libcurl_easy_perform(handle)
    if let failure { throw failure }
    if let excess {
      // It is of no use as a beginning either.
      try part.clear()
      return .refused("expected at most \(Limit.file) bytes, found \(excess)")
    }
    switch code {
    case CURLE_OK where hasContents:
      // An empty response was not received yet.
      try begin()
      return .complete(isContinued: start > 0 && status == 206)
    case CURLE_HTTP_RETURNED_ERROR where status == 416 && start > 0:
      try part.clear()
      return .brokenOff("expected the rest of the file, found HTTP status 416")
    case CURLE_HTTP_RETURNED_ERROR where status >= 500 || status == 408 || status == 429:
      return .brokenOff("expected a file, found HTTP status \(status)")
    case CURLE_OK, CURLE_HTTP_RETURNED_ERROR, CURLE_WRITE_ERROR:
      return .refused("expected a file, found HTTP status \(status)", status: status)
    case CURLE_TOO_MANY_REDIRECTS:
      return .refused("expected a file, found more than 10 redirects")
    case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_HTTP2,
      CURLE_HTTP2_STREAM, CURLE_OPERATION_TIMEDOUT:
      let end = code == CURLE_OPERATION_TIMEDOUT ? "the transfer was too slow" : "the connection broke off"
      return .brokenOff(shortfall.map { "\($0), where \(end)" } ?? "cannot be fetched: \(reason(of: code))")
    default:
      return .refused("cannot be fetched: \(reason(of: code))")
    }
  }

  /// Takes in a piece of the response.
  ///
  /// - Returns: its size, or another number to give up.
  private func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
    // What else a server says, it does not say of the file: it may be endless.
    guard hasContents else { return 0 }
    do throws(FetchError) {
      try begin()
      excess = excess(with: bytes.count)
      guard excess == nil else { return 0 }
      try part.append(bytes)
    } catch {
      failure = error
      return 0
    }
    progress(DownloadProgress(received: part.size, expected: expectedSize))
    return bytes.count
  }

  /// What is too much for a file, where the next bytes make it so: the server may say it, or just go on.
  private func excess(with count: Int) -> String? {
    if let expectedSize, expectedSize > Limit.file { return "\(expectedSize)" }
    return part.size + count > Limit.file ? "more" : nil
  }

  /// Makes room for the response: a server need not heed the range, and then sends the whole file.
  private func begin() throws(FetchError) {
    if !hasBegun, status != 206 { try part.clear() }
    hasBegun = true
  }

  private var status: Int {
    var status = 0
    return libcurl_get_number(handle, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK ? status : 0
  }

  /// Whether the response is the file, or the rest of it.
  private var hasContents: Bool { status == 200 || status == 206 }

  /// How long the whole file is, as far as the server says.
  private var expectedSize: Int? {
    var length = 0
    let code = libcurl_get_size(handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length)
    guard code == CURLE_OK, length >= 0 else { return nil }
    return length + (status == 206 ? start : 0)
  }

  /// What is missing of a file whose length the server announced.
  private var shortfall: String? {
    guard hasBegun, let expectedSize, part.size < expectedSize else { return nil }
    return "expected \(expectedSize) bytes, found \(part.size)"
  }

  private func reason(of code: CURLcode) -> String {
    let detail = String(cString: errorText)
    let reason = detail.isEmpty ? String(cString: libcurl_easy_strerror(code)) : detail
    var number = 0
    guard code == CURLE_COULDNT_CONNECT, libcurl_get_number(handle, CURLINFO_OS_ERRNO, &number) == CURLE_OK,
      number != 0
    else { return reason }
    return "\(reason) (\(String(cString: strerror(Int32(number)))))"
  }
}

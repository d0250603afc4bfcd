import CodeSetModel
import Foundation
import Lookup

// What a code is on a day: `example Outputs/codeset.sqlite O34.32 2025-01-01`
let arguments = CommandLine.arguments
guard arguments.count == 4, let day = CalendarDay(arguments[3]) else {
  print("usage: example DATABASE CODE DAY")
  exit(2)
}
let database = try CodeDatabase(path: arguments[1])
for record in try database.records(for: arguments[2], system: nil, on: day) {
  let code = record.code
  print("\(code.displayCode)  \(code.longTitle)")
  print(code.isBillable ? "billable" : "not billable")
  if let trimester = code.axes.trimester { print("trimester \(trimester.rawValue)") }
  for member in record.family?.members ?? [] { print("  \(member.code.displayCode)") }
}

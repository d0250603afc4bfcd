import CodeSetModel

/// An engine that runs the judgement of codes by their days, and what it writes in its own way.
struct SQLEngine: Sendable {
  var name: String
  /// Where the tables of codeset are.
  var schema = ""
  /// What creates a view, up to its name.
  var createView = "create or replace view"
  /// A text without the dashes at its end.
  var withoutDashes: @Sendable (String) -> String = { "rtrim(\($0), '-')" }

  static let all = [
    SQLEngine(name: "sqlite", createView: "create temp view"),
    SQLEngine(name: "duckdb"),
    SQLEngine(name: "postgresql", schema: "codeset."),
    SQLEngine(
      name: "spark", createView: "create or replace temp view",
      withoutDashes: { "trim(trailing '-' from \($0))" }),
  ]
}

/// The script that makes a view `claim_status` over a table `claim`: what `codeset check` says of each code.
func claimStatusScript(for engine: SQLEngine) -> String {
  """
  -- What `codeset check` says of the codes of a table, in SQL (\(engine.name)). Written by `codeset emit load`.
  --
  -- Expects a table or view `claim` with the columns `claim_id`, `system` (icd10cm ...), `code` (in any case, with its
  -- dot or without) and `day` (\(engine.name == "sqlite" ? "a text in ISO 8601" : "a date")), and makes the view `claim_status` with a row for each of them.
  \(engine.createView) claim_status as
  \(claimStatusQuery(for: engine));

  """
}

/// The query over a table `claim`.
func claimStatusQuery(for engine: SQLEngine) -> String {
  // The first condition that is met.
  let order: [CodeStatus] = [.noDay, .notHeld, .valid, .header, .unknown, .notYet, .retired]
  precondition(Set(order) == Set(CodeStatus.allCases), "every status has its place")
  let cases = order.map { "      when \($0.condition) then '\($0.rawValue)'" }.joined(separator: "\n")
  return """
    with life as (
      select system, code, display_code, min(valid_from) as first_day,
        min(case when valid_from_basis = 'record' then 1 else 0 end) as is_stated
      from \(engine.schema)code group by system, code, display_code
    ),
    typed as (
      select claim_id, system, day, upper(replace(code, ' ', '')) as written from claim
    ),
    bare as (
      select claim_id, system, day, written, \(engine.withoutDashes("written")) as dotted from typed
    ),
    asked as (
      select claim_id, system, day, written, dotted, replace(dotted, '.', '') as code from bare
    )
    select asked.claim_id,
      case
        when asked.code = '' or asked.code is null then null
    \(cases)
      end as status,
      life.display_code, in_force.long_title as title
    from asked
    left join life on life.system = asked.system and life.code = asked.code
      and (asked.dotted not like '%.%' or asked.dotted = life.display_code
        or asked.written like '%-' and asked.dotted = concat_dot)
    left join \(engine.schema)code as in_force on in_force.system = life.system and in_force.code = life.code
      and in_force.valid_from <= asked.day and (in_force.valid_to is null or in_force.valid_to > asked.day)
    left join \(engine.schema)release as covering on covering.system = asked.system
      and covering.effective <= asked.day and (covering.until is null or covering.until > asked.day)
    left join \(engine.schema)release_gap as gap on gap.system = asked.system
      and gap.effective <= asked.day and (gap.until is null or gap.until > asked.day)
    """.replacing(
      "concat_dot",
      with: engine.name == "spark" ? "concat(life.display_code, '.')" : "life.display_code || '.'")
}

extension CodeStatus {
  /// The condition under which a code has the status, where it has none of those before it.
  fileprivate var condition: String {
    switch self {
    case .noDay: "asked.day is null"
    // What the publisher prints with the code needs no release of the day.
    case .notHeld:
      "coalesce(life.is_stated, 0) = 0 and (gap.system is not null "
        + "or in_force.code is null and covering.system is null)"
    case .valid: "in_force.code is not null and (in_force.billable or in_force.kind = 'modifier')"
    case .header: "in_force.code is not null"
    case .unknown: "life.code is null"
    case .notYet: "life.first_day > asked.day"
    case .retired: "life.first_day <= asked.day"
    }
  }
}

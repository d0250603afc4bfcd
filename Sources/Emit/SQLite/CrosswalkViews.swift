/// The views that lead the targets of mappings on to what is valid for submission today.
///
/// A target may have been retired or divided since its mappings were published: the conversion tables then say what
/// has its content. What branched off from a code while that was still valid for submission is no successor of it.
let crosswalkViews = [
  """
  CREATE VIEW code_successor AS
    WITH RECURSIVE step (system, code, later) AS (
      SELECT system, previous_code, code FROM replacement
      WHERE previous_code <> code AND effective >= (
        SELECT max(coalesce(valid_to, '9999-12-31')) FROM code AS old
        WHERE old.code = replacement.previous_code AND old.system = replacement.system AND billable = 1)
    ), way (system, code, later) AS (
      SELECT system, code, later FROM step
      UNION
      SELECT way.system, way.code, step.later FROM way
      JOIN step ON step.code = way.later AND step.system = way.system
    )
    SELECT way.system, way.code, way.later AS successor, code.display_code, code.long_title FROM way
    CROSS JOIN code ON code.code = way.later AND code.system = way.system
    WHERE billable = 1 AND valid_from <= date('now') AND (valid_to IS NULL OR valid_to > date('now'))
  """,
  """
  CREATE VIEW crosswalk_current AS
    WITH led AS (
      SELECT crosswalk.*, successor,
        CASE WHEN target_code IS NULL THEN 'no_map'
          WHEN target.billable = 1 THEN 'billable'
          WHEN successor IS NOT NULL THEN 'replaced'
          WHEN target.billable = 0 THEN 'header'
          WHEN NOT EXISTS (SELECT 1 FROM code WHERE code = target_code AND system = target_system)
            THEN 'not_held'
          WHEN EXISTS (
              SELECT 1 FROM release WHERE system = target_system AND coalesce(until > date('now'), 1))
            THEN 'retired'
          ELSE 'code_set_ended' END AS target_state
      FROM crosswalk
      LEFT JOIN code AS target ON target.code = target_code AND target.system = target_system
        AND target.valid_from <= date('now') AND coalesce(target.valid_to > date('now'), 1)
      LEFT JOIN code_successor ON code_successor.code = target_code
        AND code_successor.system = target_system AND coalesce(target.billable, 0) = 0
    )
    SELECT source_system, source_code, target_system,
      iif(target_state = 'retired', NULL, coalesce(successor, target_code)) AS target_code,
      target_code AS mapped_code, target_state = 'replaced' AS led_on, target_state,
      approximate, no_map, combination, scenario, choice_list, release, source_line
    FROM led
  """,
]

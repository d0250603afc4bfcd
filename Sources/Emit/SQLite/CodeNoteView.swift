/// The notes that hold for a row of `code` on some of its days: its own, those of the codes above it, which are found by
/// its first characters, and those of its block and chapter. There are few sections: what is above each of them is found with
/// each query.
let codeNoteView = """
  CREATE VIEW code_note AS
    WITH RECURSIVE above (system, section, owner_kind, owner, parent, distance, valid_from, valid_to) AS (
      SELECT system, section, kind, section, parent, 1, valid_from, valid_to FROM section
      UNION ALL
      SELECT above.system, above.section, upper.kind, upper.section, upper.parent, above.distance + 1,
        max(above.valid_from, upper.valid_from),
        coalesce(min(above.valid_to, upper.valid_to), above.valid_to, upper.valid_to)
      FROM above
      JOIN section AS upper ON upper.system = above.system AND upper.section = above.parent
      WHERE (above.valid_to IS NULL OR upper.valid_from < above.valid_to)
        AND (upper.valid_to IS NULL OR upper.valid_to > above.valid_from)
    ),
    place (system, section, owner_kind, owner, distance) AS (
      SELECT DISTINCT system, section, owner_kind, owner, distance FROM above
    ),
    beginning (characters) AS (VALUES (3), (4), (5), (6), (7))
    SELECT code.id AS code_id,
      code.depth - coalesce((
        SELECT owner.depth FROM code AS owner
        WHERE owner.code = note.owner AND owner.system = note.system
        ORDER BY owner.valid_from DESC LIMIT 1
      ), 0) AS distance,
      note.owner_kind, note.owner, note.kind, note.position, note.value, note.text, note.id AS note_id,
      note.release, note.valid_from, note.valid_to
    FROM code
    JOIN beginning ON characters <= length(code.code)
    JOIN note ON note.owner = substr(code.code, 1, characters) AND note.system = code.system
      AND note.owner_kind = 'code'
    WHERE (code.valid_to IS NULL OR note.valid_from < code.valid_to)
      AND (note.valid_to IS NULL OR note.valid_to > code.valid_from)
    UNION ALL
    SELECT code.id, code.depth + above.distance,
      note.owner_kind, note.owner, note.kind, note.position, note.value, note.text, note.id,
      note.release, note.valid_from, note.valid_to
    FROM code
    JOIN above ON above.section = code.section AND above.system = code.system
    JOIN note ON note.owner = above.owner AND note.system = above.system
      AND note.owner_kind = above.owner_kind
    WHERE (code.valid_to IS NULL OR note.valid_from < code.valid_to)
      AND (note.valid_to IS NULL OR note.valid_to > code.valid_from)
  """

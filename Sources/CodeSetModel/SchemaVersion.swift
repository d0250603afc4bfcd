/// The version of the published schema, `PRAGMA user_version`.
package let schemaVersion = 5

/// What `file` and the `sqlite3` shell know an artifact by, `PRAGMA application_id`: "CdSt".
package let applicationID = 0x4364_5374


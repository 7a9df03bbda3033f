#pragma once

#include "core/store/connection.h"

namespace store {

/// Brings the database to the newest schema in resources/migrations (":/migrations"): forward only, a transaction each,
/// name and checksum recorded. Before changing an existing SQLite file a copy is taken beside it and checked; the last
/// five are kept. Two programs may do it at once. A file is "0007_add_quota.sql", or a pair of ".sqlite.sql" and
/// ".postgres.sql".
/// Errors: Conflict (the database is newer than this program, or a migration was changed after it was applied), Corrupt
/// (the copy doesn't read back), and those of the statements.
Result<> migrate(Database &database, const QString &folder = QStringLiteral(":/migrations"));

/// The schema as text, tables and columns sorted: for comparing two databases, of different engines too.
Result<QString> schemaDump(Connection &connection);

}   // namespace store

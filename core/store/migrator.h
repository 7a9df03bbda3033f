#pragma once

#include "core/store/connection.h"

namespace store {

/// Brings the database to the newest schema in resources/migrations (":/migrations"): forward only, a transaction each,
/// name and checksum recorded. Before changing an existing SQLite file a copy is taken beside it and checked.
/// Errors: Conflict (the database is newer than this program, or a migration was changed after it was applied).
Result<> migrate(Database &database);

/// The schema as text, tables and columns sorted: for comparing two databases.
Result<QString> schemaDump(Connection &connection);

}   // namespace store

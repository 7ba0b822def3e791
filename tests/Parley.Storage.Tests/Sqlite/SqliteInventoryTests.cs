using Parley.Storage.Tests.Kit;

namespace Parley.Storage.Tests.Sqlite;

public sealed class SqliteInventoryTests : InventoryKit<SqliteEngine>;

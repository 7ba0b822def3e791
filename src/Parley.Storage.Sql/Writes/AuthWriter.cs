using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;
using Parley.Storage.Writes;

namespace Parley.Storage.Sql.Writes;

/// <summary>Writes ways to log in.</summary>
internal sealed class AuthWriter(SqlWriter writer)
{
    private const string Taken =
        """
        SELECT 1 WHERE EXISTS (SELECT 1 FROM auth WHERE scheme = @scheme AND login = @login)
            OR EXISTS (SELECT 1 FROM auth WHERE user_key = @user AND scheme = @scheme)
        """;

    private const string TakenByOther = "SELECT 1 FROM auth WHERE scheme = @scheme AND login = @login AND user_key <> @user";

    private const string Insert =
        "INSERT INTO auth (user_key, scheme, login, level, secret, expires) VALUES (@user, @scheme, @login, @level, @secret, @expires)";

    private const string Update =
        """
        UPDATE auth SET login = COALESCE(@login, login), secret = COALESCE(@secret, secret), level = COALESCE(@level, level)
        WHERE user_key = @user AND scheme = @scheme
        """;

    private const string Delete = "DELETE FROM auth WHERE user_key = @user";

    public WriteOutcome Add(AuthRecord record)
    {
        var user = writer.Users.KeyOf(record.User);
        if (writer.Database.Scalar(Taken, record.Scheme, record.Login, user) is not null)
            return WriteOutcome.Duplicate("auth");
        writer.Database.Execute(Insert, user, record.Scheme, record.Login, (int)record.Level, record.Secret, record.Expires.ToSql());
        return WriteOutcome.Done;
    }

    public WriteOutcome Change(UpdateAuth write)
    {
        var user = writer.Users.KeyOf(write.User);
        if (write.Login is { } login && writer.Database.Scalar(TakenByOther, write.Scheme, login, user) is not null)
            return WriteOutcome.Duplicate("auth");
        return writer.Database.Execute(Update, write.Login, write.Secret, (int?)write.Level, user, write.Scheme) == 0
            ? WriteOutcome.Conflict("no such login")
            : WriteOutcome.Done;
    }

    public WriteOutcome RemoveAll(UserId user)
    {
        writer.Database.Execute(Delete, writer.Users.KeyOf(user));
        return WriteOutcome.Done;
    }
}

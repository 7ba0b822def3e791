using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;
using Parley.Storage.Writes;

namespace Parley.Storage.Sql.Writes;

/// <summary>Writes credentials (part A 3.10). A row is held by its user until it is confirmed, then by nobody else in the world.</summary>
internal sealed class CredentialWriter(SqlWriter writer)
{
    private const string Confirmed = "SELECT 1 FROM credentials WHERE method = @method AND value = @value AND holder_key = 0";

    private const string DeleteTwin = "DELETE FROM credentials WHERE method = @method AND value = @value AND holder_key = @user";

    private const string Insert =
        """
        INSERT INTO credentials (method, value, holder_key, user_key, response, retries, created, updated)
        VALUES (@method, @value, @holder, @user, @response, @retries, @created, @updated)
        """;

    private const string HideOthers =
        """
        UPDATE credentials SET deleted = @at, updated = @at
        WHERE user_key = @user AND method = @method AND holder_key <> 0 AND deleted IS NULL AND value <> @value
        """;

    // Wrong codes are counted over all tries with a value.
    private const string Revive =
        """
        UPDATE credentials SET deleted = NULL, response = @response, updated = @at
        WHERE method = @method AND value = @value AND holder_key = @user
        """;

    private const string Active =
        """
        SELECT value FROM credentials WHERE user_key = @user AND method = @method AND holder_key <> 0 AND deleted IS NULL
        ORDER BY updated DESC LIMIT 1
        """;

    private const string Confirm =
        "UPDATE credentials SET holder_key = 0, updated = @at WHERE method = @method AND value = @value AND holder_key = @user";

    private const string Fail =
        "UPDATE credentials SET retries = retries + 1, updated = @at WHERE user_key = @user AND method = @method AND holder_key <> 0";

    private const string Matching = "user_key = @user AND method = @method AND (@value IS NULL OR value = @value)";

    private const string Delete = $"DELETE FROM credentials WHERE {Matching} AND (holder_key = 0 OR retries = 0)";

    private const string Hide = $"UPDATE credentials SET deleted = @at, updated = @at WHERE {Matching} AND deleted IS NULL";

    public WriteOutcome Put(StoredCredential credential)
    {
        var user = writer.Users.KeyOf(credential.User);
        var (method, value) = (credential.Method, credential.Value);
        if (writer.Database.Scalar(Confirmed, method, value) is not null)
            return WriteOutcome.Duplicate("cred");
        if (credential.IsDone)
        {
            writer.Database.Execute(DeleteTwin, method, value, user);
            Add(credential, holder: 0, user);
            return WriteOutcome.Done;
        }
        var at = credential.Updated.ToSql();
        writer.Database.Execute(HideOthers, at, user, method, value);
        if (writer.Database.Execute(Revive, credential.Response, at, method, value, user) == 0)
            Add(credential, user, user);
        return WriteOutcome.Done;
    }

    public WriteOutcome SetConfirmed(ConfirmCredential write)
    {
        var user = writer.Users.KeyOf(write.User);
        if (writer.Database.Scalar(Active, user, write.Method) is not string value || value != write.Value)
            return WriteOutcome.Conflict("this credential does not wait for a confirmation");
        if (writer.Database.Scalar(Confirmed, write.Method, value) is not null)
            return WriteOutcome.Duplicate("cred");
        writer.Database.Execute(Confirm, write.At.ToSql(), write.Method, value, user);
        return WriteOutcome.Done;
    }

    public WriteOutcome CountFailure(FailCredential write)
    {
        writer.Database.Execute(Fail, write.At.ToSql(), writer.Users.KeyOf(write.User), write.Method);
        return WriteOutcome.Done;
    }

    public WriteOutcome Remove(DeleteCredential write)
    {
        var user = writer.Users.KeyOf(write.User);
        writer.Database.Execute(Delete, user, write.Method, write.Value);
        writer.Database.Execute(Hide, write.At.ToSql(), user, write.Method, write.Value);
        return WriteOutcome.Done;
    }

    private void Add(StoredCredential credential, long holder, long user) => writer.Database.Execute(
        Insert,
        credential.Method, credential.Value, holder, user, credential.Response, credential.Retries,
        credential.Created.ToSql(), credential.Updated.ToSql());
}

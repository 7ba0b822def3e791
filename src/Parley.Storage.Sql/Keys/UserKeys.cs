using Parley.Protocol.Names;

namespace Parley.Storage.Sql.Keys;

/// <summary>Row keys of users, and of what has ids of the same form: the numbers behind the ids. Nobody is 0.</summary>
internal sealed class UserKeys(UidCipher cipher)
{
    // An id that somebody made up may decode to anything, also to a negative number: no row has that key.
    private const long NoRow = -1;

    public long KeyOf(UserId user)
    {
        if (user.IsNone)
            return 0;
        var key = cipher.Decode(user);
        return key == 0 ? NoRow : key;
    }

    public UserId IdOf(long key) => key == 0 ? default : cipher.Encode(key);
}

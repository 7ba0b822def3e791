using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Architecture.Tests;

/// <summary>Numbers that lie in databases and tokens: a change here makes stored data mean something else.</summary>
public sealed class PersistedNumberTests
{
    [Fact]
    public void Levels_keep_their_numbers() => AssertNumbers<AuthLevel>(
        (nameof(AuthLevel.None), 0), (nameof(AuthLevel.Anonymous), 10), (nameof(AuthLevel.Authenticated), 20), (nameof(AuthLevel.Root), 30));

    [Fact]
    public void States_keep_their_numbers() => AssertNumbers<ObjectState>(
        (nameof(ObjectState.Ok), 0), (nameof(ObjectState.Suspended), 10), (nameof(ObjectState.Deleted), 20));

    [Fact]
    public void File_states_keep_their_numbers() => AssertNumbers<FileStatus>(
        (nameof(FileStatus.Started), 0), (nameof(FileStatus.Completed), 1), (nameof(FileStatus.Failed), 2), (nameof(FileStatus.Deleted), 3));

    [Theory]
    [InlineData("J", 0x01)]
    [InlineData("R", 0x02)]
    [InlineData("W", 0x04)]
    [InlineData("P", 0x08)]
    [InlineData("A", 0x10)]
    [InlineData("S", 0x20)]
    [InlineData("D", 0x40)]
    [InlineData("O", 0x80)]
    public void Access_modes_keep_their_bits(string letter, int bit) => Assert.Equal(bit, AccessMode.Parse(letter).Bits);

    [Theory]
    [InlineData(125582862182256640, "2il9suCbuko")]
    [InlineData(133922478983483392, "Oj0B3-gSBSs")]
    [InlineData(1, "wuyXQ3qCROw")]
    [InlineData(long.MaxValue, "3tseqJrZMZI")]
    public void Ids_keep_their_form(long stored, string text)
    {
        var cipher = new UidCipher(Convert.FromBase64String("la6YsO+bNX/+XIkOqc5Svw=="));
        Assert.Equal(text, cipher.Encode(stored).Text);
        Assert.True(UserId.TryParseText(text, out var user));
        Assert.Equal(stored, cipher.Decode(user));
    }

    private static void AssertNumbers<T>(params (string Name, int Number)[] expected) where T : struct, Enum => Assert.Equal(
        expected, Enum.GetValues<T>().Select(value => (value.ToString(), Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture))));
}

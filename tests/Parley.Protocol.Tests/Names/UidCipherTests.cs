using System.Globalization;
using System.Text;
using Parley.Protocol.Names;

namespace Parley.Protocol.Tests.Names;

public class UidCipherTests
{
    private static readonly UidCipher Reference = new(Convert.FromBase64String("la6YsO+bNX/+XIkOqc5Svw=="));

    [Theory]
    [InlineData(125582862182256640, "2il9suCbuko", 5384787693844376026)]
    [InlineData(133922478983483392, "Oj0B3-gSBSs", 3099904709897567546)]
    [InlineData(133922477498699776, "IU_LOVwRNsc", 14354679950094323489)]
    [InlineData(1, "wuyXQ3qCROw", 17024875952998968514)]
    [InlineData(12345, "4ZtOWERh59k", 15701625572017740769)]
    [InlineData(long.MaxValue, "3tseqJrZMZI", 10534440261665086430)]
    public void Ids_are_those_of_the_reference(long snowflake, string text, ulong number)
    {
        var id = Reference.Encode(snowflake);

        Assert.Equal(number, id.Value);
        Assert.Equal(text, id.Text);
        Assert.Equal("usr" + text, id.ToString());
        Assert.Equal(snowflake, Reference.Decode(id));
    }

    [Theory]
    [InlineData(0, "E1R4g3CHtlc")]
    [InlineData(1, "v3M-VbfIAng")]
    [InlineData(42, "BV8VKupZbGc")]
    [InlineData(12345, "Ha-VCdHK_kY")]
    [InlineData(1000000, "2I8FCylmZG8")]
    [InlineData(long.MaxValue, "TIBB0KhrnCg")]
    public void Ids_depend_on_the_key(long snowflake, string text)
    {
        var cipher = new UidCipher(Encoding.ASCII.GetBytes("testkey1testkey2"));

        Assert.Equal(text, cipher.Encode(snowflake).Text);
        Assert.Equal(snowflake, cipher.Decode(cipher.Encode(snowflake)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(17)]
    public void Key_has_16_bytes(int length) => Assert.Throws<ArgumentException>(() => new UidCipher(new byte[length]));

    [Fact]
    public void Snowflake_holds_its_time_in_milliseconds()
    {
        var milliseconds = (125582862182256640 >> 22) + 1414213562373;

        Assert.Equal(
            "2015-10-06T18:07:29.934Z",
            DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }
}

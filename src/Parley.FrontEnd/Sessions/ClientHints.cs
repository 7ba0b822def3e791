namespace Parley.FrontEnd.Sessions;

/// <summary>What follows from the texts that a client tells of itself (part A 2.4).</summary>
public static class ClientHints
{
    // ISO 3166-1. The runtime runs without culture data, which is where the list would come from.
    private const string Countries =
        " AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG"
        + " CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI"
        + " GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY"
        + " KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI"
        + " NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO"
        + " SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT"
        + " ZA ZM ZW ";

    /// <summary>"web", "ios", "android", or empty.</summary>
    public static string PlatformOf(string? userAgent)
    {
        var agent = (userAgent ?? "").ToLowerInvariant();
        bool Says(string word) => agent.Contains(word, StringComparison.Ordinal);
        if (Says("reactnative"))
            return Says("iphone") || Says("ipad") ? "ios" : Says("android") ? "android" : "";
        if (Says("tinodejs"))
            return "web";
        if (Says("tindroid"))
            return "android";
        return Says("tinodios") ? "ios" : "";
    }

    /// <summary>The country that a language tag names: "GB" of "en-GB" or "en_gb"; null if it names none.</summary>
    public static string? CountryOf(string? language)
    {
        var tags = (language ?? "").Split('-', '_');
        if (tags[0].Length is not (2 or 3) || !tags[0].All(char.IsAsciiLetter))
            return null;
        foreach (var tag in tags.Skip(1))
        {
            // After a single letter come extensions, in which two letters mean other things.
            if (tag.Length < 2)
                return null;
            if (tag.Length == 2 && tag.All(char.IsAsciiLetter))
                return Countries.Contains($" {tag.ToUpperInvariant()} ", StringComparison.Ordinal) ? tag.ToUpperInvariant() : null;
        }
        return null;
    }
}

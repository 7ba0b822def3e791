namespace Parley.Protocol.Json;

/// <summary>Times as text of RFC 3339.</summary>
internal static class JsonTime
{
    /// <summary>The longest text that is written.</summary>
    public const int LengthMax = 28;

    /// <summary>
    /// Digits of the fraction in packets of servers. Compat: clients take a longer text for something else than a time.
    /// </summary>
    public const int Milliseconds = 3;

    /// <summary>All that a <see cref="DateTime"/> holds.</summary>
    public const int Ticks = 7;

    private const int SecondsEnd = 19;

    /// <summary>
    /// Reads a time with any offset and any fraction, of which what is finer than 100 ns is cut off. Times beyond the range
    /// of <see cref="DateTime"/> become its first or last one. "T" and "Z" are upper case, and no part may be missing.
    /// </summary>
    /// <param name="time">UTC.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out DateTime time)
    {
        time = default;
        if (text.Length <= SecondsEnd || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
            return false;
        var (year, month, day) = (Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]));
        var (hour, minute, second) = (Digits(text[11..13]), Digits(text[14..16]), Digits(text[17..19]));
        if (year < 0 || month is < 1 or > 12 || day < 1 || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
            return false;
        var rest = text[SecondsEnd..];
        if (!TryReadFraction(ref rest, out var fraction) || !TryReadOffset(rest, out var offset))
            return false;
        // The year 0 was a leap year, but DateTime does not know it.
        if (day > DateTime.DaysInMonth(year == 0 ? 4 : year, month))
            return false;
        var ticks = year == 0 ? 0 : new DateTime(year, month, day, hour, minute, second).Ticks + fraction - offset;
        time = new DateTime(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
        return true;
    }

    /// <summary>
    /// Writes a time as UTC, with at most so many digits of the fraction and without zeros at its end; returns the length.
    /// </summary>
    /// <param name="text">At least <see cref="LengthMax"/> bytes.</param>
    public static int Write(DateTime time, int fractionDigits, Span<byte> text)
    {
        if (time.Kind == DateTimeKind.Local)
            time = time.ToUniversalTime();
        var (year, month, day) = time;
        TwoDigits(text, 0, year / 100);
        TwoDigits(text, 2, year % 100);
        text[4] = (byte)'-';
        TwoDigits(text, 5, month);
        text[7] = (byte)'-';
        TwoDigits(text, 8, day);
        text[10] = (byte)'T';
        var seconds = (int)(time.TimeOfDay.Ticks / TimeSpan.TicksPerSecond);
        TwoDigits(text, 11, seconds / 3600);
        text[13] = (byte)':';
        TwoDigits(text, 14, seconds / 60 % 60);
        text[16] = (byte)':';
        TwoDigits(text, 17, seconds % 60);
        var length = WriteFraction((int)(time.Ticks % TimeSpan.TicksPerSecond), fractionDigits, text);
        text[length] = (byte)'Z';
        return length + 1;
    }

    private static int WriteFraction(int ticks, int digits, Span<byte> text)
    {
        for (var i = digits; i < Ticks; i++)
            ticks /= 10;
        while (ticks != 0 && ticks % 10 == 0)
            (ticks, digits) = (ticks / 10, digits - 1);
        if (ticks == 0)
            return SecondsEnd;
        text[SecondsEnd] = (byte)'.';
        for (var i = SecondsEnd + digits; i > SecondsEnd; i--)
        {
            text[i] = (byte)('0' + ticks % 10);
            ticks /= 10;
        }
        return SecondsEnd + 1 + digits;
    }

    private static void TwoDigits(Span<byte> text, int at, int value)
    {
        text[at + 1] = (byte)('0' + value % 10);
        text[at] = (byte)('0' + value / 10);
    }

    private static bool TryReadFraction(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (rest[0] != '.')
            return true;
        var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0)
            return false;
        for (var i = 0; i < Ticks; i++)
            ticks = ticks * 10 + (i < digits ? rest[1 + i] - '0' : 0);
        rest = rest[(1 + digits)..];
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (rest is "Z")
            return true;
        if (rest.Length != 6 || rest[0] is not ('+' or '-') || rest[3] != ':')
            return false;
        var (hours, minutes) = (Digits(rest[1..3]), Digits(rest[4..]));
        if (hours is < 0 or > 23 || minutes is < 0 or > 59)
            return false;
        ticks = (hours * 60 + minutes) * TimeSpan.TicksPerMinute * (rest[0] == '-' ? -1 : 1);
        return true;
    }

    // The number of these digits; -1 if one is none.
    private static int Digits(ReadOnlySpan<char> text)
    {
        var number = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return -1;
            number = number * 10 + (c - '0');
        }
        return number;
    }
}

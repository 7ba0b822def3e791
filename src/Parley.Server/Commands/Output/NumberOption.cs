using System.CommandLine;
using System.Globalization;

namespace Parley.Server.Commands.Output;

/// <summary>Options that take a whole number, and say so in words if they are given something else.</summary>
internal static class NumberOption
{
    /// <param name="usual">If the option is left out.</param>
    public static Option<int> Create(string name, string description, string helpName, int usual, int least, int most) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most)
                return number;
            var range = most == int.MaxValue ? $"{least} or more" : $"from {least} to {most}";
            result.AddError($"{name}: a whole number, {range}.");
            return usual;
        },
    };
}

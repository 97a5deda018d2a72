using System.Globalization;
using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Deployed.AwsSnapshot;

/// <summary>Reads account and region from the path that an answer was saved under.</summary>
internal static partial class Places
{
    /// <summary>The nearest folder named by 12 digits and the nearest one named as a region; then such a part of a name.</summary>
    public static Home Of(string path)
    {
        string? account = null, region = null;
        foreach (var segment in path.Split('/').Reverse())
        {
            if (account is null && Account().IsMatch(segment)) account = segment;
            if (region is null && Region().Match(segment) is { Success: true, Length: var length } && length == segment.Length) region = segment;
        }

        return new Home(account ?? InNames(path), region ?? Region().Matches(path).LastOrDefault()?.Value);
    }

    /// <summary>True where a folder of the path is named by an account and it is no delivered log.</summary>
    public static bool IsUnderAccount(string path) =>
        !path.Contains("AWSLogs/", StringComparison.Ordinal) && path.Split('/')[..^1].Any(s => Account().IsMatch(s));

    /// <summary>True where a file is named as a command of the AWS command line.</summary>
    public static bool IsNamedAsAnswer(string fileName) =>
        fileName.Contains(".json", StringComparison.OrdinalIgnoreCase) && AnswerKind.Named(fileName) is not null;

    // A name may carry a moment of twelve digits (202611210900) too.
    private static string? InNames(string path) => Digits().Matches(path).Select(m => m.Value).LastOrDefault(
        d => !DateTime.TryParseExact(d, "yyyyMMddHHmm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    [GeneratedRegex(@"^\d{12}$", RegexOptions.CultureInvariant)]
    private static partial Regex Account();

    [GeneratedRegex(@"(?<!\d)\d{12}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"(?<![a-z0-9])(?:us-gov|us-iso[a-z]?|us|eu-isoe|eusc|eu|ap|sa|ca|me|af|il|mx|cn)-(?:[a-z]{2}-)?(?:north|south|east|west|central)(?:east|west)?-\d(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Region();
}

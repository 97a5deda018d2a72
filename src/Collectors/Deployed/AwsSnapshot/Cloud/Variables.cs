using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Policy variables (`${aws:PrincipalTag/team}`) inside resources: what they stand for is known when the call is made.</summary>
internal static partial class Variables
{
    /// <summary>The widest reading: a variable is any text.</summary>
    public static string Any(string text) => text.Contains("${", StringComparison.Ordinal) ? Variable().Replace(text, "*") : text;

    [GeneratedRegex(@"\$\{[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}

using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>Tells recorded answers and logs of Azure by their first bytes from what an application is written in.</summary>
public static partial class AzureText
{
    /// <summary>True where a file starts with a resource or a log record of Azure.</summary>
    public static bool IsRecorded(EstateFile file)
    {
        var head = Encoding.UTF8.GetString(Utf8Content.Head(file));
        return Resource().IsMatch(head) || (Record().IsMatch(head) && Operation().IsMatch(head));
    }

    [GeneratedRegex(@"""id""\s*:\s*""/subscriptions/", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Resource();

    [GeneratedRegex(@"""(?:_?resourceid|scope)""\s*:\s*""/subscriptions/", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Record();

    [GeneratedRegex(@"""(?:operationname(?:value)?|category|authorization|timegenerated)""\s*:", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Operation();
}

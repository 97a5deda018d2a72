using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Names of buckets that answers of `s3api` speak of: only their file or folder says it.</summary>
internal static partial class BucketNames
{
    /// <summary>What follows the operation in the file's name, else its folder; null where neither can be a bucket.</summary>
    public static string? Of(Answer answer)
    {
        var file = answer.File.Name.EndsWith(".gz", StringComparison.Ordinal) ? answer.File.Name[..^3] : answer.File.Name;
        file = file.Replace('_', '-');
        var at = file.IndexOf(answer.Kind.Operation, StringComparison.Ordinal);
        var rest = at < 0 ? "" : answer.File.Name[(at + answer.Kind.Operation.Length)..].TrimStart('-', '_', '.');
        rest = rest.EndsWith(".gz", StringComparison.Ordinal) ? rest[..^3] : rest;
        rest = rest.EndsWith(".json", StringComparison.Ordinal) ? rest[..^5] : rest == "json" ? "" : rest;
        if (IsName(rest, answer)) return rest;
        var folders = answer.File.Path.Split('/');
        return folders.Length > 1 && folders[^2] is not ("s3" or "s3api") && IsName(folders[^2], answer) ? folders[^2] : null;
    }

    private static bool IsName(string text, Answer answer) => text != answer.Home.Region && !Account().IsMatch(text) && Names().IsMatch(text);

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{2,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex("^[0-9]{12}$", RegexOptions.CultureInvariant)]
    private static partial Regex Account();
}

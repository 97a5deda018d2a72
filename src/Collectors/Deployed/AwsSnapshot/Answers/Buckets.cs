using System.Text.RegularExpressions;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Buckets whose settings were asked for; the answers do not name them, so their file or folder must.</summary>
internal sealed partial class Buckets : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot) =>
        from answer in snapshot.Answers
        where answer.Kind.Api.StartsWith("s3api ", StringComparison.Ordinal)
        let name = NameOf(answer)
        where name is not null
        from claim in Facts(new AssetId(AssetKind.Bucket, $"arn:aws:s3:::{name}"), name, answer.Home, answer)
        select claim;

    /// <summary>The bucket that an answer is about, by its file or folder; null where neither tells.</summary>
    public static string? NameOf(Answer answer)
    {
        var file = answer.File.Name;
        var at = file.IndexOf(answer.Kind.Operation, StringComparison.Ordinal);
        var rest = at < 0 ? "" : file[(at + answer.Kind.Operation.Length)..].TrimStart('-', '_', '.');
        rest = rest.EndsWith(".json", StringComparison.Ordinal) ? rest[..^5] : rest == "json" ? "" : rest;
        if (Names().IsMatch(rest)) return rest;
        var folders = answer.File.Path.Split('/');
        var folder = folders.Length > 1 ? folders[^2] : "";
        return folder is not ("s3" or "s3api") && folder != answer.Home.Region && folder != answer.Home.Account && Names().IsMatch(folder) ? folder : null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{2,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}

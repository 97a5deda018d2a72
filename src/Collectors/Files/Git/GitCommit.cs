using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Plumbline.Collectors.Files.Git;

/// <summary>A commit as its object says.</summary>
/// <param name="Id">Its hash.</param>
/// <param name="Tree">The hash of its tree.</param>
/// <param name="Parents">The hashes of its parents.</param>
/// <param name="Author">The address of its author: a claim, nothing more.</param>
/// <param name="At">When it was committed, as the committer says.</param>
/// <param name="Signature">The signature as it stands in the commit; null where there is none.</param>
/// <param name="Signed">What the signature is over: the commit without it.</param>
internal sealed record GitCommit(string Id, string Tree, ImmutableArray<string> Parents, string Author, DateTimeOffset At, string? Signature, byte[] Signed)
{
    /// <summary>The first digits of its hash.</summary>
    public string Short => Id[..10];

    /// <summary>Reads a commit; null where the object is none.</summary>
    public static GitCommit? Read(GitObject found)
    {
        if (found.Kind != "commit") return null;
        var (rest, parents) = (new MemoryStream(found.Bytes.Length), ImmutableArray.CreateBuilder<string>());
        var (tree, author, committer, signature) = ("", "", "", (StringBuilder?)null);
        var (isSignature, at) = (false, 0);
        while (at < found.Bytes.Length && found.Bytes[at] != '\n')
        {
            var end = Array.IndexOf(found.Bytes, (byte)'\n', at);
            if (end < 0) return null;
            var line = Encoding.UTF8.GetString(found.Bytes, at, end - at);
            // A line that begins with a space goes on with the header before it.
            isSignature = line.StartsWith(' ') ? isSignature : line.StartsWith("gpgsig", StringComparison.Ordinal);
            if (line.StartsWith("gpgsig", StringComparison.Ordinal) && signature is not null) return null;
            if (isSignature) (signature ??= new StringBuilder()).Append(line.StartsWith(' ') ? line[1..] : line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]).Append('\n');
            else rest.Write(found.Bytes, at, end + 1 - at);
            if (line.StartsWith("tree ", StringComparison.Ordinal)) tree = line[5..];
            else if (line.StartsWith("parent ", StringComparison.Ordinal)) parents.Add(line[7..]);
            else if (line.StartsWith("author ", StringComparison.Ordinal)) author = line[7..];
            else if (line.StartsWith("committer ", StringComparison.Ordinal)) committer = line[10..];
            at = end + 1;
        }

        rest.Write(found.Bytes, at, found.Bytes.Length - at);
        return Moment(committer) is { } moment && tree.Length > 0 ? new GitCommit(found.Id, tree, parents.DrainToImmutable(), Address(author), moment, signature?.ToString(), rest.ToArray()) : null;
    }

    private static string Address(string person) =>
        person.LastIndexOf('<') is >= 0 and var open && person.IndexOf('>', open) is > 0 and var close ? person[(open + 1)..close].Trim().ToLowerInvariant() : "";

    private static DateTimeOffset? Moment(string person) =>
        person.LastIndexOf("> ", StringComparison.Ordinal) is > 0 and var end && person[(end + 2)..].Split(' ') is [var seconds, ..]
        && long.TryParse(seconds, CultureInfo.InvariantCulture, out var unix) && unix is >= 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(unix) : null;
}

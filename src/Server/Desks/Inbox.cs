using System.Globalization;
using System.Security.Cryptography;
using Plumbline.Server.Standings;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Desks;

/// <summary>Takes records of what happened, keeps each delivery as a file, and has the estate looked at again.</summary>
/// <param name="settings">Knows the server's own folder.</param>
/// <param name="watch">Asked to look again.</param>
/// <param name="clock">Dates deliveries.</param>
public sealed class Inbox(EstateSettings settings, EstateWatch watch, TimeProvider clock)
{
    /// <summary>Bytes of one delivery at most.</summary>
    public const int Largest = 32 << 20;

    private static readonly string[] Endings = [".json", ".jsonl", ".json.gz", ".jsonl.gz", ".log", ".log.gz"];

    /// <summary>Keeps one delivery.</summary>
    /// <param name="name">What the sender calls it, with its ending; empty for a name of our own.</param>
    /// <param name="content">The records as the source wrote them.</param>
    /// <returns>The name it is kept under; false where the same was delivered before.</returns>
    /// <exception cref="LedgerException">The name cannot be a file of the inbox, or there is no room.</exception>
    public (string Name, bool IsNew) Take(string name, ReadOnlySpan<byte> content)
    {
        var plain = name.Length == 0 ? "records.json" : name.Replace('\\', '/');
        var parts = plain.Split('/');
        if (plain.Length > 300 || parts.Any(p => p.Length == 0 || p is "." or ".." || p[0] == '.' || p.Any(c => char.IsControl(c) || c == ':')))
            throw new LedgerException($"`{name}` cannot be the name of a delivery; name it as its source does, e.g. AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/21/file.json.gz");
        var ending = Endings.Where(e => plain.EndsWith(e, StringComparison.OrdinalIgnoreCase)).MaxBy(e => e.Length)
            ?? throw new LedgerException($"`{name}` ends in none of {string.Join(", ", Endings)}; name it as its source does");
        var digest = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
        var stem = parts[^1][..^ending.Length];
        var day = clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var folder = Path.Combine([settings.Home, Sources.InboxReader.Id, .. parts.Length > 1 ? parts[..^1] : [day]]);
        var file = Path.Combine(folder, $"{stem}-{digest}{ending}");
        var kept = Path.GetRelativePath(Path.Combine(settings.Home, Sources.InboxReader.Id), file);
        if (File.Exists(file)) return (kept, false);
        Write(folder, file, content);
        watch.Ask(Sources.InboxReader.Id);
        return (kept, true);
    }

    private static void Write(string folder, string file, ReadOnlySpan<byte> content)
    {
        var beside = file + ".part" + Environment.CurrentManagedThreadId.ToString(CultureInfo.InvariantCulture);
        try
        {
            Directory.CreateDirectory(folder);
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            // Whoever reads sees all of it or nothing.
            File.Move(beside, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(beside);
            throw new LedgerException("the delivery cannot be kept; see that the disk has room, and send it again", e);
        }
    }
}

using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>Which files of an estate are CloudTrail's: by what they hold, and where that cannot be read, by where they lie.</summary>
internal static class TrailFiles
{
    private const string Looked = "lookup-events-";

    /// <summary>Delivered by CloudTrail, says the path: what cannot be read in it is missing.</summary>
    public static bool IsDelivered(EstateFile file, LogPath path) =>
        path.Kind == "CloudTrail" && !file.Name.StartsWith('.')
        && (file.Name.Contains(".json", StringComparison.OrdinalIgnoreCase) || file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase));

    /// <summary>The only service whose events a file holds, by the name that a reading of an account gives it; null where it may hold those of all.</summary>
    public static string? OnlySource(EstateFile file) =>
        file.Name.StartsWith(Looked, StringComparison.Ordinal) && file.Name[Looked.Length..].Split('.') is [{ Length: > 0 } source, "amazonaws", "com", "json", ..] ? source : null;

    /// <summary>Worth opening: its first bytes could be those of CloudTrail records.</summary>
    public static bool MayHoldRecords(EstateFile file, LogPath path)
    {
        if (path.Kind is "CloudTrail-Digest" or "CloudTrail-Insight") return false;
        var head = Utf8Content.Head(file);
        return head.IndexOf("\"eventVersion\""u8) >= 0 || head.IndexOf("\"eventSource\""u8) >= 0
            || head.IndexOf("\"CloudTrailEvent\""u8) >= 0 || head.IndexOf("\"Records\""u8) >= 0;
    }
}

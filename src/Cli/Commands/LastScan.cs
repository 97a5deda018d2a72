using System.Text.Json;
using System.Text.Json.Serialization;

namespace Plumbline.Cli.Commands;

/// <summary>What was scanned last, so that `plumb explain 1` knows which report is meant.</summary>
internal sealed record LastScan(string[] Paths, DateTimeOffset? AsOf, string[] Rules)
{
    private static string File => Path.Combine(Home, "last-scan.json");

    /// <summary>The folder of what is kept between scans: `PLUMB_HOME`, else `~/.plumbline`.</summary>
    public static string Home => Store.Home.Folder;

    /// <summary>Writes it down; a home that cannot be written costs only the memory.</summary>
    public static void Remember(string[] paths, DateTimeOffset? asOf, string[] rules)
    {
        try
        {
            Directory.CreateDirectory(Home);
            var last = new LastScan([.. paths.Select(Path.GetFullPath)], asOf, [.. rules.Select(Path.GetFullPath)]);
            System.IO.File.WriteAllText(File, JsonSerializer.Serialize(last, LastScanJson.Default.LastScan));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>The last scan, or null where none is remembered.</summary>
    public static LastScan? Recall()
    {
        try
        {
            var last = JsonSerializer.Deserialize(System.IO.File.ReadAllText(File), LastScanJson.Default.LastScan);
            return last is { Paths: { Length: > 0 } paths, Rules: { } rules } && paths.All(p => p is not null) && rules.All(r => r is not null) ? last : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(LastScan))]
internal sealed partial class LastScanJson : JsonSerializerContext;

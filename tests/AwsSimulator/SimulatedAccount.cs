using System.Text.Json.Nodes;

namespace Plumbline.AwsSimulator;

/// <summary>An account as the answers that the command line saved of it: `ACCOUNT/REGION/SERVICE/COMMAND-RESOURCE.json`.</summary>
public sealed class SimulatedAccount
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    private SimulatedAccount(string account) => Account = account;

    /// <summary>Its number.</summary>
    public string Account { get; }

    /// <summary>Reads the only account of a folder.</summary>
    public static SimulatedAccount Load(string folder)
    {
        var root = Directory.GetDirectories(folder).Single(d => Path.GetFileName(d).Length == 12);
        var made = new SimulatedAccount(Path.GetFileName(root));
        foreach (var file in Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories))
            made.texts[Path.GetRelativePath(root, file)[..^5]] = File.ReadAllText(file);
        return made;
    }

    /// <summary>The document that answers; null where there is none.</summary>
    public JsonObject? Document(string region, string service, string name) => Text(region, service, name) is { } text && text.TrimStart().StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : null;

    /// <summary>The error that was saved instead of an answer; null where there is none.</summary>
    public string? Error(string region, string service, string name)
    {
        const string Begins = "An error occurred (";
        var text = Text(region, service, name) ?? "";
        var at = text.IndexOf(Begins, StringComparison.Ordinal);
        return at < 0 ? null : text[(at + Begins.Length)..text.IndexOf(')', at)];
    }

    /// <summary>The region that a bucket lives in; null where there is no such bucket.</summary>
    public string? HomeOf(string bucket) => texts.Keys.FirstOrDefault(k => k.EndsWith($"/s3api/get-bucket-acl-{bucket}", StringComparison.Ordinal))?.Split('/')[0];

    private string? Text(string region, string service, string name) =>
        texts.GetValueOrDefault($"{region}/{service}/{name}") ?? texts.GetValueOrDefault($"{service}/{name}");
}

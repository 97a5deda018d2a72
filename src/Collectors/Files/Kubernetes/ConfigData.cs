using System.Collections.Immutable;
using System.Text;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>What a config map or a secret holds, as far as models are concerned; of a secret only its keys.</summary>
/// <param name="Entries">Its entries, in their order.</param>
/// <param name="Problem">What of it cannot be read; null where all can.</param>
public sealed record ConfigData(ImmutableArray<ConfigEntry> Entries, string? Problem = null)
{
    private const int LongestValue = 2000;
    private const int LongestText = 1 << 20;
    private const int MostEntries = 2000;

    // Texts for people, which speak of commands and run none, unless somebody runs them by their name.
    private static readonly string[] Prose = [".md", ".txt", ".rst", ".adoc", ".html", ".css", ".csv", ".log", ".svg"];

    private static readonly string[] Scripts = [".sh", ".bash", ".py", ".js", ".lua", ".sql", ".pl", ".rb", ".xml", ".tpl", ".j2", ".jinja"];

    /// <summary>The models that any of its entries names.</summary>
    public IEnumerable<string> Models => Entries.SelectMany(e => e.IsProse ? e.Models : e.Models.Concat(e.Script.Models)).Distinct();

    /// <summary>The models that any of its entries names where a server reads it.</summary>
    public IEnumerable<string> ServedModels => Models.Concat(Entries.SelectMany(e => e.Perhaps).Where(p => !ScriptNames.IsOpen(p))).Distinct();

    /// <summary>Characters kept of it.</summary>
    public int Size => Entries.Sum(e => e.Key.Length + (e.Value?.Length ?? 0) + e.Models.Concat(e.Perhaps).Concat(e.Script.Models).Sum(m => m.Length));

    /// <summary>Reads an object of the kind ConfigMap or Secret.</summary>
    public static ConfigData Of(YamlMap node)
    {
        if (node.TextAt("kind") == "Secret")
            return new([.. node.EntriesAt("data").Concat(node.EntriesAt("stringData")).Select(e => new ConfigEntry(e.Key, null, []))]);
        string? problem = null;
        var entries = ImmutableArray.CreateBuilder<ConfigEntry>();
        foreach (var (key, value) in node.EntriesAt("data")) entries.Add(Entry(key, (value as YamlScalar)?.Text ?? ""));
        foreach (var (key, value) in node.EntriesAt("binaryData"))
        {
            if (Decoded(value.Text ?? "") is { } bytes) entries.Add(Entry(key, Encoding.UTF8.GetString(bytes)));
            else problem = $"`{key}` under `binaryData` is not Base64";
        }

        problem ??= entries.Select(e => e.Problem).FirstOrDefault(p => p is not null);
        if (entries.Count > MostEntries) problem = $"it has more than {MostEntries} entries";
        return new(entries.DrainToImmutable(), problem);
    }

    private static ConfigEntry Entry(string key, string text)
    {
        if (text.Length > LongestText) return new(key, null, []);
        var value = text.Length <= LongestValue ? text.Trim() : null;
        if (ClusterCertificates.Is(text)) return new(key, value, []) { IsCertificate = true };
        var (isProse, isSettings) = (IsProse(key), IsSettings(key) && !text.StartsWith("#!", StringComparison.Ordinal));
        var (named, structured) = (ModelSettings.Of(key, text).ToList(), StructuredModels.Read(isSettings ? key : "settings.yaml", text));
        return new(key, value, [.. isSettings ? named.Concat(structured.Models).Distinct() : named])
        {
            Perhaps = isSettings ? [.. structured.Perhaps] : [], Problem = isSettings ? structured.Problem : null, Renamed = isSettings || structured is { Models.Count: 0, Perhaps.Count: 0, Problem: null } ? null : structured,
            Script = ScriptModels.Read(text), Origin = HubOrigins.In(text), IsProse = isProse,
        };
    }

    /// <summary>True where a file of this name is a text for people.</summary>
    internal static bool IsProse(string name) => Is(name, Prose);

    /// <summary>True where a file of this name may be settings: neither a text for people nor a script.</summary>
    internal static bool IsSettings(string name) => !Is(name, Prose) && !Is(name, Scripts);

    private static bool Is(string key, string[] endings) => endings.Any(e => key.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private static byte[]? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }
}

/// <summary>One entry of a config map or secret.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value; null where it is secret, or too long for a variable or argument.</param>
/// <param name="Models">The models it names.</param>
public sealed record ConfigEntry(string Key, string? Value, ImmutableArray<string> Models)
{
    /// <summary>Texts of it that are models where a server reads them.</summary>
    public ImmutableArray<string> Perhaps { get; init; } = [];

    /// <summary>What it does with models where it is a script.</summary>
    public ScriptReading Script { get; init; } = ScriptReading.Nothing;

    /// <summary>Another place than the usual hub that it sets; null where it sets none.</summary>
    public string? Origin { get; init; }

    /// <summary>Why it cannot be read; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>True where it is a text for people.</summary>
    public bool IsProse { get; init; }

    /// <summary>True where it is certificates and nothing besides.</summary>
    public bool IsCertificate { get; init; }

    /// <summary>What it names where a pod mounts it under a name of settings, although its key is that of a text for people or a script; null where nothing.</summary>
    internal StructuredReading? Renamed { get; init; }
}

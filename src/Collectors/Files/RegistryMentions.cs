using System.Runtime.CompilerServices;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files;

/// <summary>What the text of one registry file names beside its entries: other files, folders of code, regions; walked once while its bytes stay what they are.</summary>
internal sealed class RegistryMentions
{
    private static readonly ConditionalWeakTable<RegistryText, RegistryMentions> Known = [];
    private readonly HashSet<(string Account, string Region)> places = [];
    private readonly HashSet<string> files = new(StringComparer.Ordinal);
    private readonly HashSet<string> repositories = new(StringComparer.Ordinal);
    private readonly List<(string? Text, string? File, IReadOnlySet<string> Names)> templates = [];

    private RegistryMentions(RegistryText text)
    {
        foreach (var document in text.Documents) Walk(document);
    }

    /// <summary>Accounts and regions of workloads.</summary>
    public IReadOnlyCollection<(string Account, string Region)> Places => places;

    /// <summary>Paths under `file:`, as they are written.</summary>
    public IReadOnlyCollection<string> Files => files;

    /// <summary>Paths under `repository:`, as they are written.</summary>
    public IReadOnlyCollection<string> Repositories => repositories;

    /// <summary>Prompts whose approval lists variables: the text, or the path of the file that holds it as it is written, and the names.</summary>
    public IReadOnlyList<(string? Text, string? File, IReadOnlySet<string> Names)> Templates => templates;

    /// <summary>What a text names.</summary>
    public static RegistryMentions Of(RegistryText text) => Known.GetValue(text, static t => new RegistryMentions(t));

    private void Walk(YamlNode node)
    {
        if (node is YamlList list) foreach (var item in list.Nodes) Walk(item);
        if (node is not YamlMap map) return;
        if (map["account"]?.Text is { Length: > 0 } account && map["region"]?.Text is { Length: > 0 } region) places.Add((account.Trim(), region.Trim()));
        if (map["version"] is not null && map["variables"] is { } variables && variables.Texts.ToHashSet(StringComparer.Ordinal) is { Count: > 0 } names)
            templates.Add((map["text"]?.Text, map["file"]?.Text, names));
        foreach (var (key, child) in map.Entries)
        {
            if (key == "file" && child.Text is { } name) files.Add(name);
            else if (key == "repository") repositories.UnionWith(child.Texts);
            else if (child is not YamlScalar) Walk(child);
        }
    }
}

using Plumbline.Code.Names;
using Plumbline.Collectors.Declared.CodeUses.Sdks;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>Every library that is known, one line each; and the entry behind a name.</summary>
internal static class SdkCatalogue
{
    /// <summary>The libraries.</summary>
    public static IReadOnlyList<Sdk> All { get; } =
    [
        .. OpenAi.All, .. Anthropic.All, .. Google.All, .. Aws.All, .. MicrosoftAi.All, .. AgentFramework.All, .. SemanticKernel.All, .. AutoGen.All,
        .. LangChain.All, .. LlamaIndex.All, .. AgentLibraries.All, .. Providers.All, .. Routers.All, .. VercelAi.All, .. Mcp.All, .. VectorStores.All,
        .. LocalModels.All, .. DotNetMl.All, .. Aspire.All, .. Jvm.All, .. Guards.All, .. PromptLibraries.All,
    ];

    private static readonly Dictionary<string, (string Package, string Tail, Entry Entry)[]> ByLast = All
        .SelectMany(s => s.Entries.Where(e => e.On is null).SelectMany(e => e.Names.Select(n => n.Split("::")).Select(n => (Package: n[0], Tail: n[1], Entry: e with { Sdk = s }))))
        .GroupBy(n => n.Tail[(n.Tail.LastIndexOf('.') + 1)..]).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    private static readonly Dictionary<string, string[]> Owners = ByLast.Values.SelectMany(n => n).Select(n => (n.Package, Parts: n.Tail.Split('.')))
        .Where(n => n.Parts is [.., { Length: > 0 } owner, _] && char.IsAsciiLetterUpper(owner[0])).GroupBy(n => n.Parts[^2]).ToDictionary(g => g.Key, g => g.Select(n => n.Package).Distinct().ToArray(), StringComparer.Ordinal);

    private static readonly Dictionary<(string Type, string Method), Entry> Methods = All
        .SelectMany(s => s.Entries.Where(e => e.On is not null).SelectMany(e => e.On!.Split('|').SelectMany(t => e.Names.Select(n => (Type: t, Name: n, Entry: e with { Sdk = s })))))
        .DistinctBy(m => (m.Type, m.Name)).ToDictionary(m => (m.Type, m.Name), m => m.Entry);

    private static readonly Dictionary<string, Entry[]> Loose = All
        .SelectMany(s => s.Entries.Where(e => e.On is not null).SelectMany(e => e.Names.Where(n => e.IsLoose || n.Contains('.', StringComparison.Ordinal)).Select(n => (Name: n, Entry: e with { Sdk = s }))))
        .GroupBy(n => n.Name).ToDictionary(g => g.Key, g => g.Select(n => n.Entry).ToArray(), StringComparer.Ordinal);

    /// <summary>Texts of which every file that uses a known library holds one.</summary>
    public static IReadOnlyList<string> Needles { get; } = [.. All.SelectMany(s => s.Prefixes.Length > 0 ? s.Prefixes : s.Entries.Where(e => e.On is "").SelectMany(e => e.Names)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The function or constructor that a symbol names; <paramref name="opened"/> are the namespaces whose names the file sees.</summary>
    public static Entry? Find(Symbol symbol, IReadOnlySet<string> opened)
    {
        if (!ByLast.TryGetValue(symbol.Last, out var candidates)) return null;
        foreach (var (package, tail, entry) in candidates)
        {
            if (symbol.Module.Length > 0 ? IsOf(symbol, package, tail) : IsSeen(symbol.Path, package, tail, opened)) return entry;
        }

        return null;
    }

    /// <summary>True for the class that a known function belongs to: `AgentWorkflowBuilder` of `AgentWorkflowBuilder.BuildSequential`.</summary>
    public static bool IsOwner(Symbol symbol, IReadOnlySet<string> opened)
    {
        if (!Owners.TryGetValue(symbol.Last, out var packages)) return false;
        return packages.Any(p => symbol.Module.Length > 0 ? Starts(symbol.Module, p) : opened.Any(o => Starts(o, p)));
    }

    /// <summary>The method of a type of object.</summary>
    public static Entry? Find(string type, string method) => Methods.GetValueOrDefault((type, method));

    /// <summary>The methods that a name alone tells.</summary>
    public static IReadOnlyList<Entry> FindLoose(string method) => Loose.GetValueOrDefault(method) ?? [];

    /// <summary>True where a module or namespace is one of a library's.</summary>
    public static bool Imports(Sdk sdk, string module) => sdk.Prefixes.Any(p => Starts(module, p));

    private static bool IsOf(Symbol symbol, string package, string tail)
    {
        var full = symbol.Path.Length == 0 ? symbol.Module : $"{symbol.Module}.{symbol.Path}";
        return Starts(full, package) && (full.EndsWith("." + tail, StringComparison.Ordinal) || full == $"{package}.{tail}");
    }

    private static bool IsSeen(string path, string package, string tail, IReadOnlySet<string> opened) =>
        path == tail ? opened.Any(o => Starts(o, package) || (o.Contains('.', StringComparison.Ordinal) && Starts(package, o)))
            : path.EndsWith("." + tail, StringComparison.Ordinal) && Starts(path, package);

    private static bool Starts(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) && (text.Length == prefix.Length || text[prefix.Length] is '.' or '/' or '_' or '-' or '@');
}

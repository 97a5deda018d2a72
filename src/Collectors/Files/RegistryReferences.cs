using System.Runtime.CompilerServices;
using System.Text;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>Files that registries speak through, and paths that they say hold code: what was approved must not be taken for what is declared or deployed.</summary>
public sealed class RegistryReferences
{
    private static readonly ConditionalWeakTable<Scope, RegistryReferences> Known = [];
    private readonly HashSet<string> registries = new(StringComparer.Ordinal);
    private readonly HashSet<string> folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> attached = new(StringComparer.Ordinal);
    private readonly SortedSet<(string Account, string Region)> places = [];
    private readonly HashSet<string> code = new(StringComparer.Ordinal);
    private readonly List<(string? Text, string? File, IReadOnlySet<string> Names)> templates = [];

    private RegistryReferences(Scope scope)
    {
        foreach (var file in scope.Files.Where(IsRegistry))
        {
            registries.Add(file.Path);
            var folder = file.Path.LastIndexOf('/') is > 0 and var slash ? file.Path[..slash] : "";
            if (folder.Length > 0) folders.Add(folder);
            var mentions = RegistryMentions.Of(RegistryText.Of(file));
            places.UnionWith(mentions.Places);
            attached.UnionWith(mentions.Files.Select(f => Resolve(folder, f)));
            code.UnionWith(mentions.Repositories.Select(r => Resolve("", r)));
            templates.AddRange(mentions.Templates.Select(t => (t.Text, t.File is null ? null : Resolve(folder, t.File), t.Names)));
        }
    }

    /// <summary>The references of a scope's registries.</summary>
    public static RegistryReferences Of(Scope scope) => Known.GetValue(scope, static s => new RegistryReferences(s));

    /// <summary>A registry, or a file that one names under `file:`, such as a baseline in the control plane's own format.</summary>
    public bool IsApproved(string path) => registries.Contains(path) || attached.Contains(path);

    /// <summary>Beside a registry or below it (the scanned root apart), and in no path that it says holds code.</summary>
    public bool IsBeside(string path) => folders.Any(f => path.StartsWith(f + "/", StringComparison.Ordinal)) && !IsCode(path);

    /// <summary>As <see cref="IsApproved"/>, but a prompt that a registry names where the code keeps it is the code's all the same.</summary>
    public bool IsOnlyApproved(string path) => IsApproved(path) && !(attached.Contains(path) && IsCode(path));

    /// <summary>In a folder that a registry names as a workload's code: what lies there belongs to that workload.</summary>
    public bool IsInRepository(string path) => IsCode(path);

    /// <summary>The regions of an account in which registered workloads live: who answers for a whole account answers for these.</summary>
    public IEnumerable<string> RegionsOf(string account) => places.Where(p => p.Account == account).Select(p => p.Region);

    /// <summary>Prompts whose approval lists variables: the text, or the path of the file that holds it, and the names.</summary>
    public IReadOnlyList<(string? Text, string? File, IReadOnlySet<string> Names)> Templates => templates;

    private bool IsCode(string path) => code.Any(c => path.StartsWith(c + "/", StringComparison.Ordinal) || path == c);

    private static bool IsRegistry(EstateFile file) =>
        (file.Name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || file.Name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        && IsRegistry(Content.Head(file));

    // UTF-16 is told by its zeros; without them every other character is the one that is looked for.
    private static bool IsRegistry(ReadOnlySpan<byte> head)
    {
        if (head.Contains((byte)0)) head = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(head).Replace("\0", "", StringComparison.Ordinal));
        return head.IndexOf("plumbline"u8) >= 0 && (head.IndexOf("registry/"u8) >= 0 || head.IndexOf("estate/"u8) >= 0);
    }

    private static string Resolve(string folder, string name)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in name.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..") parts = parts.Count > 0 ? parts[..^1] : parts;
            else if (part != ".") parts.Add(part);
        }

        return string.Join('/', parts);
    }
}

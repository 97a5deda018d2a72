using System.Buffers;
using System.Runtime.CompilerServices;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>The settings files of clients of AI tools in an estate, told by their path; found once a scan.</summary>
public sealed class AgentFiles
{
    private static readonly ConditionalWeakTable<Scope, AgentFiles> Known = [];

    // A path without one of these is of no client; most paths end here.
    private static readonly SearchValues<string> Needles = SearchValues.Create(
        [
            "mcp", "claude", "cursor", ".vscode", "code/user", "code/machine", "insiders/", "vscodium", "code-server", "code-workspace", "devcontainer", "copilot", "junie", "/zed/", ".zed/",
            "gemini", ".qwen", "codex", ".kiro", "amazonq", "amazon-q", "cline", "goose", "opencode", ".continue", "openclaw", "cortex", ".factory",
        ],
        StringComparison.OrdinalIgnoreCase);

    private readonly Dictionary<string, AgentClient> clients = new(StringComparer.Ordinal);

    private AgentFiles(Scope scope)
    {
        Homes = HomeFolders.Of(scope);
        foreach (var file in scope.Files)
        {
            if (!file.Path.AsSpan().ContainsAny(Needles)) continue;
            if (AgentClients.Of(file.Path, Homes) is not { } client) continue;
            All.Add((file, client));
            clients[file.Path] = client;
        }
    }

    /// <summary>The files of a scope.</summary>
    public static AgentFiles Of(Scope scope) => Known.GetValue(scope, static s => new AgentFiles(s));

    /// <summary>The homes of the scope.</summary>
    public HomeFolders Homes { get; }

    /// <summary>Every such file with its client, in the order of the scope.</summary>
    public List<(EstateFile File, AgentClient Client)> All { get; } = [];

    /// <summary>The client of a file; null where its path tells none.</summary>
    public AgentClient? ClientOf(string path) => clients.GetValueOrDefault(path);
}

using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files.Mcp;

/// <summary>What names an MCP server: one server is one asset, whoever is set up to use it.</summary>
public static partial class ServerKey
{
    private const int LongestName = 200;

    /// <summary>The key: by what runs, else by where it answers, else by the file that names it.</summary>
    public static string Of(Launch launch, ServiceAddress? address, AgentClient client, string file, string name)
    {
        if (address is not null && (launch.Address is not null || launch.Launcher.Length == 0)) return address.Url;
        if (launch.Script is { } script && Own(script, client) is { } own) return "script:" + own;
        if (launch.Package is { } package) return package.Key;
        return client.Id == "docker-mcp" ? "docker-mcp:" + name : $"{file}#{name}";
    }

    /// <summary>A name as it may be shown: what is a secret itself was put in the wrong place.</summary>
    public static string Shown(string name) => SettingSecrets.Known(name) is { } kind ? $"<{kind}>" : name.Length > LongestName ? name[..LongestName] + "…" : name;

    private static string? Own(string script, AgentClient client)
    {
        var text = WorkspaceFolder().Replace(script.Replace('\\', '/'), "");
        if (SettingSecrets.IsReference(text) || SettingSecrets.Known(text) is not null || text.Length > LongestName || text.StartsWith('/') || text.StartsWith('~') || text is [_, ':', ..]) return null;
        var parts = new List<string>(client.Folder == "." ? [] : client.Folder.Split('/'));
        foreach (var part in text.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (part != ".") parts.Add(part);
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex(@"^\$\{workspaceFolder(?:[:}][^/]*)?/|^\$\{CLAUDE_PROJECT_DIR\}/|^\./", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex WorkspaceFolder();
}

using System.Text;
using System.Text.Json;
using Plumbline.Code.Names;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>What configuration files say of names: `.env`, `appsettings.json`, `application.properties`. The nearest folder above the asking file that says it wins.</summary>
public sealed class SettingFiles
{
    private const int Largest = 1 << 20;
    private const int LongestValue = 300;
    private static readonly string[] Samples = ["example", "sample", "template", "dist"];
    private readonly Dictionary<(string Folder, string Name), List<Setting>> known = [];

    /// <summary>Reads the configuration files of a scope.</summary>
    public SettingFiles(Scope scope)
    {
        foreach (var file in scope.Files.Where(f => IsSettings(f.Name)))
        {
            var bytes = Content.ReadAll(file, out var reason, Largest);
            if (reason is not null || bytes.AsSpan().IndexOf((byte)0) >= 0) continue;
            if (file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) Json(file, bytes);
            else Lines(file, Encoding.UTF8.GetString(bytes));
        }
    }

    /// <summary>The values of a setting as seen from a file.</summary>
    public IEnumerable<Setting> Of(string name, string from)
    {
        for (var folder = FolderOf(from); ; folder = FolderOf(folder))
        {
            if (known.TryGetValue((folder, Normal(name)), out var found)) return found;
            if (folder.Length == 0) return [];
        }
    }

    private static bool IsSettings(string name) =>
        ((name == ".env" || name.StartsWith(".env.", StringComparison.Ordinal)) && !Samples.Any(s => name.Contains(s, StringComparison.OrdinalIgnoreCase)))
        || (name.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        || name is "local.settings.json" or "application.properties";

    private void Lines(EstateFile file, string text)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var plain = line.Trim();
            if (plain.StartsWith("export ")) plain = plain[7..].Trim();
            if (plain.IsEmpty || plain[0] is '#' or '!') continue;
            var equals = plain.IndexOf('=');
            if (equals <= 0) continue;
            var value = plain[(equals + 1)..].Trim();
            if (value.Length > 1 && value[0] is '"' or '\'' && value[^1] == value[0]) value = value[1..^1];
            else if (value.IndexOf(" #") is >= 0 and var comment) value = value[..comment].TrimEnd();
            Add(file, plain[..equals].Trim().ToString(), value.ToString(), number);
        }
    }

    private void Json(EstateFile file, byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 });
        var lines = new LineCounter(bytes);
        var path = new Stack<string>();
        var name = "";
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName) name = reader.GetString()!;
                else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    path.Push(name);
                    name = "";
                }
                else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray) path.Pop();
                else if (reader.TokenType == JsonTokenType.String)
                {
                    var parts = path.Reverse().Where(p => p.Length > 0 && p != "Values").Append(name);
                    Add(file, string.Join(':', parts), reader.GetString()!, lines.At(reader.TokenStartIndex));
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What came before the break is said all the same; who reads models from this file reports that it is broken.
        }
    }

    private void Add(EstateFile file, string name, string value, int line)
    {
        if (value.Length is 0 or > LongestValue || SettingSecrets.KindOf(name, value) is not null || value[0] is '<' or '$' or '{') return;
        var key = (file.Folder, Normal(name));
        if (!known.TryGetValue(key, out var list)) known[key] = list = [];
        if (list.TrueForAll(s => s.Value != value)) list.Add(new Setting(value, file.Path, line));
    }

    private static string Normal(string name) => name.Replace("__", ":", StringComparison.Ordinal).ToUpperInvariant();

    private static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";
}

using System.Text;
using System.Text.Unicode;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>Reads a settings file in the syntax that its name says: JSON with comments, YAML, TOML.</summary>
public static class SettingsText
{
    /// <summary>Largest settings file read, in bytes; a desktop client's state file of a few MiB is the largest that is usual.</summary>
    public const int Largest = 16 << 20;

    /// <summary>What the file holds; null and one sentence that names it where it cannot be read. An empty file holds nothing and says so.</summary>
    public static YamlNode? Read(EstateFile file, out string? reason)
    {
        var bytes = Content.ReadAll(file, out reason, Largest);
        if (reason is not null) return null;
        if (!Utf8.IsValid(bytes))
        {
            reason = $"`{file.Path}` is no UTF-8 text";
            return null;
        }

        var node = Parse(file.Name, bytes, out var wrong);
        if (wrong is not null) reason = $"`{file.Path}`: {wrong}";
        return node;
    }

    private static YamlNode? Parse(string name, byte[] bytes, out string? wrong)
    {
        wrong = null;
        if (bytes.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0) return new YamlMap(1, []);
        if (name.EndsWith(".toml", StringComparison.OrdinalIgnoreCase)) return Toml(Encoding.UTF8.GetString(bytes), out wrong);
        if (!name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)) return JsoncText.Read(bytes, out wrong);
        var documents = YamlText.Read(Encoding.UTF8.GetString(bytes), out wrong);
        return wrong is null ? documents.IsEmpty ? new YamlMap(1, []) : documents[0] : null;
    }

    private static YamlNode? Toml(string text, out string? wrong) => Files.Toml.Read(text, out wrong) is { } table ? Of(table) : null;

    private static YamlNode Of(TomlNode node) => node switch
    {
        TomlTable table => new YamlMap(table.Line, [.. table.Entries.Select(e => (e.Key, Of(e.Value)))]),
        TomlArray array => new YamlList(array.Line, [.. array.Items.Select(Of)]),
        TomlScalar scalar => new YamlScalar(scalar.Line, scalar.Text, scalar.Kind == TomlKind.Text),
        _ => new YamlScalar(node.Line, "", false),
    };
}

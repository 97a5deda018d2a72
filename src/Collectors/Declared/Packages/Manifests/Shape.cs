using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.Packages.Manifests;

/// <summary>Looks into the documents of manifests; what has another shape than its tool writes is noted with its line, never passed over.</summary>
internal static class Shape
{
    /// <summary>The entries of an object; none where nothing is said.</summary>
    public static IEnumerable<(string Key, YamlNode Node)> Entries(this Project project, YamlNode? node, string name)
    {
        if (node is YamlMap map) return map.Entries;
        if (node is not (null or YamlScalar { IsNull: true } or YamlList { Nodes.IsEmpty: true })) project.Odd(node.Line, name, Kind(node), "a mapping");
        return [];
    }

    /// <summary>The elements of a list; none where nothing is said.</summary>
    public static IEnumerable<YamlNode> Elements(this Project project, YamlNode? node, string name)
    {
        if (node is YamlList list) return list.Nodes;
        if (node is not (null or YamlScalar { IsNull: true })) project.Odd(node.Line, name, Kind(node), "a list");
        return [];
    }

    /// <summary>A text of JSON; null where it is none, which is noted unless nothing stands there.</summary>
    public static string? Said(this Project project, YamlNode? node, string name)
    {
        if (node is YamlScalar { IsQuoted: true } text) return text.Raw;
        if (node is not null) project.Odd(node.Line, name, Kind(node), "a text");
        return null;
    }

    /// <summary>A text of YAML, quoted or not; null where it is none, which is noted.</summary>
    public static string? Scalar(this Project project, YamlNode node, string name)
    {
        if (node.Text is { } text) return text;
        project.Odd(node.Line, name, Kind(node), "a text");
        return null;
    }

    /// <summary>True for a mapping; else what stands there is noted.</summary>
    public static bool IsMap(this Project project, YamlNode node, string name)
    {
        if (node is YamlMap) return true;
        project.Odd(node.Line, name, Kind(node), "a mapping");
        return false;
    }

    /// <summary>The entries of a table; none where there is none.</summary>
    public static IEnumerable<KeyValuePair<string, TomlNode>> Entries(this Project project, TomlNode? node, string name)
    {
        if (node is not (null or TomlTable)) project.Odd(node.Line, name, Kind(node), "a table");
        return node?.Entries ?? [];
    }

    /// <summary>The elements of an array; none where there is none.</summary>
    public static IEnumerable<TomlNode> Elements(this Project project, TomlNode? node, string name)
    {
        if (node is not (null or TomlArray)) project.Odd(node.Line, name, Kind(node), "an array");
        return node?.Items ?? [];
    }

    /// <summary>A text of TOML; null where it is none, which is noted unless nothing stands there.</summary>
    public static string? Said(this Project project, TomlNode? node, string name)
    {
        if (node is TomlScalar { Kind: TomlKind.Text } text) return text.Text;
        if (node is not null) project.Odd(node.Line, name, Kind(node), "a text");
        return null;
    }

    /// <summary>The name in a table of a lock file; null where there is none, which is noted.</summary>
    public static string? Name(this Project project, TomlNode package)
    {
        if (package is TomlTable && package["name"] is { } name) return project.Said(name, "name");
        project.Odd(package.Line, "package", package is TomlTable ? "a table without `name`" : Kind(package), "a table with `name`");
        return null;
    }

    /// <summary>True for a text or a table, as requirements are written; else what stands there is noted.</summary>
    public static bool IsRequirement(this Project project, TomlNode node, string name)
    {
        if (node is TomlTable or TomlScalar { Kind: TomlKind.Text }) return true;
        project.Odd(node.Line, name, Kind(node), "a text or a table");
        return false;
    }

    private static string Kind(YamlNode node) => node switch
    {
        YamlMap => "a mapping",
        YamlList => "a list",
        YamlScalar { IsQuoted: true } => "a text",
        YamlScalar { IsNull: true } => "null",
        _ => "a number or boolean",
    };

    private static string Kind(TomlNode node) => node switch
    {
        TomlTable => "a table",
        TomlArray => "an array",
        TomlScalar { Kind: TomlKind.Text } => "a text",
        TomlScalar { Kind: TomlKind.Date } => "a date",
        _ => "a number or boolean",
    };
}

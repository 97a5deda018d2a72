using Plumbline.Cel.Syntax;
using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Holds one entry against its form: what does not fit is named and left out, the rest stands.</summary>
internal sealed class FormCheck(string file)
{
    private const string Fix = "correct the line; docs/registry.md lists every field";
    private readonly List<(int Line, string Reason, string Fix)> wrong = [];

    /// <summary>What was wrong, line by line.</summary>
    public IReadOnlyList<(int Line, string Reason, string Fix)> Wrong => wrong;

    /// <summary>The entry without what does not fit; null where nothing is left.</summary>
    public YamlNode? Of(Form form, YamlNode node, string key) => (form, node) switch
    {
        (_, YamlScalar { IsNull: true }) => No(node, $"`{key}` is empty", "write a value, `[]` for none, or leave the key out"),
        (Scalar scalar, YamlScalar value) => Plain(scalar, value, key),
        (Foreign, YamlMap) => node,
        (Fields fields, YamlMap map) => Map(fields, map),
        (Either either, YamlMap) => Of(either.Rich, node, key),
        (Either either, YamlScalar) => Of(either.Plain, node, key),
        (Optional, YamlList { Nodes.IsEmpty: true }) => node,
        (Optional optional, not YamlList) => Of(optional.Item, node, key),
        (Many many, YamlList list) => new YamlList(list.Line, [.. list.Nodes.Select(n => Of(many.Item, n, key)).OfType<YamlNode>()]),
        (Many many, _) => Of(many.Item, node, key) is { } one ? new YamlList(node.Line, [one]) : null,
        _ => No(node, $"`{key}` must be {Expected(form)}", Fix),
    };

    private YamlMap Map(Fields fields, YamlMap map)
    {
        var kept = ImmutableArray.CreateBuilder<(string, YamlNode)>();
        foreach (var (key, node) in map.Entries)
        {
            if (key.StartsWith("x-", StringComparison.Ordinal)) continue;
            if (fields[key] is not { } form) No(node, $"unknown key `{key}`{Nearest.Hint(key, fields.All.Select(f => f.Key))}", Fix);
            else if (Of(form, node, key) is { } fits) kept.Add((key, fits));
        }

        foreach (var key in fields.Required)
            if (map[key] is null) No(map, $"`{key}` is missing", Fix);

        return new YamlMap(map.Line, kept.DrainToImmutable());
    }

    private YamlNode? Plain(Scalar form, YamlScalar value, string key)
    {
        if (!form.Choices.IsDefaultOrEmpty && !form.Choices.Contains(value.Raw))
            return No(value, $"`{key}` is `{Short(value.Raw)}`; it must be {string.Join(" or ", form.Choices.Select(c => $"`{c}`"))}", Fix);
        var fits = form.Kind switch
        {
            ScalarKind.Date => Instants.TryParse(value.Raw, out _),
            ScalarKind.Flag => value is { IsQuoted: false } && value.ToValue().Kind == Cel.Types.ValueKind.Bool,
            ScalarKind.Number => !value.IsQuoted && double.TryParse(value.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && double.IsFinite(n),
            ScalarKind.Count => !value.IsQuoted && int.TryParse(value.Raw, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            ScalarKind.Hash => Hex(value.Raw) is { Length: 64 } hex && hex.All(char.IsAsciiHexDigit),
            _ => (value.Raw.Trim().Length > 0 || key == "metric") && value.ToValue().Kind != Cel.Types.ValueKind.Bool,
        };
        if (!fits) return No(value, $"`{key}` is `{Short(value.Raw)}`, which is not {Expected(form)}", Fix);
        return form.Kind switch
        {
            ScalarKind.Account => value with { Raw = Account(value.Raw), IsQuoted = true },
            ScalarKind.Hash => value with { Raw = "sha256:" + Hex(value.Raw).ToLowerInvariant(), IsQuoted = true },
            _ => value,
        };
    }

    private YamlNode? No(YamlNode at, string reason, string fix)
    {
        wrong.Add((at.Line, $"{reason} ({file}:{at.Line})", fix));
        return null;
    }

    private static string Hex(string text) => text.StartsWith("sha256:", StringComparison.Ordinal) ? text[7..] : text;

    // A number loses its leading zeros in many YAML and JSON writers; an AWS account number has twelve digits.
    private static string Account(string text)
    {
        var digits = text.Trim().Replace("-", "", StringComparison.Ordinal);
        return digits.Length is >= 6 and <= 12 && digits.All(char.IsAsciiDigit) ? digits.PadLeft(12, '0') : ArmId.Canonical(text.Trim());
    }

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;

    private static string Expected(Form form) => form switch
    {
        Scalar { Kind: ScalarKind.Date } => "a date such as `2026-07-01`",
        Scalar { Kind: ScalarKind.Flag } => "`true` or `false`",
        Scalar { Kind: ScalarKind.Number } => "a number",
        Scalar { Kind: ScalarKind.Count } => "a whole number, 0 or more",
        Scalar { Kind: ScalarKind.Hash } => "`sha256:` and 64 hexadecimal digits",
        Scalar => "one text",
        Many => "a list",
        Optional => "one value, or `[]`",
        Either => "a text or a mapping",
        _ => "a mapping",
    };
}

namespace Plumbline.Guardrails.Secrets;

/// <summary>Reads the tables of kinds: `kind|provider|prefixes|shape|flags`.</summary>
/// <remarks>Prefixes stand apart by spaces. Flags: `crc` for a checksum at the end, `weak` where other things have that form too, `left=SHAPE` for what stands before a mark inside a key.</remarks>
internal static class Shapes
{
    private static readonly string[] Tables = [ModelProviderKinds.Table, SourceHostKinds.Table, CloudKinds.Table, ServiceKinds.Table];

    /// <summary>Every kind in the tables, once.</summary>
    public static IEnumerable<SecretKind> Kinds() => Rows().Select(r => new SecretKind(r[0], r[1])).DistinctBy(k => k.Name);

    /// <summary>Every prefix with what decides at its place.</summary>
    public static IEnumerable<(string Needle, bool AnyCase, Recogniser Meaning)> Recognisers()
    {
        foreach (var row in Rows())
        {
            var flags = row.Length > 4 ? row[4].Split(' ') : [];
            var left = flags.FirstOrDefault(f => f.StartsWith("left=", StringComparison.Ordinal)) is { } f ? Shape.Parse(f[5..]) : null;
            var meaning = new Prefixed(row[0], Shape.Parse(row[3]), left, flags.Contains("crc"), flags.Contains("weak"));
            foreach (var prefix in row[2].Split(' ')) yield return (prefix, false, meaning);
        }
    }

    private static IEnumerable<string[]> Rows() => Tables.SelectMany(t => t.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(r => r.Split('|'));
}

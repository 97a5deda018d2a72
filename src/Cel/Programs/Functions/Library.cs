using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>All functions and operators, by name.</summary>
internal static class Library
{
    private static readonly FrozenDictionary<string, ImmutableArray<Overload>> ByName =
        new[]
            {
                Controls.All, Arithmetic.All, Conversions.All, Strings.All, StringsMore.All, Texts.All, Times.All, Optionals.All,
                Maths.All, Bits.All, Lists.All, Encoders.All, Networks.All,
            }
            .SelectMany(all => all)
            .GroupBy(o => o.Signature.Name)
            .ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray());

    private static readonly FrozenDictionary<string, ImmutableArray<Signature>> Signatures =
        ByName.ToFrozenDictionary(p => p.Key, p => p.Value.Select(o => o.Signature).ToImmutableArray());

    /// <summary>Types as values, by the names expressions use.</summary>
    public static IEnumerable<KeyValuePair<string, Reference>> TypeNames { get; } =
    [
        .. new[] { "bool", "int", "uint", "double", "string", "bytes", "list", "map", "type", "null_type", "optional_type" }
            .Append("google.protobuf.Timestamp").Append("google.protobuf.Duration").Append("net.IP").Append("net.CIDR")
            .Select(name => KeyValuePair.Create(name, new Reference(-1, Value.Of(new TypeValue(name)), new CelType.Abstract("type", [CelType.Dyn])))),
    ];

    /// <summary>The forms of a function; empty where there is none.</summary>
    public static ImmutableArray<Overload> Find(string name) => ByName.GetValueOrDefault(name, []);

    /// <summary>What the checker needs to know of the functions, and of others declared beside them.</summary>
    public static IReadOnlyDictionary<string, ImmutableArray<Signature>> SignaturesWith(IEnumerable<Signature> declared)
    {
        var others = declared.GroupBy(s => s.Name).ToList();
        if (others.Count == 0) return Signatures;
        var all = Signatures.ToDictionary();
        foreach (var other in others) all[other.Key] = [.. all.GetValueOrDefault(other.Key, []), .. other];
        return all;
    }
}

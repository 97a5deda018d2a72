using System.Collections.Immutable;

namespace Plumbline.Cel.Types;

/// <summary>The static type of an expression.</summary>
public abstract record CelType
{
    /// <summary>Any type; checked when the value is there.</summary>
    public static CelType Dyn { get; } = new Simple("dyn");

    /// <summary>CEL's bool.</summary>
    public static CelType Bool { get; } = new Simple("bool");

    /// <summary>CEL's int: 64 bits, signed.</summary>
    public static CelType Int { get; } = new Simple("int");

    /// <summary>CEL's uint: 64 bits, unsigned.</summary>
    public static CelType Uint { get; } = new Simple("uint");

    /// <summary>CEL's double.</summary>
    public static CelType Double { get; } = new Simple("double");

    /// <summary>CEL's string.</summary>
    public static CelType String { get; } = new Simple("string");

    /// <summary>CEL's bytes.</summary>
    public static CelType Bytes { get; } = new Simple("bytes");

    /// <summary>CEL's null type.</summary>
    public static CelType Null { get; } = new Simple("null_type");

    /// <summary>google.protobuf.Timestamp.</summary>
    public static CelType Timestamp { get; } = new Simple("timestamp");

    /// <summary>google.protobuf.Duration.</summary>
    public static CelType Duration { get; } = new Simple("duration");

    /// <summary>A list of one element type.</summary>
    public static CelType List(CelType element) => new ListOf(element);

    /// <summary>A map of one key and one value type.</summary>
    public static CelType Map(CelType key, CelType value) => new MapOf(key, value);

    /// <summary>A record with named fields; at run time a map with string keys.</summary>
    public static CelType Object(string name, params ReadOnlySpan<(string Name, CelType Type)> fields)
    {
        var table = ImmutableDictionary.CreateBuilder<string, CelType>();
        foreach (var (field, type) in fields) table[field] = type;
        return new ObjectOf(name, table.ToImmutable());
    }

    /// <summary>A type without parts.</summary>
    public sealed record Simple(string Name) : CelType
    {
        /// <inheritdoc/>
        public override string ToString() => Name;
    }

    /// <summary>A list type.</summary>
    public sealed record ListOf(CelType Element) : CelType
    {
        /// <inheritdoc/>
        public override string ToString() => $"list({Element})";
    }

    /// <summary>A map type.</summary>
    public sealed record MapOf(CelType Key, CelType Value) : CelType
    {
        /// <inheritdoc/>
        public override string ToString() => $"map({Key}, {Value})";
    }

    /// <summary>A record type; two are equal when their names are.</summary>
    public sealed record ObjectOf(string Name, ImmutableDictionary<string, CelType> Fields) : CelType
    {
        /// <inheritdoc/>
        public bool Equals(ObjectOf? other) => other is not null && other.Name == Name;

        /// <inheritdoc/>
        public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

        /// <inheritdoc/>
        public override string ToString() => Name;
    }

    /// <summary>A value of a type that may be absent.</summary>
    public static CelType Optional(CelType value) => new Abstract("optional_type", [value]);

    /// <summary>A type known by its name and parts alone: `optional_type(int)`, `type(int)`.</summary>
    public sealed record Abstract(string Name, ImmutableArray<CelType> Parts) : CelType
    {
        /// <inheritdoc/>
        public bool Equals(Abstract? other) => other is not null && other.Name == Name && other.Parts.SequenceEqual(Parts);

        /// <inheritdoc/>
        public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

        /// <inheritdoc/>
        public override string ToString() => Parts.IsEmpty ? Name : $"{Name}({string.Join(", ", Parts)})";
    }

    /// <summary>A type not known yet: a capital in a signature, or what inference is still to find.</summary>
    public sealed record Param(string Name) : CelType
    {
        /// <inheritdoc/>
        public override string ToString() => Name;
    }
}

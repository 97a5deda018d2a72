using System.Text;
using Plumbline.Posture.Assets;

namespace Plumbline.Store.Records;

/// <summary>One record while it is being read; every text is the UTF-8 that is hashed.</summary>
public readonly ref struct RecordView
{
    /// <summary>Its place, from 1, without holes.</summary>
    public required long Number { get; init; }

    /// <summary>When it was written, as <see cref="Instant"/> writes it.</summary>
    public required ReadOnlySpan<byte> Time { get; init; }

    /// <summary>When what it says was so.</summary>
    public required ReadOnlySpan<byte> Moment { get; init; }

    /// <summary>Its kind, in kebab-case.</summary>
    public required ReadOnlySpan<byte> Kind { get; init; }

    /// <summary>The estate it speaks of.</summary>
    public required ReadOnlySpan<byte> Estate { get; init; }

    /// <summary>What it is about.</summary>
    public required ReadOnlySpan<byte> Subject { get; init; }

    /// <summary>Who says it.</summary>
    public required ReadOnlySpan<byte> Actor { get; init; }

    /// <summary>One JSON object.</summary>
    public required ReadOnlySpan<byte> Body { get; init; }

    /// <summary>The hash that the store keeps for it; 32 bytes.</summary>
    public required ReadOnlySpan<byte> Hash { get; init; }

    /// <summary>True where the record is of this kind.</summary>
    public bool Is(RecordKind kind) => Kind.SequenceEqual(KindNames.Of(kind));

    /// <summary>The record on its own, to be kept.</summary>
    public Record Keep() => new(
        Number, Instant.Read(Time), Instant.Read(Moment), Encoding.UTF8.GetString(Kind), Encoding.UTF8.GetString(Estate),
        Encoding.UTF8.GetString(Subject), Encoding.UTF8.GetString(Actor), Body.ToArray(), Convert.ToHexStringLower(Hash));
}

/// <summary>A record that outlives its reading.</summary>
public sealed record Record(
    long Number, DateTimeOffset Time, DateTimeOffset Moment, string Kind, string Estate, string Subject, string Actor, ReadOnlyMemory<byte> Body, string Hash);

internal static class KindNames
{
    private static readonly byte[][] Names = [.. Enum.GetValues<RecordKind>().Select(k => Encoding.UTF8.GetBytes(k.Name()))];

    public static ReadOnlySpan<byte> Of(RecordKind kind) => Names[(int)kind];
}

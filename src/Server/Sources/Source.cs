using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Plumbline.Server.Sources;

/// <summary>Something that is read again and again: a folder, a git working tree, an account.</summary>
/// <param name="Id">Short and unique: `folder-1`.</param>
/// <param name="Kind">Which reader reads it: `folder`, `git`, `aws`.</param>
/// <param name="Address">Where it is, in the words of its kind.</param>
/// <param name="Every">How often it is read at least; what can be watched is read when it changes.</param>
public sealed record Source(string Id, string Kind, string Address, TimeSpan Every)
{
    /// <summary>What else its reader needs to know, by name: `branch`, `region`, `role`. Never a secret.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>True where it was named when the server was started: it goes when it is not named again.</summary>
    public bool IsGiven { get; init; }

    /// <summary>True where it is not read for now.</summary>
    public bool IsPaused { get; init; }

    /// <summary>True for the same source, also where it was read from the cabinet anew.</summary>
    public bool Equals(Source? other) =>
        other is not null && (Id, Kind, Address, Every, IsGiven, IsPaused) == (other.Id, other.Kind, other.Address, other.Every, other.IsGiven, other.IsPaused) && Settings.SequenceEqual(other.Settings);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Kind, Address);
}

/// <summary>How a source was read last.</summary>
/// <param name="At">When.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Files">Files or answers that it gave.</param>
/// <param name="Problem">Why nothing came of it; null where something did.</param>
public sealed record SourceRun(DateTimeOffset At, TimeSpan Took, int Files, string? Problem)
{
    /// <summary>What it could not see, by sentences.</summary>
    public ImmutableArray<string> Unseen { get; init; } = [];

    /// <summary>What else is to be known of it, by sentences.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>A source, how it was read last, and when it is read next.</summary>
public sealed record SourceState(Source Source, SourceRun? Last, DateTimeOffset? Next, bool IsRunning);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Source))]
internal sealed partial class SourceJson : JsonSerializerContext;

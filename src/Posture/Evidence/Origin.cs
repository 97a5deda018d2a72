namespace Plumbline.Posture.Evidence;

/// <summary>Where a claim can be read again.</summary>
/// <param name="Source">The collector: `cloudtrail`, `registry`, ….</param>
/// <param name="File">Path relative to the scanned root, with `/`.</param>
/// <param name="Line">1-based line, or 1-based record in files that hold one array of records; 0 where the whole file speaks.</param>
/// <param name="Event">Id of the record: CloudTrail `eventID`, invocation `requestId`.</param>
/// <param name="Api">The call that answered: `bedrock get-guardrail`, `Converse`.</param>
public sealed record Origin(string Source, string? File = null, int Line = 0, string? Event = null, string? Api = null) : IComparable<Origin>
{
    /// <summary>By source, file, line, event and API, so that ties between claims break on text.</summary>
    public int CompareTo(Origin? other)
    {
        if (other is null) return 1;
        var order = string.CompareOrdinal(Source, other.Source);
        if (order == 0) order = string.CompareOrdinal(File, other.File);
        if (order == 0) order = Line.CompareTo(other.Line);
        if (order == 0) order = string.CompareOrdinal(Event, other.Event);
        return order != 0 ? order : string.CompareOrdinal(Api, other.Api);
    }

    /// <summary>The other one where both are the same place, so that it is kept once.</summary>
    public Origin Or(Origin? other) => Equals(other) ? other : this;

    /// <summary>`path:line` or `path#event` as reports print it.</summary>
    public override string ToString() => (File, Line) switch
    {
        (null, _) => Api ?? Source,
        (_, 0) => File,
        _ when Event is not null => $"{File}#{Line}",
        _ => $"{File}:{Line}",
    };
}

using System.Text.Json;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Projections;
using Plumbline.Store.Records;

namespace Plumbline.Store.Recordings;

/// <summary>Who looks after a finding.</summary>
/// <param name="Finding">The finding's fingerprint.</param>
/// <param name="To">Who; empty where nobody does any more.</param>
/// <param name="Note">What was said with it.</param>
/// <param name="Record">The record that says so.</param>
public sealed record Care(string Finding, string To, string Note, long Record);

/// <summary>Findings that people look after.</summary>
public static class FindingCare
{
    /// <summary>What to write so that somebody looks after a finding.</summary>
    /// <param name="estate">The estate.</param>
    /// <param name="care">Who and why.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="moment">When.</param>
    public static Entry Entry(string estate, Care care, string actor, DateTimeOffset moment) => new(RecordKind.Assignment, estate, care.Finding, actor, moment, BodyText.Of(json =>
    {
        json.WriteString("to", care.To);
        json.WriteString("note", care.Note);
    }));

    /// <summary>Everyone who looks after a finding of an estate, by finding.</summary>
    public static Dictionary<string, Care> Of(IRecordStore store, string estate)
    {
        var (all, prefix) = (new Dictionary<string, Care>(StringComparer.Ordinal), estate + "\u001f");
        store.ReadRows(Assignments.Called, prefix, row =>
        {
            using var json = JsonDocument.Parse(row.Body);
            var finding = row.Key[prefix.Length..];
            if (Text(json, "to") is { Length: > 0 } to) all[finding] = new Care(finding, to, Text(json, "note"), row.Number);
        });
        return all;
    }

    private static string Text(JsonDocument json, string key) => json.RootElement.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}

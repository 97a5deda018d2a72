using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Posture.Evidence;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Records;

namespace Plumbline.Store.Recordings;

/// <summary>Promotions that were recorded, as claims: they stand beside those that files of a registry say.</summary>
public static class RecordedPromotions
{
    private const string Source = "ledger";

    /// <summary>The promotions up to a moment. A body that cannot be read is passed over.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="estate">The estate; records that hold for every one count too.</param>
    /// <param name="until">Later ones do not count.</param>
    public static ImmutableArray<Claim> Of(IRecordStore store, string estate, DateTimeOffset until)
    {
        var found = ImmutableArray.CreateBuilder<Claim>();
        store.Read(0, (in RecordView record) =>
        {
            if (!record.Is(RecordKind.Promotion)) return true;
            var kept = record.Keep();
            if (kept.Moment <= until && (kept.Estate.Length == 0 || kept.Estate == estate) && Read(kept) is { } promotion)
                found.Add(promotion.ToClaim(new Origin(Source, null, 0, $"record {kept.Number}", kept.Subject)));
            return true;
        });
        return found.DrainToImmutable();
    }

    private static Promotion? Read(Record record)
    {
        try
        {
            using var json = JsonDocument.Parse(record.Body);
            var body = json.RootElement;
            var (section, name, version) = Subject(record.Subject);
            var by = Texts(body, "approvedBy");
            var until = (Text(body, "until") ?? Text(body, "expires")) is { } end && Posture.Rules.Instants.TryParse(end, out var at) ? at : record.Moment + Promotion.Usual;
            return new Promotion(
                Text(body, "section") ?? section, Text(body, "name") ?? name, Text(body, "version") ?? version, Text(body, "digest") ?? "",
                Text(body, "from") ?? "", Text(body, "to") ?? "", by.IsEmpty && record.Actor.Length > 0 ? [record.Actor] : by, record.Moment, until);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static (string Section, string Name, string Version) Subject(string subject)
    {
        var slash = subject.IndexOf('/', StringComparison.Ordinal);
        var (section, rest) = slash < 0 ? ("", subject) : (subject[..slash], subject[(slash + 1)..]);
        var at = rest.LastIndexOf('@');
        return at < 0 ? (section, rest, "") : (section, rest[..at], rest[(at + 1)..]);
    }

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        } : null;

    private static ImmutableArray<string> Texts(JsonElement body, string name)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(name, out var value)) return [];
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)]
            : value.ValueKind == JsonValueKind.String ? [value.GetString()!] : [];
    }
}

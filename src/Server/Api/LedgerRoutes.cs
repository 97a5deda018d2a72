using System.Globalization;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Reports;
using Plumbline.Server.Access;
using Plumbline.Server.Keeping;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Records;

namespace Plumbline.Server.Api;

/// <summary>`/ledger`: who did what, and whether the chain holds.</summary>
internal static class LedgerRoutes
{
    private const int Usual = 100;
    private const int Most = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/ledger", (LedgerPool ledgers, long? before, string? kind, string? actor, int? limit) => Acts(ledgers, before, kind, actor, limit)).Needs(Permission.Audit).WithSummary("What was done, latest first; claims are among the assets.");
        api.MapGet("/ledger/{number:long}", One).Needs(Permission.Audit).WithSummary("One record as it is hashed.");
        api.MapPost("/ledger/verify", (LedgerPool ledgers) => Verify(ledgers)).Needs(Permission.Audit).WithSummary("Walks the whole chain and compares projections with a replay.");
    }

    /// <summary>A page of acts before a record.</summary>
    public static IResult Acts(LedgerPool ledgers, long? before, string? kind, string? actor, int? limit)
    {
        RecordKind? only = null;
        if (kind is not null)
        {
            if (!KebabCase.TryParse<RecordKind>(kind, out var asked) || asked is RecordKind.Claim or RecordKind.ClaimGone) return Problems.Bad($"`{kind}` is no kind of act; choose {string.Join(", ", Enum.GetValues<RecordKind>().Where(k => k is not (RecordKind.Claim or RecordKind.ClaimGone)).Select(k => k.Name()))}");
            only = asked;
        }

        if (limit is < 1 or > Most) return Problems.Bad(string.Create(CultureInfo.InvariantCulture, $"`limit` is {limit}; choose 1 to {Most}"));
        var page = ledgers.Use(l => Read(l.Store, before ?? long.MaxValue, only, actor, (limit ?? Usual) + 1));
        var more = page.Count > (limit ?? Usual);
        if (more) page.RemoveAt(page.Count - 1);
        return Answer.Object(json =>
        {
            json.List("items", page, Write);
            if (more) json.WriteNumber("before", page[^1].Number);
            else json.WriteNull("before");
        });
    }

    /// <summary>Acts before a record, latest first.</summary>
    public static List<Record> Read(IRecordStore store, long before, RecordKind? kind, string? actor, int count)
    {
        var found = new List<Record>();
        store.ReadActs(before, kind, (in RecordView record) =>
        {
            var kept = record.Keep();
            if (actor is null || kept.Actor == actor) found.Add(kept);
            return found.Count < count;
        });
        return found;
    }

    /// <summary>One record.</summary>
    public static void Write(Record record, Utf8JsonWriter json)
    {
        json.WriteNumber("number", record.Number);
        json.WriteString("time", Values.Text(record.Time));
        json.WriteString("moment", Values.Text(record.Moment));
        json.WriteString("kind", record.Kind);
        json.WriteString("estate", record.Estate);
        json.WriteString("subject", record.Subject);
        json.WriteString("actor", record.Actor);
        json.WriteString("hash", record.Hash);
        json.WritePropertyName("body");
        try
        {
            json.WriteRawValue(record.Body.Span);
        }
        catch (JsonException)
        {
            json.WriteNullValue();
        }
    }

    private static IResult One(LedgerPool ledgers, long number)
    {
        Record? found = null;
        ledgers.Use(l =>
        {
            l.Store.Read(number - 1, (in RecordView record) =>
            {
                if (record.Number == number) found = record.Keep();
                return false;
            });
            return true;
        });
        return found is null ? Problems.NotFound($"`{number.ToString(CultureInfo.InvariantCulture)}` is no record of this ledger") : Answer.Object(json => Write(found, json));
    }

    private static Answer Verify(LedgerPool ledgers)
    {
        var verification = ledgers.Use(l => Verification.Of(l.Store, [], _ => { }));
        return Answer.Object(json =>
        {
            json.WriteBoolean("holds", verification.Faults.IsEmpty);
            json.WriteNumber("records", verification.Records);
            json.Texts("faults", verification.Faults.Select(f => f.Message));
        });
    }
}

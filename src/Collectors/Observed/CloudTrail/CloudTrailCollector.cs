using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>Reads CloudTrail: who called which model from where, who released what, who changed guardrails, roles and logging.</summary>
public sealed class CloudTrailCollector : ICollector
{
    private const int LargestRecord = 16 << 20;

    /// <inheritdoc/>
    public string Name => "cloudtrail";

    /// <inheritdoc/>
    public Plane Plane => Plane.Observed;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var fold = new TrailFold(Name);
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            var path = LogPath.Of(file.Path);
            if (TrailFiles.IsDelivered(file, path) || TrailFiles.MayHoldRecords(file, path)) Read(file, path, fold);
            await Task.CompletedTask;
        }

        foreach (var claim in fold.ToClaims()) yield return claim;
    }

    private static void Read(EstateFile file, LogPath path, TrailFold fold)
    {
        var delivered = TrailFiles.IsDelivered(file, path);
        fold.Only = TrailFiles.OnlySource(file);
        var seen = new HashSet<(string, string)>();
        try
        {
            using var records = new JsonRecords(file, LargestRecord, "Records", "Events");
            ReadRecords(records, file, fold, seen);
            if (seen.Count == 0 && records is { HasList: true, Broken: 0 }) fold.Reaches.SawNothing(path, file.Path);
            else if (delivered && seen.Count == 0 && records.Broken == 0) fold.Reaches.Lost(path, file.Path, "holds no CloudTrail records", seen);
            if (records.Broken > 0 && (delivered || seen.Count > 0 || LooksLikeTrail(file))) fold.Reaches.Lost(path, file.Path, Why(records), seen);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            if (delivered || seen.Count > 0) fold.Reaches.Lost(path, file.Path, "cannot be opened", seen);
        }
    }

    private static void ReadRecords(JsonRecords records, EstateFile file, TrailFold fold, HashSet<(string, string)> seen)
    {
        var glance = new TrailGlance(fold.Names);
        var sightings = new Sightings(fold, file.Path, seen);
        for (RecordGlance read = glance.Read; records.Next(read);)
        {
            if (!records.IsGlanced) ReadRecord(records, file, fold, seen);
            else if (glance.IsTrail ? !ReadGlanced(glance, records, file, fold, sightings) : glance.LacksTime) ReadRecord(records, file, fold, seen);
        }

        sightings.Flush();
    }

    // False where a general reader has to read the record; reading it twice says nothing twice.
    private static bool ReadGlanced(TrailGlance glance, JsonRecords records, EstateFile file, TrailFold fold, Sightings sightings)
    {
        var record = records.Record.Span;
        if (sightings.Of(glance, record) is not { } sighting) return false;
        if (glance.IsIdle) return true;
        if (fold.Writes(glance, record)) return fold.AddWrite(glance, record, sighting, file.Path, records.Place);
        return TrailEvents.Of(glance.Text(record, TrailField.Source), glance.Text(record, TrailField.Name), fold.Names) switch
        {
            null => true,
            TrailTopic.Call => fold.Add(glance, record, sighting, file.Path, records.Place),
            _ => false,
        };
    }

    private static string Why(JsonRecords records) =>
        records.Broken == 1 ? $"cannot be read whole: {records.Reason}" : $"cannot be read whole in {records.Broken} places: {records.Reason}";

    private static bool LooksLikeTrail(EstateFile file)
    {
        var head = Utf8Content.Head(file);
        return head.IndexOf("\"eventVersion\""u8) >= 0 && head.IndexOf("\"eventSource\""u8) >= 0;
    }

    private static void ReadRecord(JsonRecords records, EstateFile file, TrailFold fold, HashSet<(string, string)> seen)
    {
        try
        {
            var text = records.Record;
            var head = TrailHead.Read(text.Span, fold.Names);
            if (head.Inner is { } inner)
            {
                text = Encoding.UTF8.GetBytes(inner);
                head = TrailHead.Read(text.Span, fold.Names);
            }

            if (head.LacksTime)
            {
                seen.Add((head.Account, head.Region));
                records.Reject("a record without a time");
            }

            if (!head.IsTrail) return;
            seen.Add((head.Account, head.Region));
            fold.Reaches.Saw(head.Account, head.Region, head.Time, file.Path);
            fold.Add(head, text, file.Path, records.Place);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            records.Reject("no json");
        }
    }
}

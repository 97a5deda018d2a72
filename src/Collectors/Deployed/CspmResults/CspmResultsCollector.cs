using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Deployed.CspmResults;

/// <summary>Reads what posture tools found: Security Hub, Prowler and others, in ASFF, OCSF and Prowler's own formats.</summary>
public sealed partial class CspmResultsCollector : ICollector
{
    private const int LargestRecord = 4 << 20;
    private static readonly ImmutableArray<string> Spoken = [.. Vocabulary.CheckedKinds.Select(k => $"{k.Name()}.posture")];

    /// <inheritdoc/>
    public string Name => "cspm-results";

    /// <inheritdoc/>
    public Plane Plane => Plane.Deployed;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var fold = new CheckFold();
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            var head = Encoding.UTF8.GetString(Utf8Content.Head(file));
            var why = Table().IsMatch(head) ? ReadTable(file, fold) : Records().IsMatch(head) ? ReadRecords(file, fold) : null;
            if (why is not null) yield return Unread(file, why);
            await Task.CompletedTask;
        }

        foreach (var claim in fold.ToClaims()) yield return claim;
        // What was not imported was not imported: only a file that could not be read makes that uncertain.
        yield return new Coverage(Name, Plane, Reach.Everything, Spoken).ToClaim(new Origin(Name));
    }

    private string? ReadRecords(EstateFile file, CheckFold fold)
    {
        try
        {
            using var records = new JsonRecords(file, LargestRecord, "Findings", "findings");
            var any = false;
            while (records.Next())
            {
                if (Read(records) is not { } results) continue;
                any = true;
                var origin = new Origin(Name, file.Path, records.Place);
                foreach (var result in results) fold.Add(result, origin);
            }

            return records.Broken > 0 && (any || Certain().IsMatch(Encoding.UTF8.GetString(Utf8Content.Head(file)))) ? $"cannot be read whole: {records.Reason}" : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return "cannot be opened, or breaks off while being decompressed";
        }
    }

    private static List<CheckResult>? Read(JsonRecords records)
    {
        try
        {
            using var document = JsonDocument.Parse(records.Record, new JsonDocumentOptions { MaxDepth = 64 });
            var root = document.RootElement;
            IEnumerable<JsonElement> findings = root.At("detail", "findings").ValueKind == JsonValueKind.Array ? root.Elements("detail", "findings") : [root];
            var results = findings.SelectMany(Of).ToList();
            return results.Count > 0 ? results : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            records.Reject("no json");
            return null;
        }
    }

    private static IEnumerable<CheckResult> Of(JsonElement record) =>
        Asff.Is(record) ? Asff.Read(record) : Ocsf.Is(record) ? Ocsf.Read(record) : ProwlerNative.Is(record) ? [ProwlerNative.Read(record)] : [];

    private string? ReadTable(EstateFile file, CheckFold fold)
    {
        try
        {
            using var text = new StreamReader(Utf8Content.Open(file), Encoding.UTF8);
            var first = text.ReadLine() ?? "";
            var separator = first.Count(c => c == ';') >= first.Count(c => c == ',') ? ';' : ',';
            var columns = first.Split(separator).Select(c => c.Trim('"', ' ').ToUpperInvariant()).ToList();
            if (!ProwlerNative.IsHeader(columns)) return null;
            var rows = new CsvRows(text, separator);
            var line = 1;
            string? why = null;
            while (rows.Next() is { } row)
            {
                line++;
                if (row.Count == columns.Count) fold.Add(ProwlerNative.Read(columns, row), new Origin(Name, file.Path, line));
                else if (row is not [""]) why ??= $"cannot be read whole: row {line} has {row.Count} cells where the table has {columns.Count}";
            }

            return rows.IsBroken ? $"cannot be read whole: row {line + 1} does not end" : why;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return "cannot be opened, or breaks off while being decompressed";
        }
    }

    private Claim Unread(EstateFile file, string why) => new Gap(
        Name, Plane, GapKind.Unreadable, $"posture export `{file.Path}` {why}", $"export `{file.Path}` again and save its whole output",
        Reach.Everything, Spoken).ToClaim(new Origin(Name, file.Path));

    [GeneratedRegex("\\A\"?(?:[A-Z_]+\"?[;,]\"?)*CHECK_ID\"?[;,]", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Table();

    [GeneratedRegex("\"(?:ProductArn|AwsAccountId|GeneratorId|finding_info|class_uid|category_uid|activity_id|CheckID)\"\\s*:|\"Security Hub Findings|Findings Imported V2", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Records();

    [GeneratedRegex("\"(?:ProductArn|AwsAccountId|finding_info|CheckID)\"\\s*:", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Certain();
}

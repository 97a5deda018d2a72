using System.Text;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Reports.Ocsf;
using Plumbline.Server.Standings;
using Plumbline.Store.Recordings;
using Plumbline.Store.Records;

namespace Plumbline.Server.Alerts;

/// <summary>A change of a finding as the ledger has it, with everything that is known of the finding now.</summary>
/// <param name="Number">The record's number: changes are told in this order.</param>
/// <param name="Time">When it was written.</param>
/// <param name="Estate">The estate.</param>
/// <param name="State">How the finding stands since.</param>
/// <param name="Finding">The finding as the record has it; its evidence as it is known now.</param>
/// <param name="IsWhole">True where the finding is still at hand; false where only the record tells of it.</param>
public sealed record Notice(long Number, DateTimeOffset Time, string Estate, FindingState State, Finding Finding, bool IsWhole)
{
    /// <summary>True where the policies of the agents behind it want it recorded and not told.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>The change as an event.</summary>
    public OcsfEvent Event => new(Finding, Estate, Time)
    {
        Activity = State switch { FindingState.Resolved => OcsfActivity.Close, FindingState.Open => OcsfActivity.Create, _ => OcsfActivity.Update },
        Record = Number,
        IsWaived = State == FindingState.Waived,
    };

    /// <summary>Reads a record of a finding.</summary>
    /// <param name="record">The record.</param>
    /// <param name="standing">How the estate stands; null where nothing was read yet.</param>
    /// <param name="words">The words that planes may use.</param>
    public static Notice Of(Record record, Standing? standing, Vocabulary words)
    {
        using var body = Body(record);
        string Text(string name) => body.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        var state = KebabCase.TryParse<FindingState>(Text("state"), out var known) ? known : FindingState.Unknown;
        var severity = KebabCase.TryParse<Severity>(Text("severity"), out var named) ? named : Severity.Info;
        var found = standing is not null && standing.Report.Scope.Name == record.Estate ? Find(standing, record.Subject) : null;
        var finding = found ?? Bare(record.Subject, Text("rule"), Text("control"), Text("asset"), severity, standing, words);
        return new Notice(record.Number, record.Time, record.Estate, state, finding with
        {
            Verdict = state == FindingState.Unknown ? Verdict.NotEvaluable : Verdict.Fail,
            Message = Text("message"),
            Weight = finding.Weight with { Severity = severity },
            Waiver = state == FindingState.Waived ? finding.Waiver : null,
        }, found is not null) { IsQuiet = standing is not null && Deviations.IsQuiet(finding, standing.Report.Graph, standing.Index.RelationsOf(finding.Asset.Id)) };
    }

    // A record that somebody wrote past this program is told with what can be read of it.
    private static JsonDocument Body(Record record)
    {
        try
        {
            if (JsonDocument.Parse(record.Body) is { RootElement.ValueKind: JsonValueKind.Object } body) return body;
        }
        catch (JsonException)
        {
        }

        return JsonDocument.Parse("{}");
    }

    private static Finding? Find(Standing standing, string id) =>
        standing.Index.Finding(id) ?? standing.Changes.FirstOrDefault(c => c.Id == id)?.Finding;

    // What is gone is told from its record, and from the rule where that is still asked.
    private static Finding Bare(string id, string rule, string control, string asset, Severity severity, Standing? standing, Vocabulary words)
    {
        if (!AssetId.TryParse(asset, out var about)) about = new AssetId(AssetKind.Workload, asset);
        var asked = standing?.Report.Rulebook.Conditions.FirstOrDefault(c => c.Rule.Id == rule)?.Rule ?? Forgotten(rule, control, severity, about.Kind);
        var row = standing?.Report.Graph.Find(about) ?? AssetRow.Silent(about, words);
        var fix = asked.Fix.Contains('{', StringComparison.Ordinal) ? $"See `plumb explain {rule}`." : asked.Fix;
        return new Finding(id, asked, row, Verdict.Fail, new Weight(severity, (int)severity * Weight.Step, []), "", fix, [], [], []);
    }

    private static Rule Forgotten(string id, string control, Severity severity, AssetKind kind) => new(
        id, control, id, severity, Maturity.Stable, kind, [], null, "true", "", "The rule is not asked any more.", "Nothing is to be done: the rule is not asked any more.",
        "misuse", [], [], System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableArray<string>>.Empty,
        System.Collections.Immutable.ImmutableSortedDictionary<string, Cel.Types.Value>.Empty, "");

    /// <summary>A notice that says of itself that it is a trial.</summary>
    /// <param name="now">The time.</param>
    /// <param name="words">The words that planes may use.</param>
    public static Notice Trial(DateTimeOffset now, Vocabulary words)
    {
        const string body = """{"state":"open","rule":"trial","control":"trial","asset":"workload:trial","severity":"info","message":"a trial: nothing was found, this target is being tested"}""";
        return Of(new Record(0, now, now, RecordKind.Finding.Name(), "trial", "trial", "", Encoding.UTF8.GetBytes(body), ""), null, words);
    }
}

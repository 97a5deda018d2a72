using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Approved.EvalBindings;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Registries;
using Plumbline.Posture.Scans;
using Plumbline.Store;
using Plumbline.Store.Recordings;

namespace Plumbline.Cli.Commands;

/// <summary>What passed an eval suite last: every metric that the registry asks for reached its threshold, on one model, prompt, tools, guardrail and cases.</summary>
/// <param name="System">The system it was run for.</param>
/// <param name="Time">When the last of its runs was made.</param>
/// <param name="Parts">Model, prompt, tools, guardrail, dataset.</param>
/// <param name="Scores">Each metric with its score, and the threshold where one is asked for.</param>
/// <param name="Missing">What it did not reach; empty where it passed.</param>
/// <param name="By">Who recorded it.</param>
/// <param name="IsSigned">True where a key proves it.</param>
internal sealed record LastPassed(
    string System, DateTimeOffset Time, ImmutableArray<(string Name, string Value)> Parts, ImmutableArray<string> Scores, ImmutableArray<string> Missing, string By, bool IsSigned)
{
    private static readonly string[] Fields = ["model", "prompt", "guardrail", "dataset"];

    /// <summary>What was recorded of a suite, newest first, each judged by the thresholds in force; it is what passed where nothing is missing.</summary>
    public static async Task<ImmutableArray<LastPassed>> OfAsync(string? store, RegistryBook book, EntryVersion suite)
    {
        var name = suite.Name.Name.Split('#')[0];
        var asked = book.Names.Where(n => n == $"evals/{name}" || n.StartsWith($"evals/{name}#", StringComparison.Ordinal)).Select(book.Active).OfType<EntryVersion>().Select(Threshold).ToList();
        if (asked.Count == 0) asked.Add(Threshold(suite));
        using var rows = Stores.Open(LedgerSession.Address(store));
        ImmutableArray<EstateFile> files = [.. GateRecord.Files(rows, book.AsOf).Where(f => f.Path == GateRecord.BindingsFile).Select(f => new EstateFile(f.Path, f.Content.Length, () => new MemoryStream(f.Content, writable: false)))];
        var bound = new List<MapValue>();
        await foreach (var claim in new EvalBindingsCollector().CollectAsync(new Scope("", book.AsOf, files, []), CancellationToken.None).ConfigureAwait(false))
            if (claim.Property == "bindings" && claim.Subject.Key == name) bound.Add(claim.Value.AsMap!);
        return [.. bound.GroupBy(b => string.Join('\u001f', Fields.Append("system").Select(f => Text(b, f)).Append(b["tools"].ToString()))).Select(g => Judge([.. g], asked)).OrderByDescending(l => l.Time)];
    }

    private static LastPassed Judge(List<MapValue> runs, List<(string Metric, double Least)> asked)
    {
        // Of one metric that was measured again on the same parts, the newest score counts.
        var scores = runs.GroupBy(r => Text(r, "metric")).Select(g => g.MaxBy(r => At(r))!).OrderBy(r => Text(r, "metric"), StringComparer.Ordinal).ToList();
        bool Reaches((string Metric, double Least) one) => scores.Exists(s => (one.Metric.Length == 0 || Text(s, "metric") == one.Metric) && Text(s, "status") == "success" && s["score"].AsDouble >= one.Least);
        var newest = runs.MaxBy(r => At(r))!;
        return new LastPassed(
            Text(newest, "system"), At(newest), [.. Fields.Select(f => (f, Text(newest, f))).Append(("tools", string.Join(", ", newest["tools"].AsList!.Items.Select(t => t.AsString))))],
            [.. scores.Select(s => string.Create(CultureInfo.InvariantCulture, $"{Text(s, "metric")} {s["score"].AsDouble:0.###}{(Text(s, "status") == "success" ? "" : $" ({Text(s, "status")})")}"))],
            [.. asked.Where(a => !Reaches(a)).Select(a => string.Create(CultureInfo.InvariantCulture, $"{(a.Metric.Length == 0 ? "a score" : a.Metric)} of {a.Least:0.###}"))],
            Text(newest, "by"), Text(newest, "key").Length > 0);
    }

    private static (string Metric, double Least) Threshold(EntryVersion entry) => (
        entry.Content.TryGetProperty("metric", out var metric) ? metric.GetString() ?? "" : "",
        entry.Content.TryGetProperty("threshold", out var least) && least.ValueKind == JsonValueKind.Number ? least.GetDouble() : double.PositiveInfinity);

    private static string Text(MapValue run, string field) => run[field].AsString ?? "";

    private static DateTimeOffset At(MapValue run) => (run["time"].AsBoxed as Timestamp)?.AsInstant ?? DateTimeOffset.MinValue;

    /// <summary>For people: what passed last, and what was tried since.</summary>
    public static IEnumerable<string> Lines(ImmutableArray<LastPassed> all)
    {
        var passed = all.FirstOrDefault(l => l.Missing.IsEmpty);
        if (passed is null) yield return "  last passed  never, as far as the ledger's bindings tell (`plumb eval record` binds a result)";
        else
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  last passed  {passed.Time:yyyy-MM-dd HH:mm} UTC for {passed.System}: {string.Join(", ", passed.Scores)}; {(passed.IsSigned ? "signed" : $"asserted by {passed.By}")}");
            foreach (var (name, value) in passed.Parts) yield return $"    {name,-10} {(value.Length > 0 ? value : EvalStatement.None)}";
        }

        foreach (var later in all.TakeWhile(l => l != passed).Take(5))
            yield return string.Create(CultureInfo.InvariantCulture, $"  not passed   {later.Time:yyyy-MM-dd HH:mm} UTC for {later.System}: {string.Join(", ", later.Scores)}; asked for {string.Join(", ", later.Missing)}");
    }

    /// <summary>The same as JSON.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableArray<LastPassed> all)
    {
        if (all.FirstOrDefault(l => l.Missing.IsEmpty) is not { } passed) return;
        json.WriteStartObject("lastPassedVersion");
        json.WriteString("system", passed.System);
        json.WriteString("time", passed.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        foreach (var (name, value) in passed.Parts) json.WriteString(name, value);
        json.WriteStartArray("scores");
        foreach (var score in passed.Scores) json.WriteStringValue(score);
        json.WriteEndArray();
        json.WriteString("identity", passed.IsSigned ? "verified" : "asserted");
        json.WriteString("by", passed.By);
        json.WriteEndObject();
    }
}

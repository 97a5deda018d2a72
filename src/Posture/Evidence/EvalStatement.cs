using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Plumbline.Posture.Evidence;

/// <summary>One metric of one run and what it ran on.</summary>
/// <param name="Tools">`name#fingerprint` each.</param>
public sealed record BoundRun(
    string Run, string Status, string Metric, double Score, DateTimeOffset Time, string Model, string Prompt, ImmutableArray<string> Tools);

/// <summary>Binds an eval result to the digests of what it ran on: the predicate of an in-toto statement about the result file.</summary>
/// <param name="System">The AI system it was run for.</param>
/// <param name="Suite">The suite, as the registry calls it.</param>
/// <param name="File">The name of the result file.</param>
/// <param name="Result">SHA-256 of the result file, in hexadecimal digits.</param>
/// <param name="Guardrail">`id:version#digest` of the guardrail that stood before the model, or `none`.</param>
/// <param name="Dataset">`sha256:` and the digest of the cases it ran on.</param>
/// <param name="By">Who recorded it.</param>
/// <param name="Recorded">When.</param>
/// <param name="Key">The public key that it is signed with (SubjectPublicKeyInfo, Base64); empty where it is not signed. It only says who signed: whether that counts is for the registry to say.</param>
/// <param name="Runs">The runs of the file.</param>
public sealed record EvalStatement(
    string System, string Suite, string File, string Result, string Guardrail, string Dataset, string By, DateTimeOffset Recorded, string Key, ImmutableArray<BoundRun> Runs)
{
    /// <summary>What stands for a part that the run did without.</summary>
    public const string None = "none";

    /// <summary>The type of the predicate.</summary>
    public const string PredicateType = "urn:plumbline:eval-binding:v1";

    private const string Form = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";
    private const int MostRuns = 1000;
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The statement in UTF-8.</summary>
    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("_type", Statement.Type);
            Statement.WriteSubjects(json, [(File, Result)]);
            json.WriteString("predicateType", PredicateType);
            json.WriteStartObject("predicate");
            foreach (var (key, text) in new[] { ("system", System), ("suite", Suite), ("guardrail", Guardrail), ("dataset", Dataset), ("by", By), ("recorded", Text(Recorded)), ("key", Key) }) json.WriteString(key, text);
            json.WriteStartArray("runs");
            foreach (var run in Runs) Write(json, run);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, BoundRun run)
    {
        json.WriteStartObject();
        foreach (var (key, text) in new[] { ("run", run.Run), ("status", run.Status), ("metric", run.Metric) }) json.WriteString(key, text);
        json.WriteNumber("score", run.Score);
        foreach (var (key, text) in new[] { ("time", Text(run.Time)), ("model", run.Model), ("prompt", run.Prompt) }) json.WriteString(key, text);
        json.WriteStartArray("tools");
        foreach (var tool in run.Tools) json.WriteStringValue(tool);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>True where a document says that it is such a statement.</summary>
    public static bool Is(JsonElement root) => Statement.Text(root, "predicateType") == PredicateType && Statement.Text(root, "_type") == Statement.Type;

    /// <summary>Reads a statement; null where something that must be said is not.</summary>
    public static EvalStatement? Read(JsonElement root)
    {
        if (!Is(root) || Statement.Subjects(root) is not [var (file, digest)] || !root.TryGetProperty("predicate", out var said) || said.ValueKind != JsonValueKind.Object) return null;
        string? Of(string key) => Statement.Text(said, key);
        if (Of("system") is not { Length: > 0 } system || Of("suite") is not { Length: > 0 } suite || Of("guardrail") is not { Length: > 0 } guardrail || Of("dataset") is not { Length: > 0 } dataset) return null;
        if (!TryTime(Of("recorded"), out var recorded) || !said.TryGetProperty("runs", out var list) || list.ValueKind != JsonValueKind.Array) return null;
        var runs = list.EnumerateArray().Take(MostRuns).Select(Run).ToList();
        return runs.Count == 0 || runs.Contains(null) ? null
            : new EvalStatement(system, suite, file, digest, guardrail, dataset, Of("by") ?? "", recorded, Of("key") ?? "", [.. runs.Select(r => r!)]);
    }

    private static BoundRun? Run(JsonElement json)
    {
        if (Statement.Text(json, "status") is not { } status || Statement.Text(json, "model") is not { Length: > 0 } model || Statement.Text(json, "prompt") is not { Length: > 0 } prompt) return null;
        if (!json.TryGetProperty("score", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetDouble(out var score) || !TryTime(Statement.Text(json, "time"), out var time)) return null;
        if (!json.TryGetProperty("tools", out var tools) || tools.ValueKind != JsonValueKind.Array || tools.EnumerateArray().Any(t => t.ValueKind != JsonValueKind.String)) return null;
        return new BoundRun(
            Statement.Text(json, "run") ?? "", status, Statement.Text(json, "metric") ?? "", score, time, model, prompt,
            [.. tools.EnumerateArray().Select(t => t.GetString()!).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    private static bool TryTime(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}

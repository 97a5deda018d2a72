using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Approved.EvalBindings;

/// <summary>Reads what `plumb eval record` wrote: which eval results are bound to which model, prompt, tools, guardrail and cases.</summary>
public sealed class EvalBindingsCollector : ICollector
{
    private const string Source = "eval-bindings";
    private const int Largest = 4 << 20;
    private const int Opening = 200;
    private const string Fix = "record the result again with `plumb eval record`, or take the file away";

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Approved;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ResultFiles? results = null;
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (file.Length > Largest || !IsLikely(file)) continue;
            if (Elements(file) is not { } elements)
            {
                if (IsEnvelope(file)) yield return Unread(file, "it is no whole json");
                continue;
            }

            foreach (var element in elements)
            {
                if (Judge(element) is not var (statement, key, problem)) continue;
                if (statement is null) yield return Unread(file, problem!);
                else foreach (var claim in Claims(file, statement, key, scope.AsOf, results ??= new ResultFiles(scope))) yield return claim;
            }
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    private static bool IsLikely(EstateFile file)
    {
        if (!file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return false;
        var head = Encoding.UTF8.GetString(Content.Head(file));
        return head.Contains("\"payloadType\"", StringComparison.Ordinal) || head.Contains(EvalStatement.PredicateType, StringComparison.Ordinal);
    }

    // Bundles of other tools hold an envelope deep inside; theirs to report.
    private static bool IsEnvelope(EstateFile file) =>
        Encoding.UTF8.GetString(Content.Head(file)) is var head && head.AsSpan(0, Math.Min(head.Length, Opening)).Contains("\"payloadType\"", StringComparison.Ordinal) && head.Contains(Envelope.InToto, StringComparison.Ordinal);

    // One envelope, one bare statement, or a list of either.
    private static List<JsonElement>? Elements(EstateFile file)
    {
        using var document = Json.Parse(Content.ReadAll(file, out _, Largest), out _);
        if (document is null) return null;
        var root = document.RootElement;
        return root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray().Select(e => e.Clone())] : [root.Clone()];
    }

    private static (EvalStatement? Statement, string Key, string? Problem)? Judge(JsonElement element)
    {
        if (EvalStatement.Is(element)) return (EvalStatement.Read(element) is { } bare ? bare with { Key = "" } : null, "", "it does not say all that a binding says");
        if (Envelope.Read(element) is not { PayloadType: Envelope.InToto } envelope) return null;
        using var payload = Json.Parse(envelope.Payload.ToArray(), out _);
        if (payload is null || !EvalStatement.Is(payload.RootElement)) return null;
        if (EvalStatement.Read(payload.RootElement) is not { } statement) return (null, "", "it does not say all that a binding says");
        return SignedWith(envelope, statement.Key) is { } key ? (statement, key, null) : (null, "", "its signature is not that of the key it names: it was forged or changed");
    }

    private static string? SignedWith(Envelope envelope, string key)
    {
        using var signer = ECDsa.Create();
        try
        {
            signer.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key), out _);
            return envelope.IsSignedBy(signer) ? Envelope.Fingerprint(signer) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<Claim> Claims(EstateFile file, EvalStatement said, string key, DateTimeOffset asOf, ResultFiles results)
    {
        var state = results.State(said.File, said.Result);
        foreach (var run in said.Runs.Where(r => r.Time <= asOf))
        {
            var value = Value.Map(
                ("system", Value.Of(said.System)), ("suite", Value.Of(said.Suite)), ("metric", Value.Of(run.Metric)), ("score", Value.Of(run.Score)),
                ("status", Value.Of(run.Status)), ("time", Value.Of(run.Time)), ("run", Value.Of(run.Run)),
                ("model", Value.Of(run.Model)), ("base", Value.Of(ModelId.Parse(run.Model).Base)), ("prompt", Value.Of(run.Prompt)), ("tools", Value.List(run.Tools)),
                ("guardrail", Value.Of(said.Guardrail)), ("dataset", Value.Of(said.Dataset)), ("result", Value.Of(said.Result)), ("state", Value.Of(state)),
                ("key", Value.Of(key)), ("by", Value.Of(said.By)), ("recorded", Value.Of(said.Recorded)));
            yield return new Claim(
                new AssetId(AssetKind.EvalSuite, said.Suite), "bindings", Plane.Approved, value,
                new Origin(Source, file.Path, Event: run.Run.Length > 0 ? run.Run : null), said.Recorded);
        }
    }

    private static Claim Unread(EstateFile file, string problem) => new Gap(
        Source, Plane.Approved, GapKind.Unreadable, $"eval binding `{file.Path}` does not count: {problem}", Fix, Reach.Everything, ["eval-suite.bindings"])
        .ToClaim(new Origin(Source, file.Path));
}

/// <summary>The result files that bindings speak of, as far as they are among what is read.</summary>
internal sealed class ResultFiles(Scope scope)
{
    private readonly ILookup<string, EstateFile> byName = scope.Files.ToLookup(f => f.Name, StringComparer.Ordinal);

    /// <summary>`present`, `changed` where only a file of that name with other content is there, or `absent`.</summary>
    public string State(string name, string digest)
    {
        var there = byName[name].ToList();
        return there.Count == 0 ? "absent" : there.Exists(f => Digest(f) == digest) ? "present" : "changed";
    }

    private static string? Digest(EstateFile file)
    {
        try
        {
            using var stream = file.Open();
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

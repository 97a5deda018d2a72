using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Gates;

/// <summary>A decision that whoever deploys can check without the gate: an in-toto statement about the release, in a signed envelope.</summary>
public static class SignedVerdict
{
    /// <summary>The type of the predicate.</summary>
    public const string PredicateType = "urn:plumbline:gate-verdict:v1";

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>Signs a decision.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="artifacts">What is deployed beside what the registry knows: names and SHA-256 digests, of an image for example.</param>
    /// <param name="issued">When it is signed.</param>
    /// <param name="key">The private key.</param>
    public static Envelope Sign(GateDecision decision, IEnumerable<(string Name, string Digest)> artifacts, DateTimeOffset issued, ECDsa key)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("_type", Statement.Type);
            Statement.WriteSubjects(json, [(Subject(decision.System, decision.Environment), decision.Digest), .. artifacts]);
            json.WriteString("predicateType", PredicateType);
            json.WriteStartObject("predicate");
            json.WriteString("decision", decision.Outcome.Name());
            json.WriteString("system", decision.System);
            json.WriteString("environment", decision.Environment);
            json.WriteString("asOf", Text(decision.AsOf));
            json.WriteString("issued", Text(issued));
            json.WriteString("deploy", decision.Deploy.Name());
            if (decision.FirstSaidBy.Length > 0) json.WriteString("firstSaidBy", decision.FirstSaidBy);
            json.WriteStartArray("reasons");
            foreach (var reason in decision.Reasons) json.WriteStringValue($"{reason.Effect.Name()} {reason.Control}/{reason.Rule} {reason.Asset}");
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Envelope.Sign(Envelope.InToto, buffer.WrittenSpan, key);
    }

    /// <summary>How a statement names a gate.</summary>
    public static string Subject(string system, string environment) => $"gate/{system}/{environment}";

    /// <summary>Checks a verdict; null where it lets this release pass, else why it does not.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="wanted">What it must be about.</param>
    /// <param name="key">The public key that is trusted.</param>
    /// <param name="now">The moment.</param>
    public static string? Refusal(Envelope envelope, WantedVerdict wanted, ECDsa key, DateTimeOffset now)
    {
        if (envelope.PayloadType != Envelope.InToto) return $"its payload is `{Short(envelope.PayloadType)}` and no in-toto statement";
        if (!envelope.IsSignedBy(key)) return "it is not signed by this key: it was forged or changed, or the key is another one";
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(envelope.Payload.AsMemory(), new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return "what was signed is no json";
        }

        using (document) return Statement.Text(document.RootElement, "_type") != Statement.Type || Statement.Text(document.RootElement, "predicateType") != PredicateType
                || !document.RootElement.TryGetProperty("predicate", out var said)
            ? "what was signed is no verdict of a gate" : Refusal(said, Statement.Subjects(document.RootElement), wanted, now);
    }

    /// <summary>When a verdict was issued that let a release of the same system pass to the same environment, whoever signed it; null where it is none.</summary>
    public static DateTimeOffset? LetPass(Envelope envelope, GateRequest request)
    {
        if (envelope.PayloadType != Envelope.InToto) return null;
        try
        {
            using var document = JsonDocument.Parse(envelope.Payload.AsMemory(), new JsonDocumentOptions { MaxDepth = 16 });
            return Statement.Text(document.RootElement, "predicateType") == PredicateType && document.RootElement.TryGetProperty("predicate", out var said)
                && Statement.Text(said, "system") == request.System && request.IsIn(Statement.Text(said, "environment")) && Statement.Text(said, "decision") == GateOutcome.Allow.Name()
                && TryTime(Statement.Text(said, "issued"), out var issued) ? issued : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Refusal(JsonElement said, ImmutableArray<(string Name, string Digest)> subjects, WantedVerdict wanted, DateTimeOffset now)
    {
        var (system, environment) = (Statement.Text(said, "system") ?? "", Statement.Text(said, "environment") ?? "");
        if (system != wanted.System) return $"it is about system `{Short(system)}`, not `{wanted.System}`";
        if (!new GateRequest(system, wanted.Environment, [], now).IsIn(environment)) return $"it is about `{Short(environment)}`, not `{wanted.Environment}`";
        if (subjects is not [var (name, _), ..] || name != Subject(system, environment)) return "its subject is another than what it decides on";
        if (Statement.Text(said, "decision") != GateOutcome.Allow.Name()) return $"it says `{Short(Statement.Text(said, "decision") ?? "")}`";
        if (!TryTime(Statement.Text(said, "issued"), out var issued)) return "it does not say when it was issued";
        if (issued - now > Skew) return $"it was issued at {Show(issued)}, which lies ahead";
        if (now - issued > wanted.MaxAge) return $"it was issued at {Show(issued)}, longer ago than {Show(wanted.MaxAge)}";
        if (!TryTime(Statement.Text(said, "asOf"), out var asOf)) return "it does not say which moment it speaks of";
        // Whoever picks an earlier moment picks what was known and approved then.
        if (asOf - issued > Skew || now - asOf > wanted.MaxAge) return $"it speaks of {Show(asOf)}, {(asOf > issued ? "which lies behind its issue" : $"longer ago than {Show(wanted.MaxAge)}")}";
        foreach (var (artifact, digest) in wanted.Artifacts)
            if (!subjects.Skip(1).Any(s => s.Digest == digest)) return $"it is not about `{artifact}` with digest sha256:{digest}";
        return null;
    }

    private static string Short(string text) => text.Length > 80 ? text[..80] + "…" : text;

    private static string Show(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.##} hours");

    private static string Show(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    private static bool TryTime(string? text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, "yyyy-MM-ddTHH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}

/// <summary>What a verdict must be about to let a release pass.</summary>
/// <param name="System">The AI system, by its id.</param>
/// <param name="Environment">Where to.</param>
/// <param name="Artifacts">What is deployed: names and SHA-256 digests that it must cover.</param>
/// <param name="MaxAge">How long ago it may have been issued.</param>
public sealed record WantedVerdict(string System, string Environment, ImmutableArray<(string Name, string Digest)> Artifacts, TimeSpan MaxAge);

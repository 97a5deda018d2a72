using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Registries;
using Plumbline.Store.Records;

namespace Plumbline.Store.Projections;

/// <summary>Bodies of records about the registry: keys in one order, absent where there is nothing to say.</summary>
internal static class RegistryBodies
{
    /// <summary>Writes a proposal into the body of an <see cref="RecordKind.Entry"/>.</summary>
    public static void Write(Utf8JsonWriter json, EntryVersion version, string key = "", string signature = "", string person = "")
    {
        json.WriteString("state", version.Stage == Stage.Draft ? "draft" : "proposed");
        json.WriteString("digest", version.Digest);
        Text(json, "author", version.Proposal.Author);
        Moment(json, "expires", version.Proposal.Expires);
        Moment(json, "reviewBy", version.Proposal.ReviewBy);
        Text(json, "note", version.Proposal.Note);
        Text(json, "person", person);
        Text(json, "key", key);
        Text(json, "signature", signature);
        json.WritePropertyName("entry");
        version.Content.WriteTo(json);
    }

    /// <summary>What a proposer signs.</summary>
    /// <param name="version">What is proposed.</param>
    /// <param name="moment">When.</param>
    /// <param name="person">Whom the signing server vouches for; empty where the signer proposes.</param>
    public static byte[] Statement(EntryVersion version, DateTimeOffset moment, string person) => Signatures.Statement([
        "plumbline proposal v1", version.Stage.Name(), version.Name.ToString(), version.Digest, version.Proposal.Author, Signatures.Text(moment),
        Signatures.Text(version.Proposal.Expires), Signatures.Text(version.Proposal.ReviewBy), version.Proposal.Note, .. person.Length > 0 ? (string[])[person] : []]);

    /// <summary>Reads a proposal; null where the name is none, the digest is not that of the entry, or a signature does not hold.</summary>
    public static EntryVersion? Version(string subject, JsonElement body, Written written, Governance governance)
    {
        if (Unproven(subject, body, written) is not { } version) return null;
        if (Text(body, "signature").Length == 0) return version;
        var named = Text(body, "person");
        return Signatures.Signer(Statement(version, written.Moment, named), Text(body, "key"), Text(body, "signature"), governance) is { } signer && governance.Behind(signer, named) is { } person
            ? version with { Proposal = version.Proposal with { By = person, IsVerified = true } } : null;
    }

    private static EntryVersion? Unproven(string subject, JsonElement body, Written written)
    {
        if (EntryName.Parse(subject) is not { } name || body.GetProperty("state").GetString() is not ("draft" or "proposed") || (written.Time - written.Moment).Duration() > Lifecycle.Slack) return null;
        var content = body.GetProperty("entry");
        var digest = EntryDigest.Of(content);
        if (content.ValueKind != JsonValueKind.Object || body.GetProperty("digest").GetString() != digest) return null;
        var stage = body.GetProperty("state").GetString() == "draft" ? Stage.Draft : Stage.Proposed;
        var proposal = new Proposal(written.Actor, Text(body, "author"), written.Moment, written.Number, written.Hash, Text(body, "note"))
        {
            Expires = Moment(body, "expires"), ReviewBy = Moment(body, "reviewBy"),
        };
        return new EntryVersion(name, digest, stage, proposal, [], [], content.Clone());
    }

    /// <summary>Writes a decision.</summary>
    public static void Write(Utf8JsonWriter json, Decision decision)
    {
        json.WriteString("decision", decision.What.Name());
        json.WriteString("digest", decision.Digest);
        json.WriteString("proposal", decision.Proposal);
        Text(json, "from", decision.From);
        Text(json, "to", decision.To);
        Moment(json, "expires", decision.Expires);
        Moment(json, "reviewBy", decision.ReviewBy);
        Text(json, "note", decision.Note);
        Text(json, "person", decision.Person);
        Text(json, "key", decision.Key);
        Text(json, "signature", decision.Signature);
    }

    /// <summary>Reads a decision; null where it is none.</summary>
    public static Decision? Decision(string subject, JsonElement body) =>
        !KebabCase.TryParse<Decided>(Needed(body, "decision"), out var what) ? null
        : new Decision(what, subject, Needed(body, "digest"), Needed(body, "proposal"), Text(body, "note"))
        {
            From = Text(body, "from"), To = Text(body, "to"), Expires = Moment(body, "expires"), ReviewBy = Moment(body, "reviewBy"),
            Person = Text(body, "person"), Key = Text(body, "key"), Signature = Text(body, "signature"),
        };

    /// <summary>The text under a key; <see cref="FormatException"/> where there is none.</summary>
    public static string Needed(JsonElement body, string key) => body.GetProperty(key).GetString() ?? throw new FormatException(key);

    private static string Text(JsonElement body, string key) => body.TryGetProperty(key, out _) ? Needed(body, key) : "";

    // A date that cannot be read must not read as no end.
    private static DateTimeOffset? Moment(JsonElement body, string key) =>
        !body.TryGetProperty(key, out _) ? null
        : Instant.Read(System.Text.Encoding.UTF8.GetBytes(Needed(body, key))) is var at && at != DateTimeOffset.MinValue ? at : throw new FormatException(key);

    private static void Text(Utf8JsonWriter json, string key, string text)
    {
        if (text.Length > 0) json.WriteString(key, text);
    }

    private static void Moment(Utf8JsonWriter json, string key, DateTimeOffset? moment)
    {
        if (moment is { } at) json.WriteString(key, Instant.Write(at));
    }
}

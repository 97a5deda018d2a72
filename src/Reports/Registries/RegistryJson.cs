using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Registries;

namespace Plumbline.Reports.Registries;

/// <summary>Versions and promotions as JSON, `plumbline.registry/v1`.</summary>
public static class RegistryJson
{
    /// <summary>Writes them.</summary>
    /// <param name="book">The registry.</param>
    /// <param name="versions">The versions.</param>
    /// <param name="to">Receives it.</param>
    /// <param name="more">What is known of each beside; null for nothing.</param>
    public static void Write(RegistryBook book, IEnumerable<EntryVersion> versions, TextWriter to, Action<Utf8JsonWriter>? more = null)
    {
        var shown = versions.ToList();
        JsonText.Write(to, json =>
        {
            json.WriteStartObject();
            json.WriteString("form", "plumbline.registry/v1");
            json.WriteString("asOf", Values.Text(book.AsOf));
            json.List("entries", shown, (version, j) => One(book, version, j, more));
            json.List("promotions", book.Promotions.Where(p => shown.Exists(v => v.Name == p.Entry)), (promotion, j) => One(book, promotion, j));
            json.WriteEndObject();
        });
    }

    /// <summary>One version with how it stands.</summary>
    public static void One(RegistryBook book, EntryVersion version, Utf8JsonWriter json, Action<Utf8JsonWriter>? more = null)
    {
        var standing = book.StandingOf(version);
        json.WriteString("entry", version.Name.ToString());
        json.WriteString("state", standing.State.Name());
        json.WriteBoolean("inForce", version == book.Active(version.Name.Whole));
        json.WriteString("digest", version.Digest);
        json.WriteNumber("record", version.Activated?.Record ?? version.Proposal.Record);
        json.WriteString("proposer", version.Proposal.By);
        json.WriteString("proposerIdentity", version.Proposal.IsVerified ? "verified" : "asserted");
        if (version.Proposal.Author.Length > 0) json.WriteString("author", version.Proposal.Author);
        json.Texts("verified", standing.Verified);
        json.Texts("asserted", standing.Asserted);
        json.WriteNumber("needed", standing.Needs.Quorum);
        json.WriteString("mode", standing.Needs.Mode.Name());
        json.Texts("missing", standing.Missing);
        if (standing.Expires is { } expires) json.WriteString("expires", Values.Text(expires));
        if (standing.ReviewBy is { } look) json.WriteString("reviewBy", Values.Text(look));
        json.List("decisions", version.Signs, One);
        json.List("refused", version.Refused, One);
        more?.Invoke(json);
        json.WritePropertyName("content");
        version.Content.WriteTo(json);
    }

    private static void One(Sign sign, Utf8JsonWriter json)
    {
        json.WriteString("decision", sign.What.Name());
        json.WriteString("person", sign.Person);
        json.WriteString("identity", sign.IsVerified ? "verified" : "asserted");
        json.WriteString("at", Values.Text(sign.At));
        json.WriteNumber("record", sign.Record);
        if (sign.Expires is { } expires) json.WriteString("expires", Values.Text(expires));
        if (sign.Note.Length > 0) json.WriteString("note", sign.Note);
    }

    private static void One(Refusal refusal, Utf8JsonWriter json)
    {
        json.WriteString("why", refusal.Why.Name());
        json.WriteString("by", refusal.By);
        json.WriteString("at", Values.Text(refusal.At));
        json.WriteNumber("record", refusal.Record);
        json.WriteString("text", refusal.Text);
    }

    /// <summary>One promotion.</summary>
    public static void One(RegistryBook book, Promotion promotion, Utf8JsonWriter json)
    {
        var standing = book.StandingOf(promotion);
        json.WriteString("entry", promotion.Entry.ToString());
        json.WriteString("digest", promotion.Digest);
        json.WriteString("from", promotion.From);
        json.WriteString("to", promotion.To);
        json.WriteBoolean("inForce", standing is { Missing.IsEmpty: true });
        if (standing?.Expires is { } until) json.WriteString("until", Values.Text(until));
        json.List("decisions", promotion.Signs, One);
    }
}

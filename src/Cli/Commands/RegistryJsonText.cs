using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Registries;
using Plumbline.Store.Recordings;

namespace Plumbline.Cli.Commands;

/// <summary>Versions and promotions as JSON, `plumbline.registry/v1`.</summary>
internal static class RegistryJsonText
{
    /// <summary>Writes them.</summary>
    /// <param name="book">The registry.</param>
    /// <param name="versions">The versions.</param>
    /// <param name="more">What is known of each beside; null for nothing.</param>
    public static string Of(RegistryBook book, IEnumerable<EntryVersion> versions, Action<Utf8JsonWriter>? more = null)
    {
        var shown = versions.ToList();
        return Encoding.UTF8.GetString(BodyText.Of(json =>
        {
            json.WriteString("form", "plumbline.registry/v1");
            json.WriteString("asOf", Text(book.AsOf));
            json.WriteStartArray("entries");
            foreach (var version in shown) Write(json, book, version, more);
            json.WriteEndArray();
            json.WriteStartArray("promotions");
            foreach (var promotion in book.Promotions.Where(p => shown.Exists(v => v.Name == p.Entry))) Write(json, book, promotion);
            json.WriteEndArray();
        }));
    }

    private static void Write(Utf8JsonWriter json, RegistryBook book, EntryVersion version, Action<Utf8JsonWriter>? more)
    {
        var standing = book.StandingOf(version);
        json.WriteStartObject();
        json.WriteString("entry", version.Name.ToString());
        json.WriteString("state", standing.State.Name());
        json.WriteBoolean("inForce", version == book.Active(version.Name.Whole));
        json.WriteString("digest", version.Digest);
        json.WriteNumber("record", version.Activated?.Record ?? version.Proposal.Record);
        json.WriteString("proposer", version.Proposal.By);
        json.WriteString("proposerIdentity", version.Proposal.IsVerified ? "verified" : "asserted");
        if (version.Proposal.Author.Length > 0) json.WriteString("author", version.Proposal.Author);
        Names(json, "verified", standing.Verified);
        Names(json, "asserted", standing.Asserted);
        json.WriteNumber("needed", standing.Needs.Quorum);
        json.WriteString("mode", standing.Needs.Mode.Name());
        Names(json, "missing", standing.Missing);
        if (standing.Expires is { } expires) json.WriteString("expires", Text(expires));
        if (standing.ReviewBy is { } look) json.WriteString("reviewBy", Text(look));
        json.WriteStartArray("decisions");
        foreach (var sign in version.Signs) Write(json, sign);
        json.WriteEndArray();
        json.WriteStartArray("refused");
        foreach (var refusal in version.Refused) Write(json, refusal);
        json.WriteEndArray();
        more?.Invoke(json);
        json.WritePropertyName("content");
        version.Content.WriteTo(json);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Sign sign)
    {
        json.WriteStartObject();
        json.WriteString("decision", sign.What.Name());
        json.WriteString("person", sign.Person);
        json.WriteString("identity", sign.IsVerified ? "verified" : "asserted");
        json.WriteString("at", Text(sign.At));
        json.WriteNumber("record", sign.Record);
        if (sign.Expires is { } expires) json.WriteString("expires", Text(expires));
        if (sign.Note.Length > 0) json.WriteString("note", sign.Note);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Refusal refusal)
    {
        json.WriteStartObject();
        json.WriteString("why", refusal.Why.Name());
        json.WriteString("by", refusal.By);
        json.WriteString("at", Text(refusal.At));
        json.WriteNumber("record", refusal.Record);
        json.WriteString("text", refusal.Text);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RegistryBook book, Promotion promotion)
    {
        var standing = book.StandingOf(promotion);
        json.WriteStartObject();
        json.WriteString("entry", promotion.Entry.ToString());
        json.WriteString("digest", promotion.Digest);
        json.WriteString("from", promotion.From);
        json.WriteString("to", promotion.To);
        json.WriteBoolean("inForce", standing is { Missing.IsEmpty: true });
        if (standing?.Expires is { } until) json.WriteString("until", Text(until));
        json.WriteStartArray("decisions");
        foreach (var sign in promotion.Signs) Write(json, sign);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Names(Utf8JsonWriter json, string key, IEnumerable<string> names)
    {
        json.WriteStartArray(key);
        foreach (var name in names) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}

using System.Text.Json;
using Plumbline.Server.Keeping;
using Plumbline.Store.Records;
using Plumbline.Store.Recordings;

namespace Plumbline.Server.Access;

/// <summary>Writes into the ledger who came in and who gave whom what. What it is given is never secret.</summary>
/// <param name="ledgers">The ledger.</param>
/// <param name="clock">The estate's time.</param>
public sealed class Journal(LedgerPool ledgers, TimeProvider clock)
{
    /// <summary>Writes one record.</summary>
    /// <param name="subject">`account/NAME`, `token/ID`.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="what">What was done: `made`, `signed-in`, `refused`.</param>
    /// <param name="more">What else is to be known.</param>
    public void Note(string subject, string actor, string what, Action<Utf8JsonWriter>? more = null)
    {
        var body = BodyText.Of(json =>
        {
            json.WriteString("what", what);
            more?.Invoke(json);
        });
        ledgers.Append(_ => [new Entry(RecordKind.Access, "", subject, actor, clock.GetUtcNow(), body)]);
    }
}

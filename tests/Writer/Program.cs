using System.Globalization;
using System.Text;
using Plumbline.Store;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Records;

if (args[1] is "propose" or "approve")
{
    People.Act(args[0], args[1], args[2], args[3]);
    return;
}

// Writes into a ledger until it is killed, and says the number of each record once it is acknowledged. Arguments: store, name.
using var ledger = new Ledger(Stores.Open(args[0]), TimeProvider.System);
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
for (var i = 0; ; i++)
{
    var batch = Enumerable.Range(0, 1 + (i % 7))
        .Select(n => new Entry(RecordKind.Decision, "test", args[1], "writer", DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"batch":{{i}},"of":{{n}}}"""))))
        .ToList();
    if (ledger.Append(ledger.Tip.Number, batch) is { } tip) output.WriteLine(tip.Number.ToString(CultureInfo.InvariantCulture));
}

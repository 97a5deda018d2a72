using System.Globalization;
using System.Text.Json;
using Plumbline.Posture.Registries;
using Plumbline.Store;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

/// <summary>A person at a desk of their own: proposes many entries, or approves every one there is, and says what was refused.</summary>
internal static class People
{
    private const int Entries = 12;

    public static void Act(string store, string what, string actor, string prefix)
    {
        using var ledger = new Ledger(Stores.Open(store), TimeProvider.System);
        var desk = new RegistryDesk(ledger, TimeProvider.System, actor);
        for (var i = 0; i < Entries; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}");
            if (what == "propose") Propose(desk, name);
            else Approve(desk, name);
        }
    }

    private static void Propose(RegistryDesk desk, string name)
    {
        var content = JsonDocument.Parse($$"""{"name":"{{name}}","source":["s3://x/{{name}}"]}""").RootElement;
        desk.Propose([new Wanted("datasets", name, "", content)], new Terms(false, "", "", null, null));
    }

    private static void Approve(RegistryDesk desk, string name)
    {
        for (var attempt = 0; attempt < 6000; attempt++)
        {
            if (desk.Book.Of($"datasets/{name}").FirstOrDefault() is not { } version)
            {
                Thread.Sleep(5);
                continue;
            }

            try
            {
                Console.WriteLine($"{name} {desk.Decide(version, Decided.Approve, d => d).Standing.State}");
            }
            catch (LedgerException e)
            {
                Console.WriteLine($"{name} refused: {e.Message}");
            }

            return;
        }
    }
}

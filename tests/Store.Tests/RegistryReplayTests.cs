using System.Diagnostics;
using System.Text.Json;
using Plumbline.Posture.Registries;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Projections;
using Plumbline.Store.Recordings;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>Any moment gives the registry as it was, and no interleaving of processes lets one person approve alone.</summary>
public sealed class RegistryReplayTests
{
    [Theory]
    [InlineData(Engine.Sqlite, 1)]
    [InlineData(Engine.Sqlite, 2)]
    [InlineData(Engine.Sqlite, 3)]
    [InlineData(Engine.Postgres, 4)]
    public void Asked_as_of_any_moment_the_registry_is_what_it_was_then(Engine engine, int seed)
    {
        using var registry = new RegistryCase(engine);
        var dice = new Random(seed);
        var was = new List<(DateTimeOffset At, string Book)>();
        string[] people = ["jane", "joe", "max"];
        if (seed % 2 == 0) registry.Found("""{"name":"default","quorum":2,"valid-days":1}""", ("jane@x", null, "owner"));
        for (var step = 0; step < 60; step++)
        {
            try
            {
                Step(registry, dice, people[dice.Next(people.Length)]);
            }
            catch (LedgerException)
            {
                // What is refused is not written.
            }

            was.Add((registry.Clock.Now, Text(registry.Book)));
            registry.Clock.Now += TimeSpan.FromMinutes(dice.Next(1, 90));
        }

        foreach (var (at, book) in was) Assert.Equal(book, Text(RegistryBooks.Read(registry.Ledger.Store, at)));
        Assert.Contains(registry.Book.Versions, v => v.Stage == Stage.Approved);
        registry.Ledger.Rebuild();
        Assert.Equal(was[^1].Book, Text(RegistryBooks.Read(registry.Ledger.Store, was[^1].At)));
    }

    private static void Step(RegistryCase registry, Random dice, string actor)
    {
        var versions = registry.Book.Versions;
        if (versions.IsEmpty || dice.Next(3) == 0)
        {
            registry.Propose(actor, $"d{dice.Next(4)}", $"text {dice.Next(1000)}", terms: new Terms(dice.Next(5) == 0, "", "", null, null));
            return;
        }

        var what = (Decided)dice.Next(6);
        registry.Decide(actor, versions[dice.Next(versions.Length)], dice.Next(2) == 0 ? Decided.Approve : what, with: d => d with { From = "a", To = "b", Note = "n" });
    }

    private static string Text(RegistryBook book) => string.Join('\n', book.Versions.Select(v => JsonSerializer.Serialize(v, RegistryJson.Default.EntryVersion) + book.StandingOf(v).State)
        .Concat(book.Promotions.Select(p => JsonSerializer.Serialize(p, RegistryJson.Default.Promotion))).Append(JsonSerializer.Serialize(book.Governance, RegistryJson.Default.Governance)));

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void No_interleaving_of_processes_lets_one_person_approve_alone(Engine engine)
    {
        using var store = new StoreCase(engine);
        using (store.Open())
        {
        }

        // One person at four desks: two propose, two approve whatever appears, under several spellings.
        Run(store.Address, ("propose", "jane", "a"), ("propose", "Jane", "b"), ("approve", "JANE", "a"), ("approve", "jane", "b"));
        Assert.All(States(store), s => Assert.Equal(EntryState.Proposed, s));
        Assert.Equal(24, States(store).Count);

        // Two people who each propose and approve at the same time: everything is approved by the other one only.
        Run(store.Address, ("approve", "joe", "a"), ("propose", "joe", "c"), ("approve", "jane", "c"), ("approve", "joe", "c"), ("approve", "jane", "a"));
        using var ledger = new Ledger(Stores.Open(store.Address), TimeProvider.System);
        var book = new RegistryDesk(ledger, TimeProvider.System, "x").Book;
        foreach (var version in book.Versions)
        {
            Assert.All(version.Signs, s => Assert.NotEqual(version.Proposal.By.ToLowerInvariant(), s.Person));
            Assert.Equal(version.Name.Name[0] == 'b' ? Stage.Proposed : Stage.Approved, version.Stage);
        }

        Assert.Empty(Verification.Of(ledger.Store, [], _ => { }).Faults);
    }

    [Fact]
    public void Two_processes_of_one_person_are_one_of_two_that_a_policy_asks_for()
    {
        using var store = new StoreCase(Engine.Sqlite);
        using (var ledger = new Ledger(Stores.Open(store.Address), TimeProvider.System))
            new RegistryDesk(ledger, TimeProvider.System, "root").Found([new Wanted("approval-policy", "default", "", RegistryCase.Json("""{"name":"default","quorum":2}"""))]);
        Run(store.Address, ("propose", "jane", "a"), ("approve", "joe", "a"), ("approve", "joe", "a"), ("approve", "jane", "a"));
        Assert.All(States(store), s => Assert.Equal(EntryState.Proposed, s));
        Run(store.Address, ("approve", "max", "a"));
        Assert.All(States(store), s => Assert.Equal(EntryState.Approved, s));
    }

    private static List<EntryState> States(StoreCase store)
    {
        using var ledger = new Ledger(Stores.Open(store.Address), TimeProvider.System);
        var book = new RegistryDesk(ledger, TimeProvider.System, "x").Book;
        return [.. book.Versions.Where(v => v.Name.Section == "datasets").Select(v => book.StandingOf(v).State)];
    }

    private static void Run(string address, params (string What, string Actor, string Prefix)[] people)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "../../Writer/release/Plumbline.Writer.dll");
        var running = people.Select(p => Process.Start(new ProcessStartInfo("dotnet", [program, address, p.What, p.Actor, p.Prefix]) { RedirectStandardOutput = true })!).ToList();
        foreach (var process in running)
        {
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            process.Dispose();
        }
    }
}

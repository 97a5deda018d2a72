using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Posture.Tests;

/// <summary>A completer speaks once all collectors have.</summary>
public sealed class CompleterTests
{
    private static readonly AssetId Loans = new(AssetKind.Workload, "loans");

    [Fact]
    public async Task A_completer_is_handed_what_every_collector_said()
    {
        var report = await Scan(new Sayer(), new Counter());
        Assert.Equal(2, report.Graph.Find(Loans)!.Says(Plane.Declared, "seen").AsInt);
        Assert.Empty(report.Graph.Gaps);
    }

    [Fact]
    public async Task A_completer_that_breaks_off_is_a_gap_and_the_rest_still_counts()
    {
        var report = await Scan(new Sayer(), new Breaker());
        Assert.Contains("broke off", Assert.Single(report.Graph.Gaps).Gap.Reason, StringComparison.Ordinal);
        Assert.NotNull(report.Graph.Find(Loans));
        Assert.Equal(3, report.ExitCode(null));
    }

    private static Task<Report> Scan(params ICollector[] collectors) =>
        Scans.Scan.RunAsync(new Scope("test", DateTimeOffset.UnixEpoch, [], []), collectors, [], 1, _ => { }, CancellationToken.None);

    private class Sayer : ICollector
    {
        public virtual string Name => "sayer";

        public Plane Plane => Plane.Declared;

        public virtual IReadOnlyList<Property> Words => [];

        public virtual async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            await Task.CompletedTask;
            foreach (var model in (string[])["m-1", "m-2"])
            {
                yield return new Claim(
                    Loans, "models", Plane.Declared, Value.Map(("id", Value.Of(model)), ("base", Value.Of(model)), ("pinned", Value.True)), new Origin(Name), DateTimeOffset.MinValue);
            }
        }
    }

    private class Counter : Sayer, ICompleter
    {
        public override string Name => "counter";

        public override IReadOnlyList<Property> Words => [new(AssetKind.Workload, "seen", CelType.Int, false, "how many claims were seen")];

        public override IAsyncEnumerable<Claim> CollectAsync(Scope scope, CancellationToken cancellation) => AsyncEnumerable.Empty<Claim>();

        public virtual IEnumerable<Claim> Complete(Scope scope, IReadOnlyCollection<Claim> claims)
        {
            yield return new Claim(Loans, "seen", Plane.Declared, Value.Of((long)claims.Count), new Origin(Name), DateTimeOffset.MinValue);
        }
    }

    private sealed class Breaker : Counter
    {
        public override IEnumerable<Claim> Complete(Scope scope, IReadOnlyCollection<Claim> claims) => throw new InvalidOperationException("no");
    }
}

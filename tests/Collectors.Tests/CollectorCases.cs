using System.Runtime.CompilerServices;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>Each collector's own cases: a small estate in real formats, and the claims it must yield.</summary>
/// <remarks>PLUMB_ACCEPT=1 writes the claims that came out; the diff is the review.</remarks>
public sealed class CollectorCases
{
    public static readonly DateTimeOffset AsOf = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var collector in Catalogue.All)
        {
            foreach (var folder in Directory.GetDirectories(CasesOf(collector)).Order(StringComparer.Ordinal))
                data.Add(collector.Name, Path.GetFileName(folder));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_collector_yields_the_claims_of_its_case(string collector, string name)
    {
        var grammars = new Grammars(Path.Combine(Root, "artifacts", "grammars"));
        var reads = Catalogue.Of(Supplies.Beside with { Grammars = Path.Combine(Root, "artifacts", "grammars") }).Single(c => c.Name == collector);
        var folder = Path.Combine(CasesOf(reads), name);
        Assert.SkipWhen(File.Exists(Path.Combine(folder, "needs-grammars")) && grammars.Unavailable(Language.Python) is not null, grammars.Unavailable(Language.Python) ?? "");
        var actual = await ClaimsOf(reads, Path.Combine(folder, "estate"));
        var expected = Path.Combine(folder, "claims.txt");
        if (Environment.GetEnvironmentVariable("PLUMB_ACCEPT") == "1") await File.WriteAllTextAsync(expected, actual, TestContext.Current.CancellationToken);

        Assert.Equal(await File.ReadAllTextAsync(expected, TestContext.Current.CancellationToken), actual);
    }

    public static async Task<string> ClaimsOf(ICollector collector, string estate)
    {
        var (files, unread) = EstateWalk.Of([estate]);
        var lines = new List<string>();
        await foreach (var claim in collector.CollectAsync(new Scope("case", AsOf, files, unread), CancellationToken.None)) lines.Add(Line(claim));
        lines.Sort(StringComparer.Ordinal);
        return string.Concat(lines.Select(l => l + "\n"));
    }

    /// <summary>One claim as one line: plane, subject, property, value, time, origin.</summary>
    public static string Line(Claim claim)
    {
        var time = claim.Time == DateTimeOffset.MinValue ? "-" : claim.Time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return $"{claim.Plane} {claim.Subject} {claim.Property} = {Text(claim.Value)} @ {time} < {claim.Origin.Source} {claim.Origin} {claim.Origin.Event} {claim.Origin.Api}".TrimEnd();
    }

    private static string Text(Value value)
    {
        if (value.AsMap is { } map)
        {
            var text = new StringBuilder("{");
            for (var i = 0; i < map.Count; i++) text.Append(i > 0 ? ", " : "").Append(map.Keys[i]).Append(": ").Append(Text(map.Values[i]));
            return text.Append('}').ToString();
        }

        if (value.AsList is { } list) return (list.IsPartial ? "partial" : "") + "[" + string.Join(", ", list.Items.Select(Text)) + "]";
        return value.AsString is { } s ? $"\"{s.ReplaceLineEndings("\\n")}\"" : value.ToString();
    }

    internal static string CasesOf(ICollector collector)
    {
        var room = collector.GetType().Namespace!.Split('.')[2..];
        return Path.Combine([Root, "src", "Collectors", .. room, "cases"]);
    }

    public static string Root { get; } = FindRoot();

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}

using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Server.Web;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>Differences between neighbouring planes on an asset's page.</summary>
public sealed class PlaneTableTests
{
    private static readonly AssetId Guard = new(AssetKind.Guardrail, "gr-loans");

    [Theory]
    [InlineData("EMAIL NAME", "EMAIL NAME", null, null)]
    [InlineData("EMAIL NAME", "EMAIL", "only approved: ", "NAME")]
    [InlineData("EMAIL", "EMAIL SSN", "only here: ", "SSN")]
    [InlineData("EMAIL", "", "only approved: ", "EMAIL")]
    public void What_parts_from_the_plane_before_is_named(string approved, string deployed, string? how, string? what)
    {
        var departs = Cell([.. Said(Plane.Approved, approved), .. Said(Plane.Deployed, deployed)], Plane.Deployed).Departs;
        Assert.Equal(how is null, departs is null);
        if (how is null) return;
        Assert.StartsWith(how, departs, StringComparison.Ordinal);
        Assert.Contains(what!, departs, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_looked_nothing_is_called_different()
    {
        var claims = Said(Plane.Deployed, "EMAIL").ToList();
        Assert.Null(Cell(claims, Plane.Deployed).Departs);
        Assert.Equal((false, 0), (Cell(claims, Plane.Approved).IsLooked, Cell(claims, Plane.Approved).Claims.Count));
    }

    [Fact]
    public void What_is_approved_need_not_be_used()
    {
        var role = new AssetId(AssetKind.Workload, "loans");
        Claim[] claims =
        [
            new(role, "name", Plane.Approved, Value.Of("loans"), new Origin("registry", "registry.yaml", 1), default),
            .. Text(role, "regions", Plane.Approved, "eu-west-1", "eu-north-1"), .. Text(role, "regions", Plane.Observed, "eu-north-1"),
            new(role, Claim.Reserved.Binding, Plane.Approved, Value.Map(("alias", Value.Of("role")), ("how", Value.Of("is"))), new Origin("registry", "registry.yaml", 1), default),
        ];
        var row = AssetGraph.From(claims, Vocabulary.Of([])).Find(role)!;
        var cells = PlaneTable.Of(row, []).Single(r => r.Word.Name == "regions").Cells;
        Assert.Null(cells[(int)Plane.Observed].Departs);
    }

    private static PlaneCell Cell(IReadOnlyCollection<Claim> claims, Plane plane) =>
        PlaneTable.Of(AssetGraph.From(claims, Vocabulary.Of([])).Find(Guard)!, []).Single(r => r.Word.Name == "pii").Cells[(int)plane];

    private static IEnumerable<Claim> Said(Plane plane, string types) =>
    [
        new Coverage("case", plane, Reach.Everything, ["guardrail.pii"]).ToClaim(new Origin("case", plane.Name() + ".json")),
        .. types.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((t, i) => new Claim(
            Guard, "pii", plane, Value.Map(("type", Value.Of(t)), ("input", Value.Of(1L)), ("output", Value.Of(1L))), new Origin("case", plane.Name() + ".json", i + 1), default)),
    ];

    private static IEnumerable<Claim> Text(AssetId asset, string word, Plane plane, params string[] texts) =>
    [
        new Coverage("case", plane, Reach.Everything, [$"{asset.Kind.Name()}.{word}"]).ToClaim(new Origin("case", plane.Name() + ".json")),
        .. texts.Select((t, i) => new Claim(asset, word, plane, Value.Of(t), new Origin("case", plane.Name() + ".json", i + 1), default)),
    ];
}

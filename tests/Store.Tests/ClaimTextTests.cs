using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Store.Records;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>A claim that was written is the same claim when it is read.</summary>
public sealed class ClaimTextTests
{
    public static TheoryData<Value> Values() =>
    [
        Value.Null, Value.True, Value.Of(-3L), Value.Of(ulong.MaxValue), Value.Of(1.5), Value.Of(1.0), Value.Of(double.NaN), Value.Of("ä \" \\ \n"), Value.EmptyList,
        Value.List(Value.Of("a"), Value.Of(2L)), Value.PartialList(Value.Of("a")), Value.Map(("a", Value.Of(1L)), ("b", Value.List(Value.True))),
        Value.Map(("@time", Value.Of("x"))), Value.Of(new Timestamp(-5, 999_999_999)), Value.Of(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero)),
        Value.Of(new Duration(-5, -7)), Value.Unknown("nobody looked"),
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_reads_back_the_same(Value value)
    {
        var claim = new Claim(new AssetId(AssetKind.Workload, "loan"), "calls", Plane.Observed, value, new Origin("cloudtrail", "a/b.json", 3, "e1", "Converse"), DateTimeOffset.UnixEpoch.AddTicks(7));
        using var text = new ClaimText();
        var written = text.Write(claim).ToArray();
        var read = ClaimText.Read(written, new Texts())!;
        Assert.Equal(claim with { Value = default }, read with { Value = default });
        Assert.Equal(value.Kind, read.Value.Kind);
        Assert.Equal(value.ToString(), read.Value.ToString());
        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(text.Write(read)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"kind":"workload"}""")]
    [InlineData("""{"kind":"nonsense","key":"a","property":"b","plane":"observed","source":"c"}""")]
    [InlineData("""{"kind":"workload","key":"a","property":"b","plane":"observed","source":"c","value":{"@time":"x"}}""")]
    [InlineData("""{"kind":"workload","key":"a","property":"b","plane":"observed","source":"c","value":1.5}""")]
    public void A_text_that_is_no_claim_is_none(string text) => Assert.Null(ClaimText.Read(Encoding.UTF8.GetBytes(text), new Texts()));
}

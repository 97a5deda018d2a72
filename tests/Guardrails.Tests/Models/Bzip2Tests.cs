using Plumbline.Guardrails.Models;
using Plumbline.Guardrails.Models.Decoders;
using Xunit;

namespace Plumbline.Guardrails.Tests.Models;

/// <summary>bzip2 streams, written once by the reference program and kept as text.</summary>
public sealed class Bzip2Tests
{
    private const string Bad = "QlpoOTFBWSZTWeROMyYAAAhT4BUAAAEQAAIGjCBCBAgAIAAiJ6jQyHkhTAATRMRpHMhT0piKV6+LuSKcKEhyJxmTAA==";

    [Fact]
    public void A_pickle_in_bzip2_is_judged()
    {
        var report = Judged.Bytes(Convert.FromBase64String(Bad));

        Assert.Equal((Verdict.Malicious, "bzip2"), (report.Verdict, report.Format));
        Assert.Equal("os.system", report.Signs[0].Subject);
    }

    [Fact]
    public void The_text_comes_back()
    {
        var decoded = Bzip2.Decode(Convert.FromBase64String(Bad), 1 << 20);

        Assert.Equal(DecodeEnd.Whole, decoded.End);
        Assert.Equal(Assembler.Pickle("proto 4; text os; text system; stackglobal; text ls; tuple1; reduce; stop"), decoded.Bytes.ToArray());
    }

    [Fact]
    public void Two_streams_are_one()
    {
        var one = Convert.FromBase64String(Bad);

        Assert.Equal(2 * Bzip2.Decode(one, 1 << 20).Bytes.Length, Bzip2.Decode([.. one, .. one], 1 << 20).Bytes.Length);
    }

    [Fact]
    public void A_stream_that_breaks_off_never_escapes()
    {
        var bytes = Convert.FromBase64String(Bad);
        for (var length = 0; length < bytes.Length; length++) Assert.NotEqual(DecodeEnd.Whole, Bzip2.Decode(bytes.AsSpan(0, length), 1 << 20).End);

        var dice = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var changed = (byte[])bytes.Clone();
            for (var k = dice.Next(1, 5); k > 0; k--) changed[dice.Next(10, changed.Length)] ^= (byte)(1 << dice.Next(8));
            Assert.True(Bzip2.Decode(changed, 1 << 20).Bytes.Length <= 1 << 20);
        }
    }
}

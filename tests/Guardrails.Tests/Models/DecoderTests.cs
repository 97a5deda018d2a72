using System.Text;
using Plumbline.Guardrails.Models.Decoders;
using Xunit;

namespace Plumbline.Guardrails.Tests.Models;

public class DecoderTests
{
    // `weights 0 weights 1 weights 4 …`, 400 times, as liblzma packs it.
    private const string InXz = 
        "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4BDuAOtdADuZSXHqpqB1reBVNug9mdJcZBUVuH0l2IAC1mo4hKAD9rBU7TdGEIvtvlX5YsPGs+7tmMMMZoRoDKzf/AGiwxkjaAg5x7goEuH4xA3cUFaAh2r3aSI9t5PNNnkeFNMKePWNxJTcUQCwpTtzjVQsdKHTmM44Xm1UmbYw/W6u4stKmXiajfQ9qI8h/NdMf0i7xH3FZDXmIAaI9bC7u3g/Jt6cwZY1e4Iayd+ok+jwuheHkpXKIUn5URvE1G5mHmsmkH97jxXaH3EDc+RofYWxGYo6ht/CMksnoqZdzGjwVimr5AhJIdTSOVz8SwAAAC1JfL1cyEL9AAGHAu8hAABk3rMNscRn+wIAAAAABFla";
    private const string InLzma = 
        "XQAAgAD//////////wA7mUlx6qagda3gVTboPZnSXGQVFbh9JdiAAtZqOISgA/awVO03RhCL7b5V+WLDxrPu7ZjDDGaEaAys3/wBosMZI2gIOce4KBLh+MQN3FBWgIdq92kiPbeTzTZ5HhTTCnj1jcSU3FEAsKU7c41ULHSh05jOOF5tVJm2MP1uruLLSpl4mo30PaiPIfzXTH9Iu8R9xWQ15iAGiPWwu7t4PybenMGWNXuCGsnfqJPo8LoXh5KVyiFJ+VEbxNRuZh5rJpB/e48V2h9xA3PkaH2FsRmKOobfwjJLJ6KmXcxo8FYpq+QISSHU0jlwuRNp//0Z1mY=";

    private static byte[] Text { get; } = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 400).Select(i => $"weights {i * i % 97} ")));

    [Fact]
    public void Xz_gives_back_what_was_packed()
    {
        var decoded = Xz.Decode(Convert.FromBase64String(InXz), 1 << 20);
        Assert.Equal(DecodeEnd.Whole, decoded.End);
        Assert.Equal(Text, decoded.Bytes.ToArray());
    }

    [Fact]
    public void Xz_streams_one_after_the_other_are_all_read()
    {
        var stream = Convert.FromBase64String(InXz);
        var decoded = Xz.Decode([.. stream, 0, 0, 0, 0, .. stream], 1 << 20);
        Assert.Equal(DecodeEnd.Whole, decoded.End);
        Assert.Equal(2 * Text.Length, decoded.Bytes.Length);
    }

    [Fact]
    public void Lzma_gives_back_what_was_packed()
    {
        var packed = Convert.FromBase64String(InLzma);
        Assert.True(Lzma.IsAlone(packed));
        var decoded = Lzma.Alone(packed, 1 << 20);
        Assert.Equal(DecodeEnd.Whole, decoded.End);
        Assert.Equal(Text, decoded.Bytes.ToArray());
    }

    [Fact]
    public void Lz4_gives_back_what_was_packed_with_repeats_that_overlap()
    {
        byte[] block = [0x3f, (byte)'a', (byte)'b', (byte)'c', 3, 0, 5, 0x40, (byte)'t', (byte)'a', (byte)'i', (byte)'l'];
        byte[] whole = [0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82, (byte)block.Length, 0, 0, 0, .. block, 0, 0, 0, 0];
        var decoded = Lz4.Decode(whole, 1 << 20);
        Assert.Equal(DecodeEnd.Whole, decoded.End);
        Assert.Equal("abc" + string.Concat(Enumerable.Repeat("abc", 8)) + "tail", Encoding.ASCII.GetString(decoded.Bytes.Span));
        Assert.Equal(DecodeEnd.Cut, Lz4.Decode(whole.AsSpan(0, whole.Length - 6), 1 << 20).End);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_decoder_stops_at_its_bound(int which)
    {
        byte[] packed = which == 0 ? Convert.FromBase64String(InXz) : Convert.FromBase64String(InLzma);
        var decoded = which switch { 0 => Xz.Decode(packed, 100), 1 => Lzma.Alone(packed, 100), _ => Lz4.Block([0x1f, (byte)'a', 1, 0, 255, 255, 255, 255, 0], 100) };
        Assert.Equal(DecodeEnd.TooLarge, decoded.End);
        Assert.Equal(100, decoded.Bytes.Length);
    }

    [Fact]
    public void What_is_cut_off_or_changed_ends_and_keeps_what_came_before()
    {
        foreach (var (packed, decode) in new (byte[], Func<byte[], Decoded>)[]
        {
            (Convert.FromBase64String(InXz), b => Xz.Decode(b, 1 << 20)), (Convert.FromBase64String(InLzma), b => Lzma.Alone(b, 1 << 20)),
            ([0x3f, (byte)'a', (byte)'b', (byte)'c', 3, 0, 5, 0x40, (byte)'t', (byte)'a', (byte)'i', (byte)'l'], b => Lz4.Block(b, 1 << 20)),
        })
        {
            for (var length = 0; length < packed.Length; length++) Assert.True(decode(packed[..length]).Bytes.Length <= Text.Length);
            for (var at = 0; at < packed.Length; at++)
            {
                for (var bit = 0; bit < 8; bit++)
                {
                    var changed = (byte[])packed.Clone();
                    changed[at] ^= (byte)(1 << bit);
                    Assert.True(decode(changed).Bytes.Length <= 1 << 20);
                }
            }
        }

        Assert.NotEqual(0, Xz.Decode(Convert.FromBase64String(InXz).AsSpan(0, 60), 1 << 20).Bytes.Length);
    }

    [Fact]
    public void Branches_are_undone_as_they_were_done()
    {
        var code = Enumerable.Range(0, 4000).Select(i => (byte)((i * 7919 % 13) switch { 0 => 0xe8, 1 => 0xe9, 2 => 0xff, 3 => 0, 4 => 0, _ => i % 251 })).ToArray();
        byte[] call = [0x90, 0xe8, 0x16, 0x01, 0, 0, 0x90, 0x90, 0x90, 0x90];
        BranchFilter.Undo(call);
        Assert.Equal([0x90, 0xe8, 0x10, 0x01, 0, 0, 0x90, 0x90, 0x90, 0x90], call);
        BranchFilter.Undo(code);
        Assert.Equal(4000, code.Length);
    }
}

using System.Buffers.Binary;
using System.Text;
using Plumbline.Guardrails.Skills;
using Xunit;

namespace Plumbline.Guardrails.Tests;

/// <summary>Compiled code is compared with its source, by what both name.</summary>
public sealed class BytecodeTests
{
    private const string Source = "import json\n\ndef load(path):\n    return json.loads(path)\n";

    [Theory]
    [InlineData(3413)]
    [InlineData(3439)]
    [InlineData(3495)]
    [InlineData(3531)]
    [InlineData(3571)]
    public void What_the_source_says_is_quiet(int magic) => Assert.Empty(BytecodeJudge.Find(Bytecode.Read(Compiled(magic, Source.Length, "json", "load", "loads"))!, Source, Source.Length));

    [Theory]
    [InlineData(3413)]
    [InlineData(3531)]
    public void What_it_does_not_say_is_found(int magic)
    {
        var sign = Assert.Single(BytecodeJudge.Find(Bytecode.Read(Compiled(magic, Source.Length, "json", "load", "loads", "socket"))!, Source, Source.Length));
        Assert.Equal((Danger.High, "socket"), (sign.Danger, sign.Subject));
    }

    [Fact]
    public void Compiled_code_without_source_is_found() => Assert.Equal(Danger.High, Assert.Single(BytecodeJudge.Find(Bytecode.Read(Compiled(3531, 1, "json"))!, null, 0)).Danger);

    [Fact]
    public void A_source_of_another_size_is_worth_knowing() => Assert.Equal(Danger.Low, Assert.Single(BytecodeJudge.Find(Bytecode.Read(Compiled(3531, 3, "json"))!, Source, Source.Length)).Danger);

    [Fact]
    public void What_breaks_off_is_not_whole()
    {
        var bytes = Compiled(3531, 3, "json", "load");
        for (var length = 16; length < bytes.Length; length++) Assert.False(Bytecode.Read(bytes.AsSpan(0, length))!.IsWhole);
        Assert.Null(Bytecode.Read("no compiled code at all"u8));
    }

    [Fact]
    public void Deep_nesting_ends()
    {
        byte[] deep = [.. Compiled(3531, 1)[..16], .. Enumerable.Repeat<byte[]>([(byte)')', 1], 5000).SelectMany(b => b)];
        Assert.False(Bytecode.Read(deep)!.IsWhole);
    }

    // A module whose code names these, as the versions lay it out.
    private static byte[] Compiled(int magic, int size, params string[] names)
    {
        var file = new List<byte>();
        void Int(int value) { Span<byte> four = stackalloc byte[4]; BinaryPrimitives.WriteInt32LittleEndian(four, value); file.AddRange(four); }
        void Text(string text) { file.Add((byte)'z'); file.Add((byte)text.Length); file.AddRange(Encoding.ASCII.GetBytes(text)); }
        void Bytes() { file.Add((byte)'s'); Int(2); file.AddRange([9, 0]); }
        void None() { file.Add((byte)')'); file.Add(1); file.Add((byte)'N'); }
        file.AddRange([(byte)magic, (byte)(magic >> 8), 13, 10]);
        Int(0);
        Int(0);
        Int(size);
        file.Add((byte)'c');
        for (var i = 0; i < (magic is >= 3400 and < 3450 ? 6 : 5); i++) Int(0);
        Bytes();
        None();
        file.Add((byte)')');
        file.Add((byte)names.Length);
        foreach (var name in names) Text(name);
        file.AddRange([(byte)')', 0]);
        if (magic < 3450) file.AddRange([(byte)')', 0, (byte)')', 0]);
        else Bytes();
        Text("/home/x/m.py");
        Text("<module>");
        if (magic >= 3450) Text("<module>");
        Int(1);
        Bytes();
        if (magic >= 3450) Bytes();
        return [.. file];
    }
}

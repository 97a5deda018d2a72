using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Plumbline.Bench.Models;

/// <summary>Writes data as pickles of protocol 2 or 4, with an entry of the memo for every text and container, as Python does.</summary>
internal sealed class PickleWriter(int protocol)
{
    private readonly List<byte> held = [];
    private readonly Dictionary<string, int> texts = [];
    private int memo;

    /// <summary>Layers with a name, a shape, eight numbers and two tags each.</summary>
    public static byte[] Layers(int count, int protocol, int seed)
    {
        var (writer, dice) = (new PickleWriter(protocol), new Random(seed));
        writer.Begin();
        writer.Open(']');
        for (var i = 0; i < count; i++)
        {
            writer.Open('}');
            writer.Text("id").Number(i).Text("name").Text(string.Create(CultureInfo.InvariantCulture, $"layer.{i}.weight")).Text("shape").Number(dice.Next(4096)).Number(dice.Next(4096)).Pair();
            writer.Text("vals").Open(']');
            for (var k = 0; k < 8; k++) writer.Real(dice.NextDouble());
            writer.Close('e').Text("tags").Open(']').Text("a" + (i % 17)).Text("b" + (i % 31)).Close('e').Close('u');
        }

        writer.Close('e');
        return writer.End();
    }

    private void Begin() => held.AddRange([0x80, (byte)protocol]);

    private byte[] End()
    {
        held.Add((byte)'.');
        return [.. held];
    }

    private PickleWriter Open(char container)
    {
        held.Add((byte)container);
        Remember();
        held.Add((byte)'(');
        return this;
    }

    private PickleWriter Close(char how)
    {
        held.Add((byte)how);
        return this;
    }

    private PickleWriter Pair()
    {
        held.Add(0x86);
        Remember();
        return this;
    }

    private PickleWriter Number(int number)
    {
        Span<byte> bytes = stackalloc byte[5];
        var wide = number > ushort.MaxValue;
        bytes[0] = (byte)(number < 256 ? 'K' : wide ? 'J' : 'M');
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], number);
        held.AddRange(bytes[..(number < 256 ? 2 : wide ? 5 : 3)]);
        return this;
    }

    private void Real(double number)
    {
        Span<byte> bytes = stackalloc byte[9];
        bytes[0] = (byte)'G';
        BinaryPrimitives.WriteDoubleBigEndian(bytes[1..], number);
        held.AddRange(bytes);
    }

    private PickleWriter Text(string text)
    {
        if (texts.TryGetValue(text, out var at))
        {
            Numbered('h', 'j', at);
            return this;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        held.AddRange(protocol >= 4 ? [0x8C, (byte)bytes.Length] : [(byte)'X', (byte)bytes.Length, 0, 0, 0]);
        held.AddRange(bytes);
        texts[text] = memo;
        Remember();
        return this;
    }

    private void Remember()
    {
        if (protocol >= 4) held.Add(0x94);
        else Numbered('q', 'r', memo);
        memo++;
    }

    private void Numbered(char narrow, char wide, int number)
    {
        Span<byte> bytes = stackalloc byte[5];
        bytes[0] = (byte)(number < 256 ? narrow : wide);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], number);
        held.AddRange(bytes[..(number < 256 ? 2 : 5)]);
    }
}

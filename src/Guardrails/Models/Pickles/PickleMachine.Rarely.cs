using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Plumbline.Guardrails.Models.Pickles;

internal sealed partial class PickleMachine
{
    // The opcodes that are seldom, or that are not whole. Gives where the next one begins; -1 where there is none.
    private int Rarely(ReadOnlySpan<byte> code, int i)
    {
        var rest = code[(i + 1)..];
        switch (code[i])
        {
            case Op.Proto when rest.Length >= 1:
                if (rest[0] > 5 && calls is null) return Unreadable();
                return i + 2;
            case Op.Pop:
                if (marked > 0 && marks[marked - 1] == top) TakeMark();
                else Pop();
                return i + 1;
            case Op.PopMark:
                top = TakeMark();
                return i + 1;
            case Op.Dup:
                Push(Peek());
                Copied();
                return i + 1;
            case Op.List or Op.Dict or Op.FrozenSet:
                Collect(TakeMark());
                return i + 1;
            case Op.Long1 when Fits(rest, 1):
                Push(rest[0] <= 8 ? Value.Of(Little(rest.Slice(1, rest[0]))) : default);
                return i + 2 + rest[0];
            case Op.Long4 when Fits(rest, 4):
                Push(default);
                return i + 5 + BinaryPrimitives.ReadInt32LittleEndian(rest);
            case Op.BinString when Fits(rest, 4):
                Text(Kind.Latin, rest, 4, i);
                return i + 5 + BinaryPrimitives.ReadInt32LittleEndian(rest);
            case Op.BinUnicode8 or Op.BinBytes8 or Op.ByteArray8 when rest.Length >= 8:
                return Payload(code, i, 8, BinaryPrimitives.ReadUInt64LittleEndian(rest));
            case Op.BinUnicode or Op.BinBytes when rest.Length >= 4:
                return Payload(code, i, 4, BinaryPrimitives.ReadUInt32LittleEndian(rest));
            case Op.Ext1 when rest.Length >= 1: return Extension(rest[0], i, 2);
            case Op.Ext2 when rest.Length >= 2: return Extension(BinaryPrimitives.ReadUInt16LittleEndian(rest), i, 3);
            case Op.Ext4 when rest.Length >= 4: return Extension(BinaryPrimitives.ReadInt32LittleEndian(rest), i, 5);
            case Op.NextBuffer:
                Push(new Value(Kind.Outside, Traits.None, 0, 0));
                return i + 1;
            case Op.ReadOnlyBuffer:
                Peek();
                return i + 1;
            case Op.BinPersId:
                Pop();
                Push(new Value(Kind.Outside, Traits.None, 0, 0));
                return i + 1;
            case Op.Reduce or Op.NewObj or Op.NewObjEx or Op.Obj or Op.Build or Op.StackGlobal: return Calling(code[i], i);
            case Op.Int or Op.Long or Op.Float or Op.String or Op.Unicode or Op.Get or Op.Put or Op.PersId or Op.Global or Op.Inst: return Line(code, i);
            case Op.BinInt or Op.BinInt1 or Op.BinInt2 or Op.BinFloat or Op.Long1 or Op.Long4 or Op.BinString or Op.ShortBinString or Op.ShortBinBytes or Op.ShortBinUnicode or Op.BinUnicode or Op.BinBytes
                or Op.BinUnicode8 or Op.BinBytes8 or Op.ByteArray8 or Op.BinGet or Op.LongBinGet or Op.BinPut or Op.LongBinPut or Op.Frame or Op.Proto or Op.Ext1 or Op.Ext2 or Op.Ext4: return Short(code, i);
            default: return Unreadable();
        }
    }

    private int Unreadable()
    {
        ending = Ending.Unreadable;
        Spend();
        return -1;
    }

    // The window moves on, or is opened wider, where the artifact goes on behind it; else the stream ends in the middle of an opcode.
    private int Short(ReadOnlySpan<byte> code, int i)
    {
        if (origin + code.Length >= artifact.Length) ending = Ending.Truncated;
        else if (i > 0 || code.Length < WidestWindow) jump = origin + i;
        else ending = Ending.Unreadable;
        if (ending != Ending.None) Spend();
        return -1;
    }

    private int Payload(ReadOnlySpan<byte> code, int i, int width, ulong length)
    {
        var start = origin + i + 1 + width;
        if (length > (ulong)(artifact.Length - start))
        {
            ending = Ending.Truncated;
            Spend();
            return -1;
        }

        var kind = code[i] is Op.BinUnicode or Op.BinUnicode8 ? Kind.Text : Kind.Bytes;
        Push(length > int.MaxValue ? Value.Plain : new Value(kind, Traits.None, (int)length, start));
        if ((long)length <= code.Length - i - 1 - width)
        {
            if (length > 8 && carried is not null && Starts[code[i + 1 + width]]) Consider(code.Slice(i + 1 + width, (int)length));
            return i + 1 + width + (int)length;
        }

        Consider(start, (long)length);
        if (frameEnd > origin + i) Across(start + (long)length);
        jump = start + (long)length;
        return -1;
    }

    // What does not fit into the window is looked at where it begins and ends.
    private void Consider(long start, long length)
    {
        if (carried is null || artifact.Slice(start, 8) is not { Length: 8 } head || !Carried.MayBe(head, length) || (head[0] is (byte)'c' or (byte)'(' && !artifact.Has(start + length - 1, "."u8))) return;
        if (length <= int.MaxValue) carried.Add(stack[top - 1], loaded: false);
        else judgement?.NotScanned("bytes inside the pickle are longer than are looked into", start);
    }

    private int Extension(int number, int i, int size)
    {
        judgement?.Sign("extension-code", Danger.Review, origin + i, string.Create(CultureInfo.InvariantCulture, $"extension {number}"), "stands for whatever the reader has registered");
        Push(new Value(Kind.Extension, Traits.Callable | Traits.Stranger, number, 0));
        return i + size;
    }

    private void Collect(int from)
    {
        var made = heap.Container();
        heap.Add(made, stack.AsSpan(from, top - from));
        top = from;
        Push(made);
    }

    private int Line(ReadOnlySpan<byte> code, int i)
    {
        var length = LineAt(code, i + 1);
        if (length < 0) return Unended(code, i);
        var line = code.Slice(i + 1, length);
        var next = i + length + 2;
        switch (code[i])
        {
            case Op.Int or Op.Long or Op.Float:
                if (!IsNumber(line, code[i] == Op.Float)) return Unreadable();
                Push(code[i] != Op.Float && TryNumber(line, out var number) ? Value.Of(number) : default);
                return next;
            case Op.String or Op.Unicode:
                if (code[i] == Op.String && line.TrimEnd(" \t\r\v\f"u8) is not ([(byte)'\'', .., (byte)'\''] or [(byte)'"', .., (byte)'"'])) return Unreadable();
                Push(new Value(code[i] == Op.String ? Kind.Quoted : Kind.Escaped, Traits.None, length, origin + i + 1));
                return next;
            case Op.PersId:
                Push(new Value(Kind.Outside, Traits.None, 0, 0));
                return next;
            case Op.Get:
                Recall(Key(line));
                return next;
            case Op.Put:
                memo.Put(Key(line), Peek());
                return next;
            default: return Import(code, line, i, next);
        }
    }

    private int LineAt(ReadOnlySpan<byte> code, int at) => code.Slice(at, Math.Min(LongestLine, code.Length - at)).IndexOf((byte)'\n');

    private int Unended(ReadOnlySpan<byte> code, int i) => code.Length - i > LongestLine ? Unreadable() : Short(code, i);

    // GLOBAL and INST: two lines.
    private int Import(ReadOnlySpan<byte> code, ReadOnlySpan<byte> module, int i, int next)
    {
        var length = LineAt(code, next);
        if (length < 0) return Unended(code, i);
        var (moduleText, name) = (Encoding.UTF8.GetString(module).Trim(), Encoding.UTF8.GetString(code.Slice(next, length)).Trim());
        if (calls is null)
        {
            ending = Known.IsName(moduleText) && Known.IsName(name) ? Ending.Imported : Ending.Unreadable;
            return -1;
        }

        var made = calls.Named(moduleText, name, origin + i);
        if (code[i] == Op.Inst)
        {
            Gather(TakeMark());
            made = calls.Call(made, Pop(), origin + i);
        }

        Push(made);
        return next + length + 1;
    }

    // Python 2 took any line for a key; numbers are what they say, with any number of zeros before them and up to a NUL; other lines are their own.
    private static long Key(ReadOnlySpan<byte> line)
    {
        if (TryNumber(line, out var number) && number >= 0) return number;
        long key = 17;
        foreach (var b in line) key = unchecked((key * 1_000_003) ^ b);
        return (key & 0x3FFF_FFFF_FFFF_FFFF) | 0x4000_0000_0000_0000;
    }

    private static bool TryNumber(ReadOnlySpan<byte> line, out long number)
    {
        Span<byte> digits = stackalloc byte[24];
        var count = 0;
        number = 0;
        if (line.IndexOf((byte)0) is var nul and >= 0) line = line[..nul];
        foreach (var b in line)
        {
            if (b <= ' ' || b is (byte)'_' or (byte)'L' or (byte)'+' || (b == '0' && count == 0)) continue;
            if (count == digits.Length) return false;
            digits[count++] = b;
        }

        if (count == 0 && line.Contains((byte)'0')) return true;
        return Utf8Parser.TryParse(digits[..count], out number, out var used) && used == count;
    }

    // `int(line, 0)` and `float(line)`: what begins like a number; a NUL ends it for the C unpickler.
    private static bool IsNumber(ReadOnlySpan<byte> line, bool real)
    {
        var text = line.Trim(" \t\r\v\f"u8);
        if (text.IndexOf((byte)0) is var nul and >= 0) text = text[..nul];
        return text.Length > 0 && !text.ContainsAnyExcept(real ? "0123456789+-.eE_infatyINFATY"u8 : "0123456789+-_xXoObBaAcCdDeEfFlL"u8);
    }

    private static long Little(ReadOnlySpan<byte> bytes)
    {
        long value = bytes.Length > 0 && (sbyte)bytes[^1] < 0 ? -1 : 0;
        for (var i = bytes.Length - 1; i >= 0; i--) value = (value << 8) | bytes[i];
        return value;
    }
}

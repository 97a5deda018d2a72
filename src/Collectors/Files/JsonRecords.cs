using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>
/// Walks the records of a log file one by one: elements of a list (bare, or under one of the given keys),
/// or one object a line, with or without a time before it, or one object after another.
/// </summary>
/// <remarks>Memory is bounded by the largest record allowed. What cannot be read is counted and skipped, and the rest still read.</remarks>
public sealed class JsonRecords : IDisposable
{
    private const int LongestPrefix = 256;
    private const int HeadLength = 16 << 10;
    private readonly RecordBuffer buffer;
    private readonly int largest;
    private readonly string[] lists;
    private RecordGlance? glance;
    private RecordMode mode = RecordMode.Lines;
    private bool wrapped;
    private bool anyObject;
    private bool lost;
    private int length;
    private int index;
    private int line = 1;

    /// <summary>Opens the records of a file.</summary>
    /// <param name="file">The file; gzip, byte-order marks and UTF-16 are undone.</param>
    /// <param name="largest">Most bytes of one record.</param>
    /// <param name="lists">Keys under which an outer object may hold its list of records.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public JsonRecords(EstateFile file, int largest, params string[] lists)
    {
        (this.largest, this.lists) = (largest, lists);
        buffer = new RecordBuffer(Utf8Content.Open(file), file.Length);
    }

    /// <summary>The current record's text; valid until the next one is asked for.</summary>
    public ReadOnlyMemory<byte> Record => buffer.Memory[..length];

    /// <summary>Where the current record is: 1-based line, or 1-based element where the file holds a list.</summary>
    public int Place => mode == RecordMode.Lines ? line : index;

    /// <summary>True once a list of records was met, even an empty one.</summary>
    public bool HasList { get; private set; }

    /// <summary>How many places could not be read.</summary>
    public int Broken { get; private set; }

    /// <summary>The first of them, as the rest of a sentence about the file.</summary>
    public string? Reason { get; private set; }

    /// <summary>True where the current record was read at a glance.</summary>
    public bool IsGlanced { get; private set; }

    /// <summary>Moves to the next whole record; false at the end.</summary>
    public bool Next() => Next(null);

    /// <summary>Moves to the next whole record, read on the way where <paramref name="reader"/> is sure of it; false at the end.</summary>
    /// <remarks>With or without a glance the records are the same, and so is what is counted as broken.</remarks>
    public bool Next(RecordGlance? reader)
    {
        Take(length);
        length = 0;
        glance = reader;
        while (mode != RecordMode.Done)
        {
            if (mode == RecordMode.Tail) SkipTail();
            else if (mode == RecordMode.List ? InList() : InLines()) return true;
        }

        return false;
    }

    /// <summary>Counts the current record as one that cannot be read.</summary>
    public void Reject(string why)
    {
        Broken++;
        Reason ??= mode == RecordMode.Lines ? $"{why} at line {Place}" : $"{why} at record {Place}";
    }

    /// <inheritdoc/>
    public void Dispose() => buffer.Dispose();

    private bool InLines()
    {
        if (!SkipBlank(commas: false)) return Finish();
        if (buffer.Span[0] == (byte)'[')
        {
            EnterList(1, inObject: false);
            return false;
        }

        if (buffer.Span[0] != (byte)'{') return InPrefixedLine();
        var list = ListStart();
        if (list > 0)
        {
            EnterList(list, inObject: true);
            return false;
        }

        return TakeObject();
    }

    private bool InPrefixedLine()
    {
        buffer.Fill(LongestPrefix);
        var head = buffer.Span[..Math.Min(LongestPrefix, buffer.Span.Length)];
        var at = head.IndexOfAny((byte)'{', (byte)'\n');
        if (at > 0 && head[at] == (byte)'{' && !lost)
        {
            Take(at);
            return TakeObject();
        }

        if (!lost) Reject("no json");
        lost = true;
        SkipLine();
        return false;
    }

    private bool InList()
    {
        if (!SkipBlank(commas: true))
        {
            index++;
            Reject("its list is cut off");
            return Finish();
        }

        switch (buffer.Span[0])
        {
            case (byte)']':
                Take(1);
                mode = wrapped ? RecordMode.Tail : RecordMode.Lines;
                return false;
            case (byte)'{':
                index++;
                return TakeObject();
            default:
                index++;
                Reject("no object");
                SkipTo((byte)'{', (byte)']');
                return false;
        }
    }

    // Half a line must not swallow the line after it, so a record never runs over a line that starts as one does.
    private bool TakeObject()
    {
        anyObject = true;
        if (Glance(buffer.Span)) return true;
        var scanner = new ObjectScanner(0);
        for (var (scanned, filled) = (0, false); ;)
        {
            var found = scanner.Scan(buffer.Span[scanned..]);
            scanned = found >= 0 ? scanned + found : buffer.Span.Length;
            if (scanned > largest) return SkipLargest(scanner, found >= 0 ? scanned : -1);
            if (found < 0 && buffer.Fill())
            {
                filled = true;
                continue;
            }

            if (found >= 0 && filled && Glance(buffer.Span[..scanned])) return true;
            if (mode == RecordMode.Lines && CutLine.Of(buffer.Span[..scanned], found >= 0) is var cut and > 0)
            {
                Reject("half a record");
                Take(cut);
                lost = true;
                return false;
            }

            if (found < 0)
            {
                Reject("half a record");
                return Finish();
            }

            length = scanned;
            lost = false;
            return true;
        }
    }

    // What spans lines may hide half a record: the slow way looks for it.
    private bool Glance(ReadOnlySpan<byte> ahead)
    {
        IsGlanced = false;
        var read = glance?.Invoke(ahead) ?? 0;
        if (read <= 0 || read > largest || (mode == RecordMode.Lines && ahead[..read].Contains((byte)'\n'))) return false;
        length = read;
        lost = false;
        return IsGlanced = true;
    }

    private bool SkipLargest(ObjectScanner scanner, int end)
    {
        Reject($"a record larger than {largest >> 20} MiB");
        if (mode == RecordMode.Lines && end < 0)
        {
            lost = true;
            SkipLine();
            return false;
        }

        Take(end >= 0 ? end : buffer.Span.Length);
        return end < 0 && SkipRest(scanner);
    }

    private void SkipTail()
    {
        if (!SkipRest(new ObjectScanner(1), reject: true) && mode == RecordMode.Tail) mode = RecordMode.Lines;
    }

    private bool SkipRest(ObjectScanner scanner, bool reject = false)
    {
        while (true)
        {
            var found = scanner.Scan(buffer.Span);
            Take(found >= 0 ? found : buffer.Span.Length);
            if (found >= 0) return false;
            if (buffer.Fill()) continue;
            if (reject) Reject("its end is cut off");
            return Finish();
        }
    }

    private void SkipLine()
    {
        while (true)
        {
            var at = buffer.Span.IndexOf((byte)'\n');
            Take(at >= 0 ? at : buffer.Span.Length);
            if (at >= 0 || !buffer.Fill()) return;
        }
    }

    private void SkipTo(byte one, byte other)
    {
        while (true)
        {
            var at = buffer.Span.IndexOfAny(one, other);
            Take(at >= 0 ? at : buffer.Span.Length);
            if (at >= 0 || !buffer.Fill()) return;
        }
    }

    private bool SkipBlank(bool commas)
    {
        if (buffer.Span is [(byte)'{', ..]) return true;
        if (commas && buffer.Span is [(byte)',', (byte)'{', ..])
        {
            Take(1);
            return true;
        }

        while (true)
        {
            var at = commas ? buffer.Span.IndexOfAnyExcept(" \t\r\n,"u8) : buffer.Span.IndexOfAnyExcept(" \t\r\n\u001e"u8);
            Take(at >= 0 ? at : buffer.Span.Length);
            if (at >= 0) return true;
            if (!buffer.Fill()) return false;
        }
    }

    private void EnterList(int skip, bool inObject)
    {
        Take(skip);
        (mode, wrapped, HasList) = (RecordMode.List, inObject, true);
    }

    // Only the first object of a file may hide its list behind other keys: looking costs a second reading.
    private int ListStart()
    {
        buffer.Fill(anyObject ? 64 : HeadLength);
        return ListHead.Of(buffer.Span, lists, anyObject ? 1 : 16);
    }

    private void Take(int count)
    {
        if (mode == RecordMode.Lines) line += buffer.Span[..count].Count((byte)'\n');
        buffer.Take(count);
    }

    private bool Finish()
    {
        mode = RecordMode.Done;
        if (buffer.Reason is not null)
        {
            Broken++;
            Reason = Reason is null ? buffer.Reason : $"{buffer.Reason}: {Reason}";
        }

        return false;
    }
}

namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>A short, strict reading that tells whether bytes are a pickle.</summary>
internal readonly record struct Trial(Ending Ending, long End)
{
    private const int Streams = 8;

    public static Trial Of(Artifact artifact, Memo? before = null)
    {
        // A zip begins like a line with a persistent id, and its members would be read as what follows.
        if (artifact.Slice(0, 4) is not [var first, ..] start || !(Begins(first) || (before is not null && first is Op.Get or Op.BinGet or Op.LongBinGet)) || start.StartsWith("PK\u0003\u0004"u8)) return new(Ending.Unreadable, 0);
        var machine = new PickleMachine(artifact, new Heap(), new Memo { Beneath = before });
        return new(machine.Run(0), machine.End);
    }

    /// <summary>Does a pickle begin here, as sure as it can be told from its beginning?</summary>
    /// <param name="bare">True where nothing but a pickle is expected: what only begins with the mark of one is one too.</param>
    /// <param name="before">What the streams before it left in the memo: one unpickler keeps it.</param>
    public static bool IsPickle(Artifact artifact, bool bare, Memo? before = null)
    {
        for (var (at, stream) = (0L, 0); stream < Streams; stream++)
        {
            var rest = artifact.Part(at);
            var trial = Of(rest, before);
            if (trial.Ending is Ending.Imported or Ending.Enough) return true;
            var marked = rest.Slice(0, 3) is [Op.Proto, <= 5, var next] && Opens(next);
            if (marked && (bare || trial.Ending is Ending.Stopped)) return true;
            if (trial.Ending != Ending.Stopped) return false;
            at += trial.End;
            if (at >= artifact.Length || artifact.Slice(at, 64).IndexOfAnyExcept(" \t\r\n\0"u8) < 0) return true;
        }

        return true;
    }

    private static bool Opens(byte op) => op is not Op.Stop && Begins(op);

    // What can stand first: everything that needs nothing below it.
    private static bool Begins(byte op) => op is Op.Mark or Op.Float or Op.Int or Op.BinInt or Op.BinInt1 or Op.Long or Op.BinInt2 or Op.None or Op.PersId or Op.String or Op.BinString or Op.ShortBinString
        or Op.Unicode or Op.BinUnicode or Op.Global or Op.EmptyDict or Op.EmptyList or Op.EmptyTuple or Op.BinFloat or Op.Proto or Op.Ext1 or Op.Ext2 or Op.Ext4 or Op.NewTrue or Op.NewFalse or Op.Long1 or Op.Long4
        or Op.BinBytes or Op.ShortBinBytes or Op.ShortBinUnicode or Op.BinUnicode8 or Op.BinBytes8 or Op.EmptySet or Op.Frame or Op.ByteArray8 or Op.NextBuffer;
}

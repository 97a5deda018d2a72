using System.Globalization;

namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>Pickles of every protocol: one, or many in a row as PyTorch and joblib write them.</summary>
public sealed class PickleFormat : IFormat
{
    internal const string Called = "pickle";

    private const string Hidden = "hidden@";
    private const int MostStreams = 100_000;
    private const int MostRemembered = 16;
    private const int MostHunted = 64;
    private const int MostTried = 1 << 26;
    private const long MostZeros = 1L << 28;
    private const long Farthest = 1L << 33;

    public string Name => Called;

    public bool Recognises(Artifact artifact) => Trial.IsPickle(artifact, bare: true);

    public void Judge(Artifact artifact, Judgement judgement)
    {
        var (heap, globals) = (new Heap(), new Globals());
        var texts = new Texts(artifact, heap, globals);
        var carried = new Carried(artifact, judgement);
        var calls = new Calls(heap, globals, texts, judgement, carried);
        Memo? memo = null;
        var (at, streams) = (0L, 0);
        Ending ending;
        do
        {
            calls.Clear();
            memo = new Memo { Beneath = streams < MostRemembered ? memo : memo?.Beneath };
            var machine = new PickleMachine(artifact, heap, memo, calls, carried, judgement);
            ending = machine.Run(at);
            globals.Tell(judgement);
            at = machine.End;
        }
        while (ending == Ending.Stopped && ++streams < MostStreams && at < artifact.Length && Trial.IsPickle(artifact.Part(at), bare: false, memo));
        if (streams > 1) judgement.Fact("pickles in a row", streams.ToString(CultureInfo.InvariantCulture));
        Tell(ending, artifact, at, judgement);
        carried.Judge();
        Behind(artifact, at, judgement, broken: ending != Ending.Stopped);
    }

    /// <summary>Is it a pickle to its end, not only something that begins like one?</summary>
    internal static bool IsWhole(Artifact artifact) => Trial.IsPickle(artifact, bare: false);

    /// <summary>Does it import anything, or may it beyond what a trial reads?</summary>
    internal static bool Calls(Artifact artifact) => Trial.Of(artifact).Ending is Ending.Imported or Ending.Enough;

    private static void Tell(Ending ending, Artifact artifact, long at, Judgement judgement)
    {
        if (ending == Ending.Unreadable) judgement.NotScanned("the pickle cannot be read from here on", at);
        if (ending == Ending.Truncated && artifact.Whole) judgement.NotScanned("the pickle breaks off", at);
    }

    // What nobody should load lies behind the last stream, or behind what broke one.
    private static void Behind(Artifact artifact, long at, Judgement judgement, bool broken)
    {
        if (!broken) judgement.After(artifact, at);
        if (!judgement.Place.Contains(Hidden, StringComparison.Ordinal)) Hunt(artifact, at, judgement);
    }

    private static void Hunt(Artifact artifact, long at, Judgement judgement)
    {
        var trial = new PickleMachine(artifact, new Heap(), new Memo()) { LongestLine = 4096 };
        var (hunted, patience, end) = (0, MostTried, Math.Min(artifact.Length, at > long.MaxValue - Farthest ? artifact.Length : at + Farthest));
        for (var (place, zeros) = (at, 0L); place < end;)
        {
            var piece = artifact.Slice(place, 1 << 16);
            zeros = piece.IndexOfAnyExcept((byte)0) < 0 ? zeros + piece.Length : 0;
            if (zeros > MostZeros) end = place;
            var found = piece.IndexOf(Op.Proto);
            if (found < 0 || !judgement.Step())
            {
                place += piece.Length;
                continue;
            }

            place += found;
            if (place > at && piece.Length - found > 2 && piece[found + 1] is >= 2 and <= 5)
            {
                var imports = trial.Run(place) == Ending.Imported;
                if ((patience -= trial.Tried + 16) < 0 || (imports && ++hunted > MostHunted))
                {
                    judgement.NotScanned("more lies behind the pickle than is looked through", place);
                    return;
                }

                if (imports) judgement.Inside(string.Create(CultureInfo.InvariantCulture, $"{Hidden}{place}"), artifact.Part(place));
            }

            place++;
        }

        if (end < artifact.Length) judgement.NotScanned("more lies behind the pickle than is looked through", end);
    }
}

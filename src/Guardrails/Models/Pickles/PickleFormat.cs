using System.Globalization;

namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>Pickles of every protocol: one, or many in a row as PyTorch and joblib write them.</summary>
public sealed class PickleFormat : IFormat
{
    internal const string Called = "pickle";

    private const int MostStreams = 100_000;
    private const int MostHunted = 64;

    public string Name => Called;

    public bool Recognises(Artifact artifact) => Trial.IsPickle(artifact, bare: true);

    public void Judge(Artifact artifact, Judgement judgement)
    {
        var (heap, globals) = (new Heap(), new Globals());
        var texts = new Texts(artifact, heap, globals);
        var carried = new Carried(artifact, judgement);
        var calls = new Calls(heap, globals, texts, judgement, carried);
        var machine = new PickleMachine(artifact, heap, new Memo(), calls, carried, judgement);
        var (at, streams) = (0L, 0);
        Ending ending;
        do
        {
            calls.Clear();
            ending = machine.Run(at);
            globals.Tell(judgement);
            at = machine.End;
        }
        while (ending == Ending.Stopped && ++streams < MostStreams && at < artifact.Length && Trial.IsPickle(artifact.Part(at), bare: false));
        if (streams > 1) judgement.Fact("pickles in a row", streams.ToString(CultureInfo.InvariantCulture));
        Tell(ending, artifact, at, judgement);
        carried.Judge();
        Behind(artifact, at, judgement, broken: ending != Ending.Stopped);
    }

    /// <summary>Is it a pickle to its end, not only something that begins like one?</summary>
    internal static bool IsWhole(Artifact artifact) => Trial.IsPickle(artifact, bare: false);

    /// <summary>Does it import anything?</summary>
    internal static bool Calls(Artifact artifact) => Trial.Of(artifact).Ending == Ending.Imported;

    private static void Tell(Ending ending, Artifact artifact, long at, Judgement judgement)
    {
        if (ending == Ending.Unreadable) judgement.NotScanned("the pickle cannot be read from here on", at);
        if (ending == Ending.Truncated && artifact.Whole) judgement.NotScanned("the pickle breaks off", at);
    }

    // What nobody should load lies behind the last stream, or behind what broke one.
    private static void Behind(Artifact artifact, long at, Judgement judgement, bool broken)
    {
        if (!broken) judgement.After(artifact, at);
        Span<byte> marks = [Op.Proto];
        var hunted = 0;
        for (var place = at; place < artifact.Length && hunted < MostHunted;)
        {
            var piece = artifact.Slice(place, 1 << 20);
            var found = piece.IndexOf(marks);
            if (found < 0 || !judgement.Step())
            {
                place += piece.Length;
                continue;
            }

            place += found;
            if (place > at && piece.Length - found > 2 && piece[found + 1] is >= 2 and <= 5 && Trial.Of(artifact.Part(place)) is { Ending: Ending.Imported })
            {
                judgement.Inside(string.Create(CultureInfo.InvariantCulture, $"hidden@{place}"), artifact.Part(place));
                hunted++;
            }

            place++;
        }
    }
}

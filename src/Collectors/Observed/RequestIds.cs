using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Plumbline.Cel.Types;

namespace Plumbline.Collectors.Observed;

/// <summary>Request ids of many records; past the limit the first ones in text order are kept, whatever order they came in.</summary>
/// <param name="room">What all lists of a source may hold together; null where only this list is bounded.</param>
public sealed class RequestIds(Room? room = null)
{
    /// <summary>Most ids that one claim carries.</summary>
    public const int Most = 100_000;

    private readonly List<IdBits> ids = [];
    private readonly List<string> others = [];

    /// <summary>True where ids had to be left out.</summary>
    public bool IsCut { get; private set; }

    /// <summary>How many are held, some of them perhaps twice.</summary>
    internal int Held => ids.Count + others.Count;

    /// <summary>Adds one id; an empty one is none.</summary>
    public void Add(string id) => Add(RequestId.Of(id));

    /// <summary>Adds one id.</summary>
    internal void Add(RequestId id)
    {
        if (id.IsNone) return;
        if (room?.Take() == false)
        {
            IsCut = true;
            return;
        }

        if (id.Other is { } text) others.Add(text);
        else ids.Add(id.Bits);
        if (Held > Most * 2) Cut(Most);
    }

    /// <summary>Keeps each id once, and the first so many of them.</summary>
    internal void Cut(int most)
    {
        var before = Held;
        Distinct(ids, Comparer<IdBits>.Default);
        Distinct(others, StringComparer.Ordinal);
        if (Held > most) RemoveLast(most);
        room?.Return(before - Held);
    }

    /// <summary>The ids, sorted, each once; partial where some are left out.</summary>
    public Value ToValue()
    {
        Cut(Most);
        var texts = new List<string>(ids.Select(i => new RequestId(i, null).ToString()));
        texts.AddRange(others);
        if (others.Count > 0) texts.Sort(StringComparer.Ordinal);
        ImmutableArray<Value> items = [.. texts.Select(i => Value.Of(i))];
        return IsCut ? Value.PartialList(items) : Value.List(items);
    }

    private void RemoveLast(int most)
    {
        IsCut = true;
        if (others.Count > 0) CutMixed(most);
        else ids.RemoveRange(most, ids.Count - most);
    }

    private void CutMixed(int most)
    {
        var (packed, texts) = (0, 0);
        while (packed + texts < most)
        {
            if (texts == others.Count || (packed < ids.Count && string.CompareOrdinal(new RequestId(ids[packed], null).ToString(), others[texts]) < 0)) packed++;
            else texts++;
        }

        ids.RemoveRange(packed, ids.Count - packed);
        others.RemoveRange(texts, others.Count - texts);
    }

    private static void Distinct<T>(List<T> list, IComparer<T> order)
    {
        list.Sort(order);
        var all = CollectionsMarshal.AsSpan(list);
        var kept = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (kept == 0 || order.Compare(all[kept - 1], all[i]) != 0) all[kept++] = all[i];
        }

        list.RemoveRange(kept, list.Count - kept);
    }
}

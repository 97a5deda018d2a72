using System.Collections.Immutable;
using Plumbline.Cel.Types;

namespace Plumbline.Collectors.Observed;

/// <summary>Request ids of many records; past the limit the first ones in text order are kept, whatever order they came in.</summary>
public sealed class RequestIds
{
    /// <summary>Most ids that one claim carries.</summary>
    public const int Most = 100_000;

    private readonly List<string> ids = [];

    /// <summary>True where ids had to be left out.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Adds one id; an empty one is none.</summary>
    public void Add(string id)
    {
        if (id.Length == 0) return;
        ids.Add(id);
        if (ids.Count > Most * 2) Cut();
    }

    /// <summary>The ids, sorted, each once; partial where some are left out.</summary>
    public Value ToValue()
    {
        Cut();
        ImmutableArray<Value> items = [.. ids.Select(i => Value.Of(i))];
        return IsCut ? Value.PartialList(items) : Value.List(items);
    }

    private void Cut()
    {
        ids.Sort(StringComparer.Ordinal);
        var kept = 0;
        for (var i = 0; i < ids.Count; i++)
        {
            if (kept == 0 || ids[kept - 1] != ids[i]) ids[kept++] = ids[i];
        }

        IsCut |= kept > Most;
        ids.RemoveRange(Math.Min(kept, Most), ids.Count - Math.Min(kept, Most));
    }
}

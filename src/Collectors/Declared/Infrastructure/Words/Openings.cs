namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>Whether a store is open, from what opens it and what closes it again; either may be unknown.</summary>
internal static class Openings
{
    /// <summary>True where one of several opens it and nothing closes it again.</summary>
    public static Known<bool> Unless(IEnumerable<Known<bool>> opens, Known<bool> blocked)
    {
        var all = opens.ToList();
        if (all.Count == 0 || blocked is { Unknown: null, Value: true }) return new(false, 0, null);
        var open = all.Find(o => o is { Unknown: null, Value: true });
        var worst = open.Value ? open : all.Find(o => o.Unknown is not null) is { Unknown: not null } unknown ? unknown : new Known<bool>(false, all[0].Line, null);
        return worst is { Unknown: null, Value: false } ? worst : worst.With(blocked, (opened, closed) => opened && !closed);
    }

    /// <summary>True where one is; unknown only where that could make it true.</summary>
    public static Known<bool> Any(params ReadOnlySpan<Known<bool>> parts)
    {
        Known<bool>? unsure = null;
        foreach (var part in parts)
        {
            if (part is { Unknown: null, Value: true }) return part;
            if (part.Unknown is not null) unsure ??= part;
        }

        return unsure ?? new(false, 0, null);
    }
}

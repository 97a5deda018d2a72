namespace Plumbline.Collectors.Declared.Infrastructure;

/// <summary>What the evaluation of one root or template may cost; spent, all that is left is unknown.</summary>
/// <param name="most">Steps; a step is a value, or some dozens of characters or keys that are gone through.</param>
public sealed class Budget(long most = 1_000_000)
{
    private const int Deepest = 160;
    private long spent;
    private int depth;

    /// <summary>True where there was more to do than may be done.</summary>
    public bool IsSpent => spent > most;

    /// <summary>Counts work; false where there was too much.</summary>
    public bool Spend(long work = 1)
    {
        spent = Math.Min(most + 1, spent + Math.Clamp(work, 1, most + 1));
        return !IsSpent;
    }

    /// <summary>Goes one level deeper; false, and no deeper, where that is deeper than values are followed.</summary>
    public bool Enter()
    {
        if (depth >= Deepest) return false;
        depth++;
        return true;
    }

    /// <summary>Comes back from where <see cref="Enter"/> went.</summary>
    public void Leave() => depth--;
}

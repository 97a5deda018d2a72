namespace Plumbline.Bench.Texts;

/// <summary>Counts of what is found rightly, wrongly, and not at all.</summary>
internal readonly record struct Score(int Right, int Wrong, int Missed)
{
    /// <summary>Both together.</summary>
    public static Score operator +(Score a, Score b) => new(a.Right + b.Right, a.Wrong + b.Wrong, a.Missed + b.Missed);

    /// <summary>Found rightly of all found.</summary>
    public double Precision => Right + Wrong == 0 ? 1 : (double)Right / (Right + Wrong);

    /// <summary>Found rightly of all there are.</summary>
    public double Recall => Right + Missed == 0 ? 1 : (double)Right / (Right + Missed);

    /// <summary>Their harmonic mean.</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <inheritdoc/>
    public override string ToString() => $"{Right,5} {Wrong,5} {Missed,5}  {Precision,6:P1} {Recall,6:P1} {F1,6:P1}";
}

namespace Plumbline.Collectors.Observed;

/// <summary>How much of one sort a source may hold in all, so that its memory does not grow with its logs.</summary>
/// <param name="most">How much.</param>
public sealed class Room(int most)
{
    private int left = most;

    /// <summary>True once something had to be left out.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Takes one; false where there is none left.</summary>
    public bool Take()
    {
        if (left > 0)
        {
            left--;
            return true;
        }

        IsCut = true;
        return false;
    }

    /// <summary>Gives some back.</summary>
    public void Return(int count) => left += count;
}

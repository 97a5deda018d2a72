namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>One file that is deployed by itself, while what it and its modules make is gathered: what it may cost, and what of it is not followed.</summary>
internal sealed class BicepRoot(BicepFolder folder, string path)
{
    /// <summary>Turns of one loop of resources or modules that are followed.</summary>
    public const int MostItems = 1000;

    /// <summary>How many modules may call one another.</summary>
    public const int Deepest = 8;

    private const int MostCalls = 1000;
    private const int MostResources = 5000;
    private readonly Dictionary<(string File, string Parameter), List<(int Line, string What)>> left = [];
    private int calls;
    private int resources;

    /// <summary>What the evaluation may cost.</summary>
    public Budget Budget { get; } = new();

    /// <summary>The files of the scan.</summary>
    public BicepFolder Folder => folder;

    /// <summary>True where there is more than is followed.</summary>
    public bool IsCut => Budget.IsSpent || calls > MostCalls || resources > MostResources;

    /// <summary>Counts a call of a module; false where there were too many.</summary>
    public bool Call() => ++calls <= MostCalls;

    /// <summary>Counts a resource; false where there were too many.</summary>
    public bool Make() => ++resources <= MostResources;

    /// <summary>Something is not followed.</summary>
    public void Lacks(string file, string reason) => folder.Lacks(file, reason);

    /// <summary>Something that would be judged is not made, because of a parameter that nobody gives.</summary>
    public void Leaves(string file, int line, string what, string parameter)
    {
        if (!left.TryGetValue((file, parameter), out var things)) left[(file, parameter)] = things = [];
        things.Add((line, what));
    }

    /// <summary>Says what was left, in one sentence for each parameter.</summary>
    public void Tell()
    {
        foreach (var ((file, parameter), things) in left)
            folder.Unsure.Add((file, $"`{file}` makes {string.Join(", ", things.Distinct().OrderBy(t => t.Line).Select(t => $"{t.What} (line {t.Line})"))} only where parameter `{parameter}` of `{path}` has another value than its default: with the default nothing of it is there to judge"));
    }
}

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
    public void Leaves(string file, int line, string what, string parameter) =>
        folder.Unsure.Add((file, $"{what} on line {line} of `{file}` is not judged: it is not made where parameter `{parameter}` of `{path}` keeps its default"));
}

using System.Collections.Immutable;
using System.Text;

namespace Plumbline.Clouds.Aws.Tables;

/// <summary>One question to the control plane: which, how it is written, and which answers it follows from.</summary>
/// <param name="Service">The service that is asked.</param>
/// <param name="Operation">The operation as the service names it.</param>
/// <param name="Route">Method and path; of services without paths the parameters, `Name` or `Name=value`, with commas.</param>
public sealed record AwsCall(Service Service, string Operation, string Route = "")
{
    /// <summary>Tells rows of one operation apart.</summary>
    public string Label { get; init; } = "";

    /// <summary>How its pages follow one another; null where there is but one.</summary>
    public Paging? Pages { get; init; }

    /// <summary>The answers that it is asked for each element of; empty where it is asked once for a region.</summary>
    public ImmutableArray<Follows> Each { get; init; } = [];

    /// <summary>The command under which it is told that it failed, where its own answer is not kept; null where it is.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>True of lists of what ran once, which grow as long as the account lives.</summary>
    public bool IsHistory { get; init; }

    /// <summary>Members that the request has each time, as JSON; empty for none. Only of <see cref="Protocol.Json11"/>.</summary>
    public string With { get; init; } = "";

    /// <summary>How far back it asks, as `StartTime`; zero where it asks for all there is.</summary>
    public TimeSpan Back { get; init; }

    /// <summary>True where a region answers two such questions a second and no more.</summary>
    public bool IsPaced { get; init; }

    /// <summary>True where it takes nothing along of what the answer it follows was asked with.</summary>
    public bool StandsAlone { get; init; }

    /// <summary>The permission where it is not named as the operation.</summary>
    public string? Needs { get; init; }

    /// <summary>The command: `get-guardrail`.</summary>
    public string Command { get; } = Kebab(Operation);

    /// <summary>Service and command as the command line writes them.</summary>
    public string Api => $"{Service.Name} {Command}";

    /// <summary>What the row is called in <see cref="Follows"/>.</summary>
    public string Id => Label.Length == 0 ? Api : $"{Api} {Label}";

    /// <summary>The IAM action that it needs.</summary>
    public string Action => $"{Service.Signs}:{Needs ?? Operation}";

    private static string Kebab(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}

/// <summary>How pages follow one another.</summary>
/// <param name="Asks">The parameter that names the next page.</param>
/// <param name="Answers">The member of an answer that names it.</param>
/// <param name="Size">The parameter that says how many a page holds; empty where it is left to the service.</param>
/// <param name="Most">Elements of one page.</param>
/// <param name="IsInQuery">True where a POST carries them in its address.</param>
public sealed record Paging(string Asks, string Answers, string Size = "", int Most = 0, bool IsInQuery = false)
{
    /// <summary>Most pages that are asked for, where that is fewer than of other lists.</summary>
    public int MostPages { get; init; } = int.MaxValue;
}

/// <summary>A question follows from each element of another's answer.</summary>
/// <param name="Of">The other row's id.</param>
/// <param name="List">Members that lead to the elements, with dots; empty for the answer itself.</param>
/// <param name="Takes">`parameter=member` with commas; `parameter='text'` for a fixed one, `parameter=` for the element itself.</param>
public sealed record Follows(string Of, string List, string Takes);

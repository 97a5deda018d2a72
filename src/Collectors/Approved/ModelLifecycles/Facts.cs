using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Approved.ModelLifecycles;

/// <summary>What is known of models' ends: what a control plane answers, before what a file of the estate says, before what comes with the program.</summary>
internal sealed partial class Facts(IEnumerable<ModelFact> live, IEnumerable<ModelFact> written, IEnumerable<ModelFact> shipped)
{
    private const int MostSteps = 6;
    private readonly ImmutableArray<ILookup<(string Host, string Model), ModelFact>> ranks = [Table(live), Table(written), Table(shipped)];

    /// <summary>The fact that holds for a model at the hosts that may serve it.</summary>
    /// <param name="hosts">Who may serve it.</param>
    /// <param name="model">Its id.</param>
    /// <param name="place">A region, a profile's geography, or empty.</param>
    /// <param name="now">The moment it is asked for.</param>
    /// <param name="why">Where there is none: why.</param>
    public Ending? Find(ImmutableArray<string> hosts, string model, string place, DateTimeOffset now, out string why)
    {
        why = hosts.IsEmpty ? $"nobody says who serves `{model}` here" : $"no fact on record says how long `{model}` is served";
        var found = new List<Ending>();
        foreach (var host in hosts)
        {
            if (At(host, model, place, now, out var isElsewhere) is { } fact) found.Add(new Ending(fact, Hosts.NameOf(host)));
            else if (isElsewhere)
            {
                why = $"{Hosts.NameOf(host)} retires `{model}` region by region, and nobody says which one answers";
                return null;
            }
        }

        // Google serves a model of its own at two hosts: what one of them still serves, the other may have ended.
        if (found is [{ Fact: var only, Host: var name }] && hosts.Contains("gemini-api") && hosts.Contains("vertex"))
        {
            why = $"{name} says how long it serves `{model}`, Google's other host does not, and nobody says which one answers";
            return null;
        }

        if (found.Count < 2) return found.FirstOrDefault();
        if (found.TrueForAll(e => (e.Fact.Term == found[0].Fact.Term && e.Fact.Retires == found[0].Fact.Retires) || IsPast(e.Fact, now)))
            return found.MaxBy(e => e.Fact.Retires)! with { Host = string.Join(" and ", found.Select(e => e.Host)) };
        why = $"`{model}` ends on different days at {string.Join(" and ", found.Select(e => e.Host))}, and nobody says which one answers";
        return null;
    }

    /// <summary>What the host names instead, without what it no longer serves itself; where it does not, what it names instead of that.</summary>
    public string Served(Ending end, DateTimeOffset now)
    {
        var named = end.Fact.Replacement;
        for (var steps = 0; steps < MostSteps; steps++)
        {
            var parts = Alternatives().Split(named).Where(p => p.Length > 0).ToList();
            var gone = parts.Select(p => (Name: p, Fact: At(end.Fact.Host, p, "", now, out _))).Where(p => p.Fact is { } f && IsPast(f, now)).ToList();
            if (gone.Count == 0) return named;
            named = gone.Count < parts.Count ? string.Join(" or ", parts.Except(gone.Select(g => g.Name))) : gone[0].Fact!.Replacement;
        }

        return "";
    }

    private static bool IsPast(ModelFact fact, DateTimeOffset now) => fact.Term == RetirementTerm.Fixed && fact.Retires <= now;

    // Of several facts of one rank the last to end: a profile answers from any region of its geography.
    private ModelFact? At(string host, string model, string place, DateTimeOffset now, out bool isElsewhere)
    {
        isElsewhere = false;
        foreach (var id in Ids(host, model))
        {
            foreach (var rank in ranks)
            {
                var all = rank[(host, id.ToLowerInvariant())];
                if (all.Where(f => Holds(f, place)).MaxBy(f => f.Retires ?? ModelFact.Never) is { } fact) return fact;
                if (place.Length == 0 && all.Any() && all.All(f => IsPast(f, now))) return all.MaxBy(f => f.Retires);
                isElsewhere |= all.Any();
            }
        }

        return null;
    }

    // Vertex and Azure put a version behind `@`, Bedrock a context length behind the id; the model's end is its versions' end, never the other way round.
    private static IEnumerable<string> Ids(string host, string model)
    {
        yield return model;
        if (host is "vertex" or "azure" && model.IndexOf('@', StringComparison.Ordinal) is > 0 and var at) yield return model[..at];
        if (host == "bedrock" && Context().Match(model) is { Success: true } length) yield return model[..length.Index];
    }

    private static bool Holds(ModelFact fact, string place) => fact.Regions.IsEmpty || fact.Regions.Any(r => IsIn(r, place));

    private static bool IsIn(string region, string place) => place switch
    {
        "" or "global" => false,
        _ when region == place => true,
        "us" => region.StartsWith("us-", StringComparison.Ordinal) && !region.StartsWith("us-gov-", StringComparison.Ordinal),
        "us-gov" or "eu" or "ca" => region.StartsWith(place + "-", StringComparison.Ordinal),
        "apac" => region.StartsWith("ap-", StringComparison.Ordinal),
        "jp" => region is "ap-northeast-1" or "ap-northeast-3",
        "au" => region is "ap-southeast-2" or "ap-southeast-4",
        _ => false,
    };

    private static ILookup<(string, string), ModelFact> Table(IEnumerable<ModelFact> facts) => facts.ToLookup(f => (f.Host, f.Model.ToLowerInvariant()));

    [GeneratedRegex(@",? or |, ", RegexOptions.CultureInvariant)]
    private static partial Regex Alternatives();

    [GeneratedRegex(@":\d+k$", RegexOptions.CultureInvariant)]
    private static partial Regex Context();
}

/// <summary>A fact, and who it is about in words.</summary>
internal sealed record Ending(ModelFact Fact, string Host);

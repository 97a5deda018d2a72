using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>An asset that a resource declares, while claims about it are gathered.</summary>
internal sealed class Subject
{
    private readonly Resource resource;
    private readonly List<Claim> claims = [];
    private readonly SortedSet<string> covered = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(int Line, string Why), SortedSet<string>> gaps = [];
    private readonly string kind;

    /// <summary>The asset of a resource; its name where the code says it.</summary>
    public Subject(Resource resource, AssetKind kind, Term? name = null)
    {
        this.resource = resource;
        this.kind = kind.Name();
        Id = new AssetId(kind, resource.Key);
        if (name?.AsText is { Length: > 0 } said) Say("name", Value.Of(said), resource.Line);
        if (kind != AssetKind.Agent && resource.Place.Account is { } account) Say("account", Value.Of(account), resource.Line);
        if (resource.Place.Region is { } region) Say("region", Value.Of(region), resource.Line);
    }

    /// <summary>The asset.</summary>
    public AssetId Id { get; }

    /// <summary>Says one element or value.</summary>
    /// <param name="word">The word.</param>
    /// <param name="value">What is said.</param>
    /// <param name="line">The line, or 0 for the resource's own.</param>
    /// <param name="file">The file, where another resource says it.</param>
    public void Say(string word, Value value, int line, string? file = null) =>
        claims.Add(new Claim(Id, word, Plane.Declared, value, file is null ? Origin(line) : Origin(line) with { File = file }, DateTimeOffset.MinValue));

    /// <summary>These words were looked for.</summary>
    public void Cover(params ReadOnlySpan<string> words)
    {
        foreach (var word in words) covered.Add(word);
    }

    /// <summary>Says a truth value, or that it cannot be known.</summary>
    public void Flag(string word, Known<bool> flag) => One(word, flag.Map(Value.Of));

    /// <summary>Says a value, or that it cannot be known.</summary>
    public void One(string word, Known<Value> value)
    {
        if (value.Unknown is { } why) Lack(value.Line, why, word);
        else
        {
            Say(word, value.Value, value.Line);
            Cover(word);
        }
    }

    /// <summary>A truth value of a word that few estates have: what is not known is said as such, so that it does not read as nobody having looked.</summary>
    public void Optional(string word, Known<bool> flag)
    {
        Flag(word, flag);
        if (flag.Unknown is { } why) Say(word, Value.Unknown($"it hangs on {Quoted(why)}"), flag.Line);
    }

    /// <summary>What the words hang on is not known.</summary>
    public void Lack(int line, string why, params ReadOnlySpan<string> words)
    {
        if (!gaps.TryGetValue((line, why), out var set)) gaps[(line, why)] = set = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var word in words) set.Add(word);
    }

    /// <summary>An arrow to another asset of the same code.</summary>
    public void Relate(string verb, AssetId to, int line) => claims.Add(new Relation(Id, verb, to).ToClaim(Plane.Declared, Origin(line), DateTimeOffset.MinValue));

    /// <summary>All claims: what is said, what was looked for, and a gap for each thing that is not known.</summary>
    public IEnumerable<Claim> Claims()
    {
        foreach (var claim in claims) yield return claim;
        var open = gaps.Values.SelectMany(w => w).ToHashSet(StringComparer.Ordinal);
        var known = covered.Where(w => !open.Contains(w)).Select(w => $"{kind}.{w}").ToList();
        if (known.Count > 0) yield return new Coverage(resource.Source, Plane.Declared, new Reach(Id), [.. known]).ToClaim(Origin(resource.Line));
        foreach (var ((line, why), words) in gaps)
        {
            yield return new Gap(
                resource.Source, Plane.Declared, GapKind.Missing,
                $"{string.Join(", ", words.Select(w => $"`{w}`"))} of `{resource.Address}` hangs on {Quoted(why)}, which is not known from `{resource.File}` and its neighbours",
                Fix(), new Reach(Id), [.. words.Select(w => $"{kind}.{w}")]).ToClaim(Origin(line));
        }
    }

    /// <summary>What something hangs on, as a sentence shows it: a name in backticks, words as they are.</summary>
    public static string Quoted(string why) => why.Contains('`', StringComparison.Ordinal) || why.Contains(' ', StringComparison.Ordinal) ? why : $"`{why}`";

    private string Fix() => resource.Source switch
    {
        Sources.Terraform => "give the variable its value in `terraform.tfvars`, or scan the plan as well: `terraform show -json PLAN > plan.json` beside the code",
        Sources.Plan => "it is known after `terraform apply`: add the control plane's answers",
        Sources.CloudFormation => "give the parameter a default, or add the control plane's answers",
        _ => "give the parameter a default value, or add the control plane's answers",
    };

    private Origin Origin(int line) => new(resource.Source, resource.File, line > 0 ? line : resource.Line);
}

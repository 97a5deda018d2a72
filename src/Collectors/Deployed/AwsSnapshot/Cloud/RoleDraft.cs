using System.Collections.Immutable;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>A role while its answers are put together.</summary>
/// <param name="first">The answer that named it first.</param>
internal sealed class RoleDraft(Answer first)
{
    private readonly List<Held> held = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> unseen = new(StringComparer.Ordinal);
    private Answer teller = first;
    private bool isDumped;
    private bool isTold;

    public string Id { get; set; } = "";

    public bool IsService { get; set; }

    public bool HasInline { get; set; }

    public bool HasAttached { get; set; }

    /// <summary>The ARN of its boundary; null where no answer names one.</summary>
    public string? BoundaryArn { get; set; }

    /// <summary>What the boundary says; null where no answer holds it.</summary>
    public ImmutableArray<Statement>? Boundary { get; set; }

    public void Dumped(Answer answer)
    {
        isDumped = HasInline = HasAttached = true;
        if (!isTold) teller = answer;
    }

    public void Told(Answer answer)
    {
        if (!isTold) teller = answer;
        isTold = true;
    }

    /// <summary>Adds a policy; one that cannot be read is expected still.</summary>
    public void Add(ImmutableArray<Statement>? read, string? name, string source, Answer? answer, string command)
    {
        if (read is not { } more) Expect(name ?? "?", command);
        else if (seen.Add(name ?? ""))
        {
            var called = Arn.Parse(source)?.Name ?? name ?? "?";
            held.AddRange(more.Select(s => new Held(s, called, source, answer)));
        }
    }

    public void Expect(string name, string command)
    {
        if (!seen.Contains(name)) unseen.TryAdd(name, command);
    }

    public Role ToRole(string arn, ImmutableArray<Held> outer)
    {
        var name = Arn.Parse(arn)?.Name;
        var lacks = unseen.Where(u => !seen.Contains(u.Key)).Select(u => ($"policy `{u.Key}`", u.Value)).ToList();
        if (!HasInline) lacks.Add(("its inline policies", $"list-role-policies --role-name {name}"));
        if (!HasAttached) lacks.Add(("which managed policies are attached to it", $"list-attached-role-policies --role-name {name}"));
        var isLimited = BoundaryArn is not null;
        if (isLimited && Boundary is null) lacks.Add(($"its permissions boundary `{BoundaryArn}`", $"get-policy-version --policy-arn {BoundaryArn} --version-id <default version>"));

        // Of a boundary that nobody saw every right may be left: each is stated as one that may not hold.
        var boundary = isLimited ? Boundary ?? [PolicyDocument.Doubtful] : Boundary;
        return new Role(arn, teller, Id, [.. held], boundary, outer, [.. lacks], IsService, isDumped || isTold);
    }
}

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Puts the workload entries of all systems together: by name, environment and account.</summary>
internal static class WorkloadGroups
{
    private sealed record Part(Said Said, string System, string Name, string? Account, string? Environment);

    public static IEnumerable<Workload> Of(Pages pages, Book book)
    {
        var parts = pages.Workloads.Select(w => Read(w.System, w.Said)).ToList();
        var namesakes = parts.ToLookup(p => (p.System, p.Name));
        var whole = parts.Select(p => p with { Account = p.Account ?? Only(namesakes, p, o => o.Account) }).ToList();
        whole = [.. whole.Select(p => p with { Environment = p.Environment ?? FromAccount(book, p.Account) })];
        namesakes = whole.ToLookup(p => (p.System, p.Name));
        whole = [.. whole.Select(p => p with { Environment = p.Environment ?? Only(namesakes, p, o => o.Environment) })];
        foreach (var group in whole.GroupBy(p => $"{p.Name}@{p.Environment}/{p.Account}", StringComparer.Ordinal))
        {
            var first = group.OrderBy(p => p.Said.File, StringComparer.Ordinal).ThenBy(p => p.Said.Node.Line).First();
            var item = Item.Group("workloads", group.Select(p => p.Said), _ => group.Key)[0];
            yield return new Workload(
                item, book.Find("systems", first.System)!, book.Find("accounts", first.Account),
                first.Name, first.Environment ?? "", first.Account ?? "");
        }
    }

    /// <summary>Workloads that several systems claim as theirs.</summary>
    public static IEnumerable<(string System, Said At)> Owners(Pages pages, Workload workload) =>
        workload.Item.Entries.Distinct().SelectMany(e => pages.OwnersOf(e).Select(system => (system, e)));

    private static Part Read(string system, Said said) => new(
        said, system, said["name"]?.Text?.Trim() ?? system, said["account"]?.Text, said["environment"]?.Text?.Trim());

    private static string? FromAccount(Book book, string? account) => book.Find("accounts", account)?.Text("environment");

    // A part that leaves out where it runs belongs to the one place that the other parts of that name give.
    private static string? Only(ILookup<(string System, string Name), Part> namesakes, Part part, Func<Part, string?> of) =>
        namesakes[(part.System, part.Name)].Select(of).OfType<string>().Distinct().ToList() is [var one] ? one : null;
}

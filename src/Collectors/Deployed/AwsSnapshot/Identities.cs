using System.Collections.Immutable;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot;

/// <summary>Gives answers without account the one that `sts get-caller-identity` names in their folder or the nearest above.</summary>
internal static class Identities
{
    /// <summary>The same answers with every account that can be told.</summary>
    public static ImmutableArray<Answer> Apply(ImmutableArray<Answer> answers)
    {
        var accounts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var answer in answers.Where(a => a.Kind.Operation == "get-caller-identity"))
            if (answer.Root.Text("Account") is { } account) accounts.TryAdd(FolderOf(answer.File.Path), account);
        return accounts.Count == 0 ? answers : [.. answers.Select(a => a.Home.Account is null ? a with { Home = a.Home with { Account = Nearest(a.File.Path) } } : a)];

        string? Nearest(string path)
        {
            for (var folder = FolderOf(path); ; folder = FolderOf(folder))
            {
                if (accounts.TryGetValue(folder, out var account)) return account;
                if (folder.Length == 0) return null;
            }
        }
    }

    private static string FolderOf(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";
}

using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Registries;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Tells keys that are bound to several people: such a key proves decisions of one of them only.</summary>
internal static class SharedKeys
{
    /// <summary>States a gap for everybody else whom a key is bound to.</summary>
    /// <param name="book">What registries and ledger say.</param>
    /// <param name="kept">Who has which key by the ledger; there a key stays with whom it was bound to first.</param>
    /// <param name="statements">Where the gaps go.</param>
    public static void State(Book book, Governance kept, Statements statements)
    {
        var bound = book[Governance.IdentitySection].SelectMany(i => i.Union("keys").Select(k => (Person: i.Id, Key: k, Print: Signatures.Fingerprint(k.Text!)))).ToList();
        foreach (var same in bound.GroupBy(b => b.Print, StringComparer.Ordinal).Where(g => g.DistinctBy(b => b.Person).Skip(1).Any()))
        {
            var holder = kept.HolderOf(same.First().Key.Text!);
            var first = same.FirstOrDefault(b => b.Person == holder, same.First());
            foreach (var (person, key, print) in same.Where(b => b.Person != first.Person))
                statements.Missing(
                    new Reach(new AssetId(AssetKind.RegistryEntry, $"{Governance.IdentitySection}/{person}")),
                    $"key sha256:{print} is bound to `{first.Person}` ({first.Key.Where}) and to `{person}`, so it proves nothing of `{person}`",
                    $"give each person a key of their own, and take this one out of the entry of `{person}`", key, "registry-entry.approval");
        }
    }
}

using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>What a registry says of an account holds for what lives in it, unless it is said otherwise there.</summary>
internal sealed class AccountFacts
{
    private static readonly string[] Inherited = ["environment", "regulated"];
    private readonly Dictionary<(string Account, string Fact), Claim> said = [];

    public AccountFacts(IEnumerable<Draft> accounts)
    {
        foreach (var draft in accounts)
        {
            var row = draft.Row;
            var account = row.Id.Key.Split('/')[0];
            foreach (var fact in Inherited)
            {
                if (draft.FactClaim(fact) is { } claim) said.TryAdd((account, fact), claim);
            }
        }
    }

    /// <summary>The claim that holds for whatever lives in an account and says nothing else itself; null where there is none.</summary>
    public Claim? Find(string account, string fact) => said.GetValueOrDefault((account, fact));
}

using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Who uses the tuned models: told from the claims of workloads, agents and endpoints that name a model.</summary>
/// <remarks>An approval is no use. A model that a production workload uses is in production, wherever it lives.</remarks>
internal sealed class ModelUses
{
    private const string Production = "production";
    private readonly List<(AssetId User, AssetId Model, Claim Claim)> uses = [];

    /// <summary>Notes a claim, its model already named by itself.</summary>
    /// <param name="user">The asset it is about.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="identities">Ids of tuned models, routes to them among them.</param>
    /// <param name="known">Tuned models that a source speaks of, by any id.</param>
    public void Note(AssetId user, Claim claim, Identities identities, IReadOnlySet<AssetId> known)
    {
        if (claim.Plane == Plane.Approved || user.Kind is not (AssetKind.Workload or AssetKind.Agent or AssetKind.Endpoint)) return;
        if (claim.Value.AsMap is not { } map || map["base"].AsString is not { Length: > 0 } name) return;
        var model = identities.ResolveOne(new AssetId(AssetKind.FineTune, name));
        if (ModelId.IsTuned(name) || known.Contains(model)) uses.Add((user, model, claim));
    }

    /// <summary>Arrows from the users to the models, and the plane nearest to life that says each.</summary>
    public IEnumerable<(Relation Arrow, Plane Seen)> Arrows =>
        uses.GroupBy(u => new Relation(u.User, u.User.Kind == AssetKind.Endpoint ? "serves" : "uses", u.Model)).Select(g => (g.Key, g.Max(u => u.Claim.Plane)));

    /// <summary>Tells the models, once the users are settled.</summary>
    public void Tell(IReadOnlyDictionary<AssetId, AssetRow> users, Func<AssetId, Draft> draftOf)
    {
        var order = Comparer<Claim>.Create(Merge.Order);
        foreach (var model in uses.Where(u => users.ContainsKey(u.User)).GroupBy(u => u.Model).OrderBy(g => g.Key))
        {
            var said = model.OrderBy(u => u.Claim, order).ThenBy(u => u.User).Select(u => (User: users[u.User], u.Claim)).ToList();
            var draft = draftOf(model.Key);
            foreach (var (user, claim) in said) draft.Add(claim with { Subject = model.Key, Property = "users", Value = Use(user, claim.Property) });
            Home(model.Key, said[0].Claim, draft);
            if (said.Find(s => s.User.Fact("environment") == Production).Claim is { } first)
                draft.Overrule(first with { Subject = model.Key, Property = "environment", Value = Value.Of(Production) });
        }
    }

    private static Value Use(AssetRow user, string how) => Value.Map(
        ("user", Value.Of(user.Name)), ("kind", Value.Of(user.Id.Kind.Name())), ("environment", Value.Of(user.Fact("environment") ?? "")), ("how", Value.Of(how)));

    // A model that only its callers speak of still lives where its ARN says.
    private static void Home(AssetId model, Claim claim, Draft draft)
    {
        if (model.Key.Split(':') is not ["arn", _, _, var region, { Length: > 0 } account, ..] || draft.FactClaim("account") is not null) return;
        draft.Add(claim with { Subject = model, Property = "account", Value = Value.Of(account) });
        draft.Add(claim with { Subject = model, Property = "region", Value = Value.Of(region) });
    }
}

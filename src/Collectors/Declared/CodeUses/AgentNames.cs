using System.Runtime.CompilerServices;
using Plumbline.Code.Trees;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>The agents of one file and what they are called: the name they are given, else the variable that holds them, else their line.</summary>
internal sealed class AgentNames
{
    private readonly ConditionalWeakTable<Call, object> agents = [];

    /// <summary>Names the agents among uses.</summary>
    public AgentNames(IEnumerable<FoundUse> uses)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var use in uses.Where(u => u.Use == Use.Agent && u.Thing.Call is not null))
        {
            var key = $"path:{use.File.File.Path}#{NameOf(use)}";
            if (!taken.Add(key)) taken.Add(key = $"{key}@{use.Line}");
            agents.AddOrUpdate(use.Thing.Call!, new AssetId(AssetKind.Agent, key));
        }
    }

    /// <summary>What people call it.</summary>
    public static string NameOf(FoundUse use) => use.Name.Length > 0 ? use.Name : use.Bound.Length > 0 ? use.Bound : $"line {use.Line}";

    /// <summary>The agent that a use makes; null where it makes none.</summary>
    public AssetId? Of(FoundUse use) => use.Use == Use.Agent ? Of(use.Thing) : null;

    /// <summary>The agent that a call of this file makes; null where it makes none.</summary>
    public AssetId? Of(Thing thing) => thing.Call is { } call && agents.TryGetValue(call, out var id) ? (AssetId)id : null;
}

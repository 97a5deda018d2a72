using System.Collections.Concurrent;
using Plumbline.Collectors.Files.Kubernetes;

namespace Plumbline.Server.Admission;

/// <summary>Config maps that were seen, and who uses them. Bounded: the oldest are forgotten, and what is forgotten is not known.</summary>
internal sealed class ConfigMemory
{
    private const int MostMaps = 20_000;
    private const long MostText = 64 << 20;
    private const int MostUsers = 50;
    private readonly ConcurrentDictionary<(string Space, string Name), ConfigData> maps = new();
    private readonly ConcurrentDictionary<(string Space, string Name), HashSet<(string System, string Environment, string? Workload)>> users = new();
    private readonly ConcurrentDictionary<(string Space, string Name), bool> served = new();
    private readonly Queue<(string Space, string Name)> order = new();
    private readonly HashSet<(string Space, string Name)> absent = [];
    private readonly Lock gate = new();
    private long text;

    /// <summary>What a config map holds; null where it was not seen.</summary>
    public ConfigData? Of(string space, string name) => maps.GetValueOrDefault((space, name));

    /// <summary>Keeps what was seen.</summary>
    public void Keep(string space, string name, ConfigData data)
    {
        lock (gate)
        {
            if (maps.TryGetValue((space, name), out var old)) text -= old.Size;
            else order.Enqueue((space, name));
            maps[(space, name)] = data;
            text += data.Size;
            while ((order.Count > MostMaps || text > MostText) && order.TryDequeue(out var oldest)) Drop(oldest);
        }
    }

    /// <summary>Forgets what is not in the cluster: what was never applied after all, or is gone.</summary>
    /// <param name="there">All that the cluster has, as it was asked just now.</param>
    public void Retain(HashSet<(string Space, string Name)> there)
    {
        lock (gate)
        {
            // What came while the cluster was asked may be missing in its answer: it is kept for one more round.
            foreach (var key in maps.Keys.Where(k => !there.Contains(k)).ToList())
                if (!absent.Add(key)) Drop(key);
            absent.IntersectWith(maps.Keys.Where(k => !there.Contains(k)));
        }
    }

    /// <summary>True where a server of models reads it.</summary>
    public bool IsServed(string space, string name) => served.ContainsKey((space, name));

    /// <summary>A workload of a system reads a config map.</summary>
    public void Use(string space, string name, (string System, string Environment, string? Workload) user, bool isServer = false)
    {
        if (isServer && served.Count < MostMaps) served[(space, name)] = true;
        if (users.Count >= MostMaps && !users.ContainsKey((space, name))) return;
        var all = users.GetOrAdd((space, name), _ => []);
        lock (all)
        {
            if (all.Count < MostUsers) all.Add(user);
        }
    }

    /// <summary>The systems whose workloads read it, as far as they were seen.</summary>
    public IReadOnlyList<(string System, string Environment, string? Workload)> Users(string space, string name)
    {
        if (!users.TryGetValue((space, name), out var all)) return [];
        lock (all) return [.. all.Order()];
    }

    private void Drop((string Space, string Name) key)
    {
        if (maps.TryRemove(key, out var old)) text -= old.Size;
    }
}

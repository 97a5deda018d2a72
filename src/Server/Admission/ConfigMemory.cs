using System.Collections.Concurrent;
using Plumbline.Collectors.Files.Kubernetes;

namespace Plumbline.Server.Admission;

/// <summary>Config maps that were seen, and who uses them. Bounded: what nobody asked for longest is forgotten, and what is forgotten is not known.</summary>
internal sealed class ConfigMemory
{
    private const int MostMaps = 20_000;
    private const long MostText = 64 << 20;
    private const int MostUsers = 50;
    private readonly ConcurrentDictionary<(string Space, string Name), Slot> slots = new();
    private readonly HashSet<(string Space, string Name)> absent = [];
    private readonly Lock gate = new();
    private long asked;
    private long text;

    /// <summary>Namespaces in which something changed, for whoever asks the cluster.</summary>
    public ChangedSpaces Changes { get; } = new();

    /// <summary>What a config map holds; null where it was not seen.</summary>
    public ConfigData? Of(string space, string name) => Asked(space, name)?.Data;

    /// <summary>The version of a config map that was listed; null where it was not, or its content came in another way since.</summary>
    public string? Version(string space, string name) => slots.GetValueOrDefault((space, name))?.Version;

    /// <summary>Keeps what was seen.</summary>
    /// <param name="space">The namespace.</param>
    /// <param name="name">The config map.</param>
    /// <param name="data">What it holds.</param>
    /// <param name="version">Its version in the cluster, where that was listed.</param>
    public void Keep(string space, string name, ConfigData data, string? version = null)
    {
        lock (gate)
        {
            var slot = slots.GetOrAdd((space, name), _ => new Slot());
            text += data.Size - (slot.Data?.Size ?? 0);
            (slot.Data, slot.Version) = (data, version);
            // What is applied is used soon; of what a cluster lists most never is.
            if (version is null) slot.Asked = Interlocked.Increment(ref asked);
            Bound();
        }
    }

    /// <summary>Forgets what is not in the cluster, and who used it: what was never applied after all, or is gone.</summary>
    /// <param name="there">All that the cluster has, as it was asked just now.</param>
    public void Retain(HashSet<(string Space, string Name)> there)
    {
        lock (gate)
        {
            // What came while the cluster was asked may be missing in its answer: it is kept for one more round.
            foreach (var key in slots.Keys.Where(k => !there.Contains(k)).ToList())
                if (!absent.Add(key)) Drop(key);
            absent.IntersectWith(slots.Keys.Where(k => !there.Contains(k)));
        }
    }

    /// <summary>True where a server of models reads it.</summary>
    public bool IsServed(string space, string name) => slots.GetValueOrDefault((space, name)) is { IsServed: true };

    /// <summary>A workload of a system reads a config map.</summary>
    public void Use(string space, string name, (string System, string Environment, string? Workload) user, bool isServer = false)
    {
        lock (gate)
        {
            var slot = slots.GetOrAdd((space, name), _ => new Slot());
            slot.IsServed |= isServer;
            if (slot.Users.Count < MostUsers) slot.Users.Add(user);
            slot.Asked = Interlocked.Increment(ref asked);
            Bound();
        }
    }

    /// <summary>The systems whose workloads read it, as far as they were seen.</summary>
    public IReadOnlyList<(string System, string Environment, string? Workload)> Users(string space, string name)
    {
        if (Asked(space, name) is not { } slot) return [];
        lock (gate) return [.. slot.Users.Order()];
    }

    private Slot? Asked(string space, string name)
    {
        if (slots.TryGetValue((space, name), out var slot)) slot.Asked = Interlocked.Increment(ref asked);
        return slot;
    }

    // A tenth more than must go, so that not every new one looks through all.
    private void Bound()
    {
        if (slots.Count <= MostMaps && text <= MostText) return;
        foreach (var (key, _) in slots.OrderBy(s => s.Value.Asked).ToList())
        {
            if (slots.Count <= MostMaps * 9 / 10 && text <= MostText * 9 / 10) return;
            Drop(key);
        }
    }

    private void Drop((string Space, string Name) key)
    {
        if (slots.TryRemove(key, out var old)) text -= old.Data?.Size ?? 0;
    }

    private sealed class Slot
    {
        public volatile ConfigData? Data;
        public volatile string? Version;
        public volatile bool IsServed;
        public long Asked;

        public HashSet<(string System, string Environment, string? Workload)> Users { get; } = [];
    }
}

/// <summary>Namespaces whose config maps changed since the cluster was asked; bounded.</summary>
internal sealed class ChangedSpaces
{
    private const int Most = 50;
    private readonly HashSet<string> spaces = new(StringComparer.Ordinal);
    private TaskCompletionSource some = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>One changes.</summary>
    public void Add(string space)
    {
        lock (spaces)
        {
            if (spaces.Count < Most) spaces.Add(space);
            some.TrySetResult();
        }
    }

    /// <summary>Takes them all; none is left.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (spaces)
        {
            List<string> all = [.. spaces.Order(StringComparer.Ordinal)];
            spaces.Clear();
            if (some.Task.IsCompleted) some = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return all;
        }
    }

    /// <summary>Waits until there is one.</summary>
    public Task WaitAsync()
    {
        lock (spaces) return some.Task;
    }
}

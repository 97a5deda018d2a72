using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>What one principal wrote by one action, resource by resource; past the limit the first ones in text order are kept, whatever order they came in.</summary>
/// <param name="room">What the deeds of a source may take together.</param>
internal sealed class Deeds(Room room)
{
    /// <summary>Most resources told.</summary>
    public const int Most = 500;

    private readonly Dictionary<string, Deed> resources = new(StringComparer.Ordinal);

    /// <summary>True where resources had to be left out.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The resources told, in text order.</summary>
    public IReadOnlyList<KeyValuePair<string, Deed>> Told
    {
        get
        {
            Cut();
            return [.. resources.OrderBy(r => r.Key, StringComparer.Ordinal)];
        }
    }

    /// <summary>Counts one write to a resource.</summary>
    public void Add(string resource, string account, DateTimeOffset time, in LazyOrigin origin)
    {
        if (!resources.TryGetValue(resource, out var deed))
        {
            if (!room.Take()) return;
            resources[resource] = deed = new Deed(account);
        }

        deed.Add(time, origin);
        if (resources.Count > Most * 2) Cut();
    }

    private void Cut()
    {
        if (resources.Count <= Most) return;
        IsCut = true;
        room.Return(resources.Count - Most);
        foreach (var left in resources.Keys.Order(StringComparer.Ordinal).Skip(Most).ToList()) resources.Remove(left);
    }

    /// <summary>Writes to one resource counted together.</summary>
    internal sealed class Deed(string account)
    {
        public string Account => account;

        public long Count { get; private set; }

        public DateTimeOffset First { get; private set; } = DateTimeOffset.MaxValue;

        public DateTimeOffset Last { get; private set; } = DateTimeOffset.MinValue;

        /// <summary>Where the earliest can be read; ties break on text.</summary>
        public Origin Origin { get; private set; } = null!;

        public void Add(DateTimeOffset time, in LazyOrigin origin)
        {
            Count++;
            if (time <= First && (time < First || origin.Made.CompareTo(Origin) < 0)) Origin = origin.Made;
            if (time < First) First = time;
            if (time > Last) Last = time;
        }
    }
}

using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed;

/// <summary>The different system prompts that workloads sent: each is kept once, and told line by line.</summary>
/// <param name="source">The collector.</param>
public sealed class ServedPrompts(string source)
{
    /// <summary>Most different prompts of one workload that are told line by line: those first by fingerprint, whatever order they came in.</summary>
    public const int Most = 32;

    private readonly SortedDictionary<string, Prompts> workloads = new(StringComparer.Ordinal);

    /// <summary>A prompt was sent.</summary>
    /// <param name="principal">The workload, by one of its ids.</param>
    /// <param name="hash">The fingerprint of its text; an empty one is none.</param>
    /// <param name="text">Its text, asked for only the first time.</param>
    /// <param name="time">When.</param>
    /// <param name="origin">Where it can be read.</param>
    public void Add(string principal, string? hash, Func<string> text, DateTimeOffset time, Origin origin)
    {
        if (string.IsNullOrEmpty(hash)) return;
        if (!workloads.TryGetValue(principal, out var prompts)) workloads[principal] = prompts = new Prompts();
        if (prompts.Find(hash, text, time, origin) is not { } served) return;
        if (time < served.First || (time == served.First && origin.CompareTo(served.Origin) < 0)) served.Origin = origin;
        if (time < served.First) served.First = time;
        if (time > served.Last) served.Last = time;
    }

    /// <summary>The lines, and gaps where a workload sent more prompts than are told, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        foreach (var (principal, prompts) in workloads)
        {
            var subject = new AssetId(AssetKind.Workload, principal);
            foreach (var (hash, served) in prompts.Kept)
            {
                var lines = new PromptLines(served.Text);
                foreach (var (_, value) in lines.Say(hash, "", served.First, served.Last))
                    yield return new Claim(subject, "promptLines", Plane.Observed, value, served.Origin, served.Last);
                if (lines.IsCut) yield return Cut(subject, $"a system prompt of `{principal}` is longer than what is compared line by line", served.Origin);
            }

            if (prompts.IsCut) yield return Cut(subject, $"`{principal}` sent more than {Most} different system prompts; {Most} are compared line by line", prompts.Kept.First().Value.Origin);
        }
    }

    private Claim Cut(AssetId subject, string reason, Origin origin) => new Gap(
        source, Plane.Observed, GapKind.Missing, reason, "keep what changes from call to call out of the system prompt: pass it as a message",
        new Reach(subject), ["workload.promptLines"]).ToClaim(origin);

    private sealed class Prompts
    {
        private string last = "";

        public SortedDictionary<string, Served> Kept { get; } = new(StringComparer.Ordinal);

        public bool IsCut { get; private set; }

        public Served? Find(string hash, Func<string> text, DateTimeOffset time, Origin origin)
        {
            if (Kept.TryGetValue(hash, out var served)) return served;
            IsCut |= Kept.Count == Most;
            if (Kept.Count == Most && string.CompareOrdinal(hash, last) > 0) return null;
            if (Kept.Count == Most) Kept.Remove(last);
            Kept[hash] = served = new Served(text(), origin, time);
            last = Kept.Keys.Last();
            return served;
        }
    }

    private sealed class Served(string text, Origin origin, DateTimeOffset time)
    {
        public string Text => text;

        public Origin Origin { get; set; } = origin;

        public DateTimeOffset First { get; set; } = time;

        public DateTimeOffset Last { get; set; } = time;
    }
}

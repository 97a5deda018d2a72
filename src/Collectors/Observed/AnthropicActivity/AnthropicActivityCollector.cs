using System.Runtime.CompilerServices;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Observed.AnthropicActivity;

/// <summary>Reads the Activity Feed of Anthropic's Compliance API: keys, owners, sharing, sign-ins and settings of an organization.</summary>
public sealed class AnthropicActivityCollector : ICollector
{
    /// <inheritdoc/>
    public string Name => "anthropic-activity";

    /// <inheritdoc/>
    public Plane Plane => Plane.Observed;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var events = new ProviderEvents(Name, "Anthropic", static (record, _) => Activity.Read(record));
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsFeed(file)) events.Read(file);
        }

        foreach (var claim in events.ToClaims()) yield return claim;
    }

    private static bool IsFeed(EstateFile file)
    {
        var head = Utf8Content.Head(file);
        return head.IndexOf("\"organization_id\""u8) >= 0 && head.IndexOf("\"created_at\""u8) >= 0 && head.IndexOf("\"actor\""u8) >= 0 && head.IndexOf("_actor\""u8) >= 0;
    }
}

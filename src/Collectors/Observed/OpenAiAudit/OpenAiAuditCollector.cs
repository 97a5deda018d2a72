using System.Runtime.CompilerServices;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Observed.OpenAiAudit;

/// <summary>Reads OpenAI's organization audit log: keys and their scopes, sign-ins, provisioning, people and settings.</summary>
public sealed class OpenAiAuditCollector : ICollector
{
    /// <inheritdoc/>
    public string Name => "openai-audit";

    /// <inheritdoc/>
    public Plane Plane => Plane.Observed;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var events = new ProviderEvents(Name, "OpenAI", AuditRecord.Read);
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsLog(file)) events.Read(file);
        }

        foreach (var claim in events.ToClaims()) yield return claim;
    }

    private static bool IsLog(EstateFile file)
    {
        var head = Utf8Content.Head(file);
        return head.IndexOf("\"effective_at\""u8) >= 0 && head.IndexOf("\"type\""u8) >= 0;
    }
}

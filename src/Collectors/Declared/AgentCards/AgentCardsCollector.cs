using System.Runtime.CompilerServices;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.AgentCards;

/// <summary>Reads A2A agent cards, told by what they hold.</summary>
public sealed class AgentCardsCollector : ICollector
{
    internal const string Source = "agent-cards";
    private const int Largest = 2 << 20;

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => CardWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var registries = RegistryReferences.Of(scope);
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (file.Length is 0 or > Largest || !IsNamed(file) || !MayBe(file) || registries.IsApproved(file.Path)) continue;
            foreach (var claim in Read(file)) yield return claim;
        }
    }

    private static IEnumerable<Claim> Read(EstateFile file)
    {
        var root = SettingsText.Read(file, out var reason);
        if (root is null)
        {
            if (IsCardName(file.Name)) yield return Unreadable(file, reason!);
            yield break;
        }

        foreach (var card in (root is YamlList list ? list.Nodes : [root]).Where(CardReader.Is))
        {
            var id = new AssetId(AssetKind.Agent, Key(card, file.Path));
            var origin = new Origin(Source, file.Path, card.Line);
            yield return new Claim(id, "name", Plane.Declared, Value.Of(Masks.Of(card["name"]!.Text ?? "", [], 200)), origin, DateTimeOffset.MinValue);
            yield return new Claim(id, "cards", Plane.Declared, CardReader.Read(card, file.Path), origin, DateTimeOffset.MinValue);
            yield return new Coverage(Source, Plane.Declared, new Reach(Asset: id), ["agent.cards"]).ToClaim(origin);
        }
    }

    // Two files that name one public address are one agent; what listens on a developer's machine is told apart by its file.
    private static string Key(YamlNode card, string path)
    {
        var address = ServiceAddress.Parse(CardReader.Interfaces(card).Select(i => i.Url).FirstOrDefault());
        return address is { Network: "public" or "private" or "cluster" } ? "a2a:" + address.Url : $"a2a:{path}#{Masks.Of(card["name"]!.Text ?? "", [], 100)}";
    }

    private static Claim Unreadable(EstateFile file, string reason) => new Gap(
        Source, Plane.Declared, GapKind.Unreadable, reason, $"write `{file.Path}` as one JSON object, an A2A agent card",
        Reach.Everything, ["agent.cards"]).ToClaim(new Origin(Source, file.Path));

    private static bool IsNamed(EstateFile file) => file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || file.Name.EndsWith(".jsonc", StringComparison.OrdinalIgnoreCase);

    private static bool IsCardName(string name) => name.Replace('_', '-').ToLowerInvariant() is "agent-card.json" or "agentcard.json";

    // The keys stand near the beginning unless many skills come first; a card's usual name needs no key.
    private static bool MayBe(EstateFile file)
    {
        if (IsCardName(file.Name)) return true;
        var head = Content.Head(file);
        return head.IndexOf("\"skills\""u8) >= 0 || head.IndexOf("\"supportedInterfaces\""u8) >= 0 || head.IndexOf("\"preferredTransport\""u8) >= 0 || head.IndexOf("\"defaultInputModes\""u8) >= 0;
    }
}

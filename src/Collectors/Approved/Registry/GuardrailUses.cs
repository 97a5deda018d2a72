using System.Text.RegularExpressions;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Who must use a guardrail, and where it lives.</summary>
internal sealed record GuardrailUser(AssetId Id, string? Account, string? Region, string Title);

/// <summary>States which guardrail a workload or an agent must use.</summary>
internal static partial class GuardrailUses
{
    public static void State(GuardrailUser user, Said said, Book book, Statements statements)
    {
        if (!said.Items.Any()) return;
        var name = said.Named("name");
        var item = book.Guardrail(name, user.Account, user.Region);
        if (item is not null && user.Id.Kind == AssetKind.Workload) SafetySettings.State(user.Id, item, book, statements);
        if (item is not null && SafetySettings.AreAll(item, book)) return;
        var id = IdOf(name, user.Account, user.Region, book);
        if (id is null)
        {
            var reason = item is null ? $"{user.Title} names guardrail `{name}`, which no registry lists" : $"guardrail `{name}` has no `id` or `arn`";
            statements.Missing(new Reach(user.Id), reason, "add it with its id to `guardrails:`", said, $"{user.Id.Kind.Name()}.guardrail");
            return;
        }

        var version = said["version"]?.Text?.Trim() ?? item?.One("baseline")?["version"]?.Text?.Trim() ?? "";
        statements.Word(user.Id, "guardrail", Value.Map(("id", Value.Of(id)), ("version", Value.Of(version))), said);
        if (item is not null) statements.Relate(user.Id, "uses", book.AssetOf(item), said);
    }

    /// <summary>The provider's id of the guardrail that a name means; null where no registry says it.</summary>
    public static string? IdOf(string name, string? account, string? region, Book book) =>
        book.Guardrail(name, account, region) is { } item ? Guardrails.BareId(item) : BareId(name);

    // Who writes the provider's id or ARN in place of a name means just that.
    private static string? BareId(string name) =>
        ArmId.Parse(name)?.Text is { } azure ? azure
        : name.StartsWith("arn:", StringComparison.Ordinal) && name.Contains(":guardrail/", StringComparison.Ordinal) ? name[(name.LastIndexOf('/') + 1)..]
        : Provider().IsMatch(name) ? name : null;

    [GeneratedRegex("^[a-z0-9]{12}$", RegexOptions.CultureInvariant)]
    private static partial Regex Provider();
}

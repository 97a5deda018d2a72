using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Containers;

/// <summary>Reads compose files and Dockerfiles for the AI software they run, publish and build on.</summary>
public sealed partial class ContainersCollector : ICollector
{
    internal const string Source = "containers";
    private const int LargestFile = 4 << 20;
    private static readonly string[] Left = ["vendor", "third_party", "site-packages"];

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [.. ContainerWords.All, .. BuildWords.All];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var registries = RegistryReferences.Of(scope);
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (file.Length == 0 || registries.IsApproved(file.Path) || file.Path.Split('/').Any(Left.Contains)) continue;
            var isBuild = BuildFiles().IsMatch(file.Name);
            if (!isBuild && !ComposeFiles().IsMatch(file.Name)) continue;
            var bytes = Content.ReadAll(file, out var reason, LargestFile);
            if (!isBuild && bytes.AsSpan().IndexOf("services"u8) < 0) continue;
            if (reason is null && !Utf8.IsValid(bytes)) reason = $"`{file.Path}` is not UTF-8 text";
            var text = reason is null ? Encoding.UTF8.GetString(bytes) : "";
            var claims = reason is not null ? [] : isBuild ? BuildFile.Read(file.Path, text) : Compose(file, text, registries, ref reason);
            foreach (var claim in claims) yield return claim;
            if (reason is not null && (isBuild || CertainCompose().IsMatch(file.Name))) yield return Unreadable(file, reason);
        }
    }

    private static IEnumerable<Claim> Compose(EstateFile file, string text, RegistryReferences registries, ref string? reason)
    {
        var documents = YamlText.Read(text, out var error);
        if (error is not null)
        {
            reason = $"`{file.Path}`: {error}";
            return [];
        }

        return documents is [YamlMap map] && ComposeFile.Is(map) ? new ComposeFile(file.Path, map, registries.IsInRepository(file.Path)).Claims() : [];
    }

    private static Claim Unreadable(EstateFile file, string reason) => new Gap(
        Source, Plane.Declared, GapKind.Unreadable, reason, "correct it, or leave it out of the scan",
        new Reach(Asset: new AssetId(AssetKind.Workload, $"path:{file.Path}")),
        [.. ContainerWords.Speaks("containers", "pods", "models", "writtenKeys", "secrets", "builds", "downloads")]).ToClaim(new Origin(Source, file.Path));

    [GeneratedRegex(@"^(?:Dockerfile|Containerfile)(?:\..+)?$|\.(?:dockerfile|containerfile)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex BuildFiles();

    [GeneratedRegex(@"\.ya?ml$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ComposeFiles();

    [GeneratedRegex(@"compose[^/]*\.ya?ml$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex CertainCompose();
}

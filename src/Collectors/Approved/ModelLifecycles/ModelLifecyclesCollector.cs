using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Approved.ModelLifecycles;

/// <summary>Says until when the models that an estate names are served: from facts that come with the program, and from files of the estate.</summary>
public sealed class ModelLifecyclesCollector : ICompleter
{
    internal const string Source = "model-lifecycles";
    private const int LargestFile = 4 << 20;
    private const int MostProblems = 20;

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Approved;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => LifecycleWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (file.Length < FactsFile.Head.Length || !IsTable(Content.Head(file))) continue;
            foreach (var claim in Read(file)) yield return claim;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Claim> Complete(Scope scope, IReadOnlyCollection<Claim> claims) => new Joining(claims, FactsFile.Shipped, scope.AsOf).ToClaims();

    private static bool IsTable(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\uFEFF"u8)) head = head[3..];
        return head.StartsWith("# plumbline model lifecycle v1"u8);
    }

    private static IEnumerable<Claim> Read(EstateFile file)
    {
        var bytes = Content.ReadAll(file, out var reason, LargestFile);
        if (reason is null && !Utf8.IsValid(bytes)) (reason, bytes) = ($"`{file.Path}` is no UTF-8 text", []);
        if (reason is not null) yield return Unreadable(file, 0, reason);
        var problems = 0;
        foreach (var (line, fact, problem) in FactsFile.Read(Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.TrimEntries)))
        {
            if (fact is not null) yield return fact.ToClaim(Plane.Approved, new Origin(Source, file.Path, line));
            else if (++problems <= MostProblems) yield return Unreadable(file, line, $"`{file.Path}` line {line} {problem}");
        }
    }

    private static Claim Unreadable(EstateFile file, int line, string reason) => new Gap(
        Source, Plane.Approved, GapKind.Unreadable, reason, "write it as `host | model id | announced | retires | replacement | regions | source | noted`, `-` for nothing said",
        Reach.Everything, ["model.lifecycle"]).ToClaim(new Origin(Source, file.Path, line));
}

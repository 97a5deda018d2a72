using System.Runtime.CompilerServices;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.DataFiles;

/// <summary>Looks into samples of the data that models are trained, tested and fed with: which personal data and secrets, in which column, in how many records.</summary>
public sealed class DataFilesCollector : ICollector
{
    internal const string Source = "data-files";
    private const int MostFiles = 2000;

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => DataWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        List<Card> cards = [.. Cards.In(scope)];
        var mentions = new Mentions(scope);
        var files = new Discovery(scope, cards, mentions).Files().ToList();
        foreach (var set in files.Take(MostFiles).GroupBy(f => f.Dataset).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var said = new DatasetClaims(set.Key);
            foreach (var file in set)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var claim in said.Of(file)) yield return claim;
            }

            foreach (var claim in said.Whole(cards, mentions)) yield return claim;
        }

        var paths = Paths.Of(scope);
        foreach (var card in cards) foreach (var claim in DatasetClaims.Of(card, paths)) yield return claim;
        foreach (var file in files.Skip(MostFiles).Take(1)) yield return TooMany(file, files.Count);
    }

    private static Claim TooMany(DataFile file, int count) => new Gap(
        Source, Plane.Declared, GapKind.Missing, $"{count - MostFiles} data files from `{file.File.Path}` on were not looked into", "scan the folders of data one by one",
        Reach.Everything, [.. DataWords.Speaks]).ToClaim(new Origin(Source, file.File.Path));
}

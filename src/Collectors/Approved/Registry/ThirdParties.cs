using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States who may be sent prompts, traces and logs, and which classes of data.</summary>
internal static class ThirdParties
{
    private static readonly CelType Shape = CelType.Object("third-party",
        ("name", CelType.String), ("data", CelType.List(CelType.String)), ("by", CelType.List(CelType.String)));

    /// <summary>The word.</summary>
    public static IReadOnlyList<Property> Words { get; } =
        [new(AssetKind.LogSink, "thirdParty", Shape, true, "that it was approved as a third party, and for which classes of data", IsOptional: true)];

    public static void State(Book book, Statements statements)
    {
        foreach (var item in book["third-parties"])
        {
            var id = book.AssetOf(item);
            var slug = item.Id.Trim().ToLowerInvariant().Replace(' ', '-');
            statements.Register(id, item.Id, item.First);
            statements.Bind(id, slug, "is", item.First);
            foreach (var host in item.All("hosts"))
            {
                statements.Bind(id, $"{slug}:{host.Text!.Trim().ToLowerInvariant()}", "is", host);
                statements.Bind(id, $"host:{host.Text!.Trim().ToLowerInvariant()}", "is", host);
            }

            if (item.All("approved-by").Any()) statements.Word(id, "thirdParty", Value.Map(
                ("name", Value.Of(item.Id)), ("data", Value.List(item.All("data").Select(d => d.Text!.Trim()))), ("by", Value.List(item.All("approved-by").Select(b => b.Text!.Trim())))), item.First);
            foreach (var (_, sentence, at) in item.Contradictions($"third party `{item.Id}`")) statements.Contradict(Impact.Of(item, book), sentence, at);
        }
    }
}

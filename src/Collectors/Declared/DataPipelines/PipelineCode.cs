using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Declared.DataPipelines;

/// <summary>Finds in code what moves data to models: transfer operators, loaders of documents, stores of vectors.</summary>
/// <remarks>Told by the names of types that are imported and called; a name in a comment or a text alone counts for nothing.</remarks>
internal static partial class PipelineCode
{
    /// <summary>The steps of a file, and the stores of vectors that it asks.</summary>
    public static (IReadOnlyList<Step> Steps, IReadOnlyList<Step> Asked) Of(string text)
    {
        var (steps, asked) = (new List<Step>(), new List<Step>());
        foreach (Match match in Transfers().Matches(text))
        {
            var line = LineOf(text, match.Index);
            var bucket = Bucket(text, match.Index);
            if (Step.Of(true, match.Groups["from"].Value, bucket, line) is { } from) steps.Add(from);
            if (Step.Of(false, match.Groups["to"].Value, bucket, line) is { } to) steps.Add(to);
        }

        foreach (Match match in Loaders().Matches(text))
        {
            if (!IsImported(text, match.Groups["name"].Value)) continue;
            var argument = First().Match(text, match.Index + match.Length) is { Success: true } first && first.Index == match.Index + match.Length ? first.Groups["text"].Value : Bucket(text, match.Index);
            if (Step.Of(true, match.Groups["name"].Value, argument, LineOf(text, match.Index)) is { } step) steps.Add(step);
        }

        Vectors(text, steps, asked);
        return ([.. steps.DistinctBy(s => (s.IsSource, s.Asset))], [.. asked.DistinctBy(s => s.Asset)]);
    }

    // The same store is written where documents are embedded, and asked where answers are made.
    private static void Vectors(string text, List<Step> steps, List<Step> asked)
    {
        foreach (Match match in Stores().Matches(text))
        {
            if (!IsImported(text, match.Groups["name"].Value) || DataPlatforms.VectorsOf(match.Groups["name"].Value) is not { } store) continue;
            var name = Index().Match(text, match.Index) is { Success: true } index && index.Index - match.Index < 600 ? ":" + index.Groups["text"].Value : "";
            var id = new AssetId(AssetKind.VectorStore, store.ToLowerInvariant().Replace(' ', '-') + name);
            var step = new Step(false, id, null, "vectors", LineOf(text, match.Index));
            if (Writes().IsMatch(text)) steps.Add(step);
            if (Asks().IsMatch(text)) asked.Add(step);
        }
    }

    private static bool IsImported(string text, string name) => Regex.IsMatch(text, $@"^\s*(?:from\s+\S+\s+import\b.*|import\b.*|.*\brequire\(.*|[ \t]+){Regex.Escape(name)}\b", RegexOptions.Multiline | RegexOptions.NonBacktracking) && text.IndexOf(name, StringComparison.Ordinal) != text.LastIndexOf(name, StringComparison.Ordinal);

    private static string? Bucket(string text, int at) => Buckets().Match(text, at) is { Success: true } match && match.Index - at < 1500 ? match.Groups["text"].Value : null;

    private static int LineOf(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;

    [GeneratedRegex(@"\b(?<from>[A-Z][A-Za-z0-9]{1,40})To(?<to>[A-Z][A-Za-z0-9]{1,40})Operator\(", RegexOptions.CultureInvariant)]
    private static partial Regex Transfers();

    [GeneratedRegex(@"\b(?<name>[A-Z][A-Za-z0-9]{1,60}(?:Loader|Reader))\(", RegexOptions.CultureInvariant)]
    private static partial Regex Loaders();

    [GeneratedRegex(@"\b(?<name>(?:Pinecone|Qdrant|Weaviate|Milvus|Chroma|PGVector|FAISS|LanceDB|OpenSearchVector|AzureSearch|AzureAISearch|AstraDB)[A-Za-z0-9]{0,40})(?:\(|\.from_|\.add_)", RegexOptions.CultureInvariant)]
    private static partial Regex Stores();

    [GeneratedRegex(@"\G\s*(?:bucket\s*=\s*)?[""'](?<text>[^""'\n]{1,200})[""']", RegexOptions.CultureInvariant)]
    private static partial Regex First();

    [GeneratedRegex(@"\b(?:s3_bucket(?:_name)?|dest_bucket|bucket(?:_name)?|Bucket)\s*=\s*[""'](?<text>[a-z0-9.-]{3,63})[""']", RegexOptions.CultureInvariant)]
    private static partial Regex Buckets();

    [GeneratedRegex(@"\b(?:index_name|collection_name|index|table_name)\s*=\s*[""'](?<text>[\w.-]{1,100})[""']", RegexOptions.CultureInvariant)]
    private static partial Regex Index();

    [GeneratedRegex(@"from_documents\(|from_texts\(|add_documents\(|add_texts\(|\.upsert\(|\.insert\(|IngestionPipeline\(", RegexOptions.CultureInvariant)]
    private static partial Regex Writes();

    [GeneratedRegex(@"as_retriever\(|similarity_search\w*\(|from_existing_index\(|as_query_engine\(|from_vector_store\(|\.query\(|as_chat_engine\(", RegexOptions.CultureInvariant)]
    private static partial Regex Asks();
}

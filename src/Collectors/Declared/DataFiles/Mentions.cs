using System.Buffers;
using System.Text;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.DataFiles;

/// <summary>Data files and folders that code and configuration name where they train, tune, embed or index.</summary>
internal sealed class Mentions
{
    private const int Largest = 1 << 20;
    private const int LongestPath = 300;
    private const int MostFiles = 20_000;

    private static readonly HashSet<string> Readers = new(StringComparer.OrdinalIgnoreCase)
        { ".py", ".ipynb", ".yaml", ".yml", ".json", ".toml", ".sh", ".ts", ".js", ".mjs", ".cs", ".java", ".go", ".rs", ".cfg", ".ini", ".env" };

    private static readonly HashSet<string> Data = new(StringComparer.OrdinalIgnoreCase) { ".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet", ".gz", ".txt", ".md", ".mdx", ".html", ".htm", ".rst" };

    private static readonly HashSet<string> Tables = new(StringComparer.OrdinalIgnoreCase) { ".csv", ".tsv", ".jsonl", ".ndjson", ".parquet", ".gz" };

    // What a file must hold so that the data it names is data of a model.
    private static readonly SearchValues<string> Learning = SearchValues.Create(
        [
            "finetun", "fine_tun", "fine-tun", "sfttrainer", "dpotrainer", "trainingarguments", "trl", "peft", "lora", "unsloth", "axolotl", "torchtune", "llamafactory", "training_file", "trainingfile", "train_file",
            "train_data", "training_data", "trainingdata", "load_dataset", "dataset_path", "datasets:", "customization", "sentence_transformers", "sentence-transformers", "embedding", "vectorstore", "vector_store",
            "chromadb", "faiss", "pinecone", "qdrant", "weaviate", "milvus", "pgvector", "lancedb", "opensearch", "langchain", "llama_index", "llama-index", "llamaindex", "directoryloader", "simpledirectoryreader",
            "csvloader", "jsonloader", "textloader", "haystack", "knowledge_base", "knowledgebase", "semantic_kernel", "transformers", "sklearn", "xgboost", "lightgbm", "tensorflow", "keras", "torch", "few_shot", "few-shot", "fewshot",
        ],
        StringComparison.OrdinalIgnoreCase);

    private readonly HashSet<string> folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> ends = new(StringComparer.Ordinal);

    /// <summary>Reads the files that may name data.</summary>
    public Mentions(Scope scope)
    {
        foreach (var file in scope.Files.Where(f => Data.Contains(Path.GetExtension(f.Name))))
        {
            Know(file.Path);
            for (var folder = file.Folder; folder.Length > 0 && folders.Add(folder); folder = folder.LastIndexOf('/') is > 0 and var slash ? folder[..slash] : "") Know(folder);
        }

        foreach (var file in scope.Files.Where(f => f.Length is > 0 and <= Largest && Readers.Contains(Path.GetExtension(f.Name))).Take(MostFiles)) Read(file);
    }

    /// <summary>What is named, and the file that names it first.</summary>
    public Dictionary<string, string> Named { get; } = new(StringComparer.Ordinal);

    /// <summary>Each pair of data and a file that names it.</summary>
    public SortedSet<(string Data, string Reader, int Line)> All { get; } = [];

    /// <summary>True for a folder.</summary>
    public bool IsFolder(string path) => folders.Contains(path);

    // A path is known by each of its ends that only one file or folder has.
    private void Know(string path)
    {
        for (var end = path; ; end = end[(end.IndexOf('/', StringComparison.Ordinal) + 1)..])
        {
            ends[end] = ends.TryGetValue(end, out var other) && other != path && end != path ? null : path;
            if (!end.Contains('/', StringComparison.Ordinal)) return;
        }
    }

    private void Read(EstateFile file)
    {
        var text = Encoding.UTF8.GetString(Content.ReadAll(file, out _, Largest));
        if (!text.AsSpan().ContainsAny(Learning)) return;
        var (line, counted) = (1, 0);
        for (var at = 0; at < text.Length;)
        {
            var rest = text.AsSpan(at);
            var length = rest.IndexOfAnyExcept(InPaths);
            if (length < 0) length = rest.Length;
            if (length is > 2 and <= LongestPath && Find(text, at, length, file) is { } path && path != file.Path)
            {
                line += text.AsSpan(counted, at - counted).Count('\n');
                counted = at;
                Named.TryAdd(path, file.Path);
                All.Add((path, file.Path, line));
            }

            at += Math.Max(1, length);
        }
    }

    // A file by its path from anywhere; a folder only in quotes or as a setting's value, because a word is soon the name of one.
    private string? Find(string text, int at, int length, EstateFile reader)
    {
        var token = text.AsSpan(at, length).Trim('.').ToString().Trim('/');
        if (token.Length == 0) return null;
        if (Path.HasExtension(token) && Data.Contains(Path.GetExtension(token)))
        {
            // Pages and settings are named everywhere; they are data only where the line says that it reads data.
            if (!Tables.Contains(Path.GetExtension(token)) && !IsLoaded(text, at)) return null;
            if (Paths.Resolve(reader.Folder, text.Substring(at, length)) is { } near && ends.GetValueOrDefault(near) == near) return near;
            return ends.GetValueOrDefault(token) is { } known && !folders.Contains(known) ? known : null;
        }

        var isQuoted = at > 0 && text[at - 1] is '"' or '\'' or '`' && at + length < text.Length && text[at + length] == text[at - 1];
        if (!isQuoted || !IsLoaded(text, at)) return null;
        if (Paths.Resolve(reader.Folder, token) is { } folder && folders.Contains(folder)) return folder;
        return folders.Contains(token) ? token : null;
    }

    // The line says that what it names is read: a loader, or a setting for data.
    private static bool IsLoaded(string text, int at)
    {
        var start = text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1;
        return text.AsSpan(start, at - start).ContainsAny(Loading);
    }

    private static readonly SearchValues<char> InPaths = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./");

    private static readonly SearchValues<string> Loading = SearchValues.Create(
        ["loader", "reader", "load_", "data_dir", "input_dir", "data_path", "dataset", "train", "corpus", "documents", "docs_", "source_dir", "knowledge", "ingest", "folder_path"], StringComparison.OrdinalIgnoreCase);
}

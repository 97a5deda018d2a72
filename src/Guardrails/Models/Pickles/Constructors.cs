namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>Classes that models are made of, and whose constructors do more than a model needs when they are called while loading.</summary>
internal static class Constructors
{
    private static readonly (string Why, string Lines)[] All =
    [
        ("its constructor executes a text", """
            ultralytics.nn.tasks *
            torch_geometric.nn.sequential Sequential
            torch_geometric.nn Sequential
            """),
        ("its constructor starts a program or loads native code", """
            gensim.models.wrappers *
            catboost.core Pool
            """),
        ("its constructor loads what a name or an address leads to", """
            sentence_transformers.models *
            sentence_transformers.SentenceTransformer SentenceTransformer
            sentence_transformers SentenceTransformer CrossEncoder
            transformers.models.rag *
            transformers.models.transfo_xl *
            torchtext.vocab Vectors GloVe FastText CharNGram
            torchtext.vocab.vectors *
            """),
        ("its constructor reaches the network", """
            xgboost.tracker *
            """),
        ("its constructor opens files", """
            pandas._libs.parsers *
            lightgbm.basic Booster Dataset
            lightgbm Booster Dataset
            xgboost.core Booster DMatrix
            xgboost Booster DMatrix
            """),
    ];

    private static readonly Dictionary<(string Module, string Name), string> Harmful = Read();

    /// <summary>What calling it does; null where nothing bad is known of it.</summary>
    public static string? Harm(string module, string name)
    {
        if (Harmful.TryGetValue((module, name), out var why)) return why;
        for (var parent = module; parent.Length > 0; parent = parent[..Math.Max(0, parent.LastIndexOf('.'))])
        {
            if (Harmful.TryGetValue((parent, "*"), out why)) return why;
        }

        return null;
    }

    private static Dictionary<(string Module, string Name), string> Read()
    {
        var read = new Dictionary<(string Module, string Name), string>();
        foreach (var (why, lines) in All)
        {
            foreach (var line in lines.Split('\n'))
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                foreach (var name in words.AsSpan(Math.Min(1, words.Length))) read[(words[0], name)] = why;
            }
        }

        return read;
    }
}

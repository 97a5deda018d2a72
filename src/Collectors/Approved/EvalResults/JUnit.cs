using System.Globalization;
using System.Xml;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>Reads JUnit XML: every suite that holds cases is a run, and its score is the share that passed.</summary>
internal static class JUnit
{
    private const int Deepest = 64;

    private static readonly XmlReaderSettings Bounded = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Content.Largest, MaxCharactersFromEntities = 1024,
        IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true,
    };

    /// <summary>The runs of a file; one sentence where it breaks off, beside the suites that ended before.</summary>
    public static List<EvalRun> Read(EstateFile file, out string? error)
    {
        var runs = new List<EvalRun>();
        var bytes = Content.ReadAll(file, out error);
        if (error is not null) return runs;
        try
        {
            using var text = new MemoryStream(bytes);
            using var reader = XmlReader.Create(text, Bounded);
            var open = new Stack<Suite>();
            while (reader.Read())
            {
                if (reader.Depth > Deepest) throw new XmlException("too deep");
                if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "testsuite") Close(open, runs);
                else if (reader.NodeType == XmlNodeType.Element) Element(reader, open, runs);
            }
        }
        catch (XmlException e)
        {
            error = $"it is no whole xml at line {Math.Max(e.LineNumber, 1)}, or it has a document type, which is not read";
        }

        return runs;
    }

    private static void Element(XmlReader reader, Stack<Suite> open, List<EvalRun> runs)
    {
        switch (reader.LocalName)
        {
            case "testsuite":
                open.Push(Suite.Of(reader, open.TryPeek(out var outer) ? outer : null));
                if (reader.IsEmptyElement) Close(open, runs);
                break;
            case "testcase" when open.TryPeek(out var suite):
                suite.Cases++;
                suite.IsSettled = false;
                break;
            case "failure" or "error" or "skipped" when open.TryPeek(out var suite):
                suite.Settle(reader.LocalName);
                break;
            case "property" when open.TryPeek(out var suite) && reader.GetAttribute("name") is { } name:
                if (name.ToLowerInvariant() is "model" or "model_id" or "modelid" or "model-id") suite.Model = reader.GetAttribute("value") ?? "";
                break;
        }
    }

    private static void Close(Stack<Suite> open, List<EvalRun> runs)
    {
        if (!open.TryPop(out var suite) || suite.Cases - suite.Skipped <= 0) return;
        var asked = suite.Cases - suite.Skipped;
        runs.Add(new EvalRun(
            suite.Name, suite.Model, "", [], "success", "pass-rate", (asked - suite.Bad) / (double)asked, suite.Time, suite.Id));
    }

    private sealed class Suite
    {
        public required string Name { get; init; }

        public required DateTimeOffset Time { get; init; }

        public required string Id { get; init; }

        public string Model { get; set; } = "";

        public int Cases { get; set; }

        public int Bad { get; private set; }

        public int Skipped { get; private set; }

        public bool IsSettled { get; set; }

        public static Suite Of(XmlReader reader, Suite? outer) => new()
        {
            Name = reader.GetAttribute("name") is { Length: > 0 } name ? name : outer?.Name ?? "",
            Time = Moment(reader.GetAttribute("timestamp")) ?? outer?.Time ?? DateTimeOffset.MinValue,
            Id = reader.GetAttribute("id") ?? "", Model = outer?.Model ?? "",
        };

        // A case may fail and be in error; it counts once.
        public void Settle(string how)
        {
            if (IsSettled || Cases == 0) return;
            IsSettled = true;
            if (how == "skipped") Skipped++;
            else Bad++;
        }

        private static DateTimeOffset? Moment(string? text) => RecordTime.Parse(text)
            ?? (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null);
    }
}

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>The states of a Step Functions machine that start jobs of SageMaker.</summary>
internal static class JobStates
{
    private const int Deepest = 8;
    private static readonly string[] Starts = ["sagemaker:createTrainingJob", "sagemaker:createProcessingJob", "sagemaker:createHyperParameterTuningJob"];

    /// <summary>Name and request of each, those of branches and loops too.</summary>
    public static IEnumerable<(string Name, Term Arguments)> Of(MapTerm machine) => Of(machine, 0);

    private static IEnumerable<(string Name, Term Arguments)> Of(Term? machine, int depth)
    {
        if (depth > Deepest || machine.At("States") is not MapTerm states) yield break;
        foreach (var (name, state) in states.Entries)
        {
            if (state is not MapTerm) continue;
            var request = state.Any("Parameters", "Arguments");
            if (request is not null && state.At("Resource")?.AsText is { } resource && Starts.Any(s => resource.Contains(s, StringComparison.OrdinalIgnoreCase)))
                yield return (name, Given(request.At("TrainingJobDefinition") ?? request));
            foreach (var inner in state.At("Branches").Items().Append(state.Any("ItemProcessor", "Iterator")).SelectMany(m => Of(m, depth + 1))) yield return inner;
        }
    }

    // What a path or an expression picks from the input is there when it runs, and not known before.
    private static Term Given(Term term) => term switch
    {
        MapTerm map => map with { Entries = [.. map.Entries.Select(e => e.Key.EndsWith(".$", StringComparison.Ordinal)
            ? new KeyValuePair<string, Term>(e.Key[..^2], Term.Open($"`{e.Value.AsText}` of the input", e.Value.Line)) : new(e.Key, Given(e.Value)))] },
        ListTerm list => list with { Items = [.. list.Items.Select(Given)] },
        TextTerm text when text.Text.StartsWith("{%", StringComparison.Ordinal) || text.Text.Contains("${", StringComparison.Ordinal) => Term.Open("an expression of the machine", text.Line),
        _ => term,
    };
}

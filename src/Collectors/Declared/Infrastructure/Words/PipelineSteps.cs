namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>The steps of a SageMaker pipeline that start jobs, as its definition says them; those inside conditions too.</summary>
internal static class PipelineSteps
{
    private const int Deepest = 8;

    /// <summary>Name and request of each, with the pipeline's parameters at their default values.</summary>
    public static IEnumerable<(string Name, Term Arguments)> Of(MapTerm definition) => Steps(definition.At("Steps"), Parameters(definition), 0);

    private static Dictionary<string, Term> Parameters(MapTerm definition)
    {
        var values = new Dictionary<string, Term>(StringComparer.Ordinal);
        foreach (var parameter in definition.At("Parameters").Items())
            if (parameter.At("Name")?.AsText is { } name) values.TryAdd(name, parameter.At("DefaultValue") ?? Term.Open($"parameter {name} of the pipeline"));
        return values;
    }

    private static IEnumerable<(string Name, Term Arguments)> Steps(Term? steps, Dictionary<string, Term> parameters, int depth)
    {
        if (depth > Deepest) yield break;
        foreach (var step in steps.Items())
        {
            var (name, arguments) = (step.At("Name").Text("a step").Value ?? "a step", step.At("Arguments"));
            if (arguments is null) continue;
            switch (step.At("Type")?.AsText)
            {
                case "Training" or "Processing" or "QualityCheck" or "ClarifyCheck":
                    yield return (name, Given(arguments, parameters));
                    break;
                case "Tuning":
                    foreach (var job in arguments.At("TrainingJobDefinition") is { } one ? [one] : arguments.At("TrainingJobDefinitions").Items()) yield return (name, Given(job, parameters));
                    break;
                case "Condition":
                    foreach (var inner in Steps(arguments.At("IfSteps"), parameters, depth + 1).Concat(Steps(arguments.At("ElseSteps"), parameters, depth + 1))) yield return inner;
                    break;
            }
        }
    }

    // `{ "Get": "Parameters.X" }` is a parameter; other functions give what earlier steps leave behind.
    private static Term Given(Term term, Dictionary<string, Term> parameters) => term switch
    {
        MapTerm { Entries: [("Get", TextTerm { Text: var path })] } => path.StartsWith("Parameters.", StringComparison.Ordinal)
            ? parameters.GetValueOrDefault(path[11..]) ?? Term.Open($"parameter {path[11..]} of the pipeline") : new OpenTerm(path, [], IsSet: true, term.Line),
        MapTerm { Entries: [(['S', 't', 'd', ':', ..] function, _)] } => new OpenTerm(function, [], IsSet: true, term.Line),
        MapTerm map => map with { Entries = [.. map.Entries.Select(e => new KeyValuePair<string, Term>(e.Key, Given(e.Value, parameters)))] },
        ListTerm list => list with { Items = [.. list.Items.Select(i => Given(i, parameters))] },
        _ => term,
    };
}

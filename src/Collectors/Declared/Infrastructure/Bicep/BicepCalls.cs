namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>The modules that one call of a file calls in turn; a loop calls its module once for each item.</summary>
internal sealed class BicepCalls(BicepRoot root, string file, BicepModule caller)
{
    private readonly Dictionary<Declaration, List<BicepModule?>> known = new(ReferenceEqualityComparer.Instance);

    private BicepEvaluation Evaluation => caller.Evaluation;

    /// <summary>The calls of a module, in the order of its loop; null for one that is not made or not followed.</summary>
    public IReadOnlyList<BicepModule?> Of(Declaration module)
    {
        if (known.TryGetValue(module, out var calls)) return calls;
        known[module] = [];
        using var alone = Evaluation.Alone();
        return known[module] = module.Value is LoopNode loop ? Turns(module, loop) : [One(module, module.Value!, module.Name, caller.Unsure)];
    }

    /// <summary>An output of a module; null where it is not known.</summary>
    public Term? Output(Declaration module, Term? index, string name)
    {
        var calls = Of(module);
        var call = module.Value is not LoopNode || calls is [{ Unsure: not null }] ? calls.Count > 0 ? calls[0] : null
            : index is NumberTerm { Number: >= 0 and var at } && at < calls.Count ? calls[(int)at] : null;
        return call?.Output(name);
    }

    private List<BicepModule?> Turns(Declaration module, LoopNode loop)
    {
        var source = Evaluation.Of(loop.Source);
        if (source is ListTerm { Items.IsEmpty: true }) Leaves(module, loop.Source);
        if (source is ListTerm { Items.Length: > BicepRoot.MostItems }) root.Lacks(file, $"the loop on line {module.Line} of `{file}` calls a module more than {BicepRoot.MostItems} times; the other calls are not seen");
        var why = source is ListTerm ? caller.Unsure : caller.Unsure ?? (source as OpenTerm)?.Why ?? "the list of a loop";
        if (source is not ListTerm) root.Folder.Unsure.Add((file, $"the module `{module.Of}` that line {module.Line} of `{file}` calls for each of {BicepEvaluation.Described(loop.Source)} is read once, with values that are not known: the list is not"));
        var calls = new List<BicepModule?>();
        foreach (var (item, index) in Evaluation.Items(loop).Take(BicepRoot.MostItems).ToList())
            using (Evaluation.With(loop, item, index)) calls.Add(One(module, loop.Body, source is ListTerm ? $"{module.Name}[{index.AsText}]" : module.Name, why));
        return calls;
    }

    private BicepModule? One(Declaration module, Node value, string symbol, string? unsure)
    {
        var (body, condition) = Evaluation.Unwrap(value);
        if (condition.AsFlag == false) Leaves(module, ((IfNode)value).Condition);
        if (condition.AsFlag == false || root.Folder.Local(file, module.Of) is not { } path || !root.Call()) return null;
        var isAround = caller.Way.Contains(path);
        if (isAround || caller.Way.Length > BicepRoot.Deepest)
        {
            root.Lacks(file, $"the module `{module.Of}` that line {module.Line} of `{file}` calls is not followed: {(isAround ? "the files call one another in a circle" : $"modules call one another more than {BicepRoot.Deepest} levels deep")}");
            return null;
        }

        if (condition.AsFlag is null) unsure ??= (condition as OpenTerm)?.Why ?? "a condition";
        return new BicepModule(root, path, Given(body as ObjectNode), $"{caller.Prefix}{symbol}/", caller.Way.Add(path)) { Unsure = unsure, Group = caller.To((body as ObjectNode)?.Written("scope")) };
    }

    // What is spread or not known may give any parameter.
    private BicepGiven Given(ObjectNode? body)
    {
        var written = body?.Written("params");
        var said = written is null ? null : Evaluation.Of(written);
        var rest = said switch
        {
            null => body is null || body.Entries.Any(e => e.Key is null) ? Term.Open("what the call spreads") : null,
            MapTerm map => map[MapTerm.Rest] as OpenTerm,
            _ => said as OpenTerm ?? Term.Open("parameters of another kind"),
        };
        var values = (said as MapTerm)?.Entries.Where(e => e.Key != MapTerm.Rest).ToDictionary(e => e.Key, e => Evaluation.Abroad(e.Value), StringComparer.Ordinal) ?? [];
        return new BicepGiven(values, rest, name => written is null || (rest is null && !values.ContainsKey(name)) ? null : Evaluation.Defaults.Of((written as ObjectNode)?.Written(name) ?? written));
    }

    private void Leaves(Declaration module, Node because)
    {
        if (root.Folder.Local(file, module.Of) is { } path && root.Folder.IsJudged(path) && Evaluation.Defaults.Of(because) is { } parameter)
            root.Leaves(file, module.Line, $"what the module `{module.Of}` holds", parameter);
    }
}

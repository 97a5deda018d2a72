using System.Globalization;

namespace Plumbline.Guardrails.Models.Templates;

/// <summary>Goes through a template once: sets names, follows conditions, and looks at every expression.</summary>
internal sealed class TemplateWalk
{
    private const int LongLoop = 1_000_000;
    private const int MostWritten = 16;
    private readonly long offset;
    private readonly Judgement judgement;
    private readonly TemplateParser parser;
    private readonly TemplateTexts texts;
    private readonly ComputedNames computed;
    private readonly HashSet<string> local = new(StringComparer.Ordinal);
    private readonly TemplateTriggers triggers;

    public TemplateWalk(List<TemplateToken> tokens, long offset, Judgement judgement)
    {
        (this.offset, this.judgement) = (offset, judgement);
        (parser, texts, triggers) = (new TemplateParser(tokens), new TemplateTexts(judgement), new TemplateTriggers(offset, judgement));
        computed = new ComputedNames(texts);
    }

    public void Run()
    {
        while (parser.Peek.Kind is not TokenKind.End)
        {
            var token = parser.Take();
            if (token.Kind is TokenKind.Data) triggers.Say(token.Value, token.Offset);
            else if (token.Kind is TokenKind.OpenOutput) Finish(token, () => Output(parser.Tuple()));
            else if (token.Kind is TokenKind.OpenStatement) Finish(token, () => Statement(parser.Take()));
        }
    }

    private void Finish(TemplateToken open, Action read)
    {
        read();
        if (parser.IsWrong || parser.Peek.Kind is not TokenKind.Close)
            judgement.Sign("template-unreadable", Danger.Review, offset + open.Offset, "jinja", "part of the template does not read as Jinja, so nobody can say what it does");
        parser.Recover();
    }

    private void Output(TemplateNode node)
    {
        Look(node);
        if (node is { Kind: NodeKind.Call, Parts: [{ Kind: NodeKind.Name, Word: "raise_exception" }, ..] }) return;
        foreach (var text in texts.Of(node)) triggers.Say(text, node.Offset);
    }

    private void Statement(TemplateToken word)
    {
        switch (word.Value)
        {
            case "for": For(); break;
            case "if" or "elif":
                var test = parser.Tuple();
                Look(test);
                triggers.Open(word.Value, test);
                break;
            case "else": triggers.Else(); break;
            case "endif": triggers.Close(); break;
            case "set": Set(); break;
            case "with": Withs(); break;
            case "import" or "from" or "include" or "extends":
                judgement.Sign("template-loads-template", Danger.Review, offset + word.Offset, word.Value, "it takes in another template, which is not part of the model");
                while (parser.Peek.Kind is not (TokenKind.Close or TokenKind.End)) parser.Take();
                break;
            case "macro" or "block" or "filter" or "call": Head(word.Value); break;
            case "do" or "print": Look(parser.Tuple()); break;
            default:
                if (word.Kind is not TokenKind.Name) parser.At--;
                if (parser.Peek.Kind is not TokenKind.Close) Look(parser.Tuple());
                break;
        }
    }

    private void Head(string word)
    {
        if (word == "filter") Look(parser.Applied(new TemplateNode(NodeKind.Nothing, "", [], parser.Peek.Offset)));
        else if (word == "call")
        {
            if (parser.Peek.Is("(")) parser.Tuple();
            Look(parser.Tuple());
        }
        else
        {
            var name = parser.Peek.Value;
            local.Add(name);
            var head = parser.Expression();
            foreach (var part in head.Parts.Skip(1)) local.Add(part.Word);
            foreach (var part in head.Parts.Where(p => p.Kind is NodeKind.Keyword)) Look(part.Parts[0]);
            parser.SkipName("scoped");
            parser.SkipName("required");
            if (word == "macro" && parser.Printed("endmacro") is { } printed) texts.SetText($"{name}()", printed);
        }
    }

    private void For()
    {
        var names = new List<string>();
        do
        {
            while (parser.Skip("(")) { }
            names.Add(parser.Take().Value);
            local.Add(names[^1]);
            while (parser.Skip(")")) { }
        }
        while (parser.Skip(","));
        parser.SkipName("in");
        var over = parser.Tuple(hasChoice: false);
        Look(over);
        Written(names, over);
        if (parser.SkipName("if")) Look(parser.Tuple());
        parser.SkipName("recursive");
    }

    // A loop over what is written in the template sets its names to that.
    private void Written(List<string> names, TemplateNode over)
    {
        if (over is { Kind: NodeKind.Call, Parts: [{ Kind: NodeKind.Attribute, Word: "items" or "keys" or "values" } method] }) over = method.Parts[0];
        if (over.Kind is not (NodeKind.List or NodeKind.Map)) return;
        foreach (var part in over.Parts.Take(MostWritten).SelectMany(p => p.Kind is NodeKind.List ? p.Parts : [p]).Take(MostWritten))
        {
            foreach (var name in names) texts.Set(name, part);
        }
    }

    private void Set()
    {
        var names = new List<string>();
        do
        {
            var name = parser.Rest(parser.Take().Value);
            names.Add(name);
            local.Add(name);
        }
        while (parser.Skip(","));
        if (parser.Skip("|")) parser.Applied(new TemplateNode(NodeKind.Nothing, "", [], 0));
        if (!parser.Skip("="))
        {
            computed.SetBlock(names[0]);
            if (parser.Printed("endset") is { } printed) texts.SetText(names[0], printed);
            return;
        }

        var value = parser.Tuple();
        Look(value);
        foreach (var name in names) computed.Set(name, value);
        for (var i = 0; i < names.Count; i++) texts.Set(names[i], names.Count > 1 && value.Kind is NodeKind.List && i < value.Parts.Length ? value.Parts[i] : value);
        foreach (var text in texts.Of(value)) triggers.Say(text, value.Offset);
    }

    private void Withs()
    {
        while (parser.Peek.Kind is TokenKind.Name)
        {
            var name = parser.Take().Value;
            local.Add(name);
            if (!parser.Skip("=")) break;
            var value = parser.Expression();
            Look(value);
            texts.Set(name, value);
            computed.Set(name, value);
            if (!parser.Skip(",")) break;
        }
    }

    private void Look(TemplateNode node)
    {
        if (!judgement.Step()) return;
        foreach (var part in node.Parts) Look(part);
        switch (node.Kind)
        {
            case NodeKind.Name: OfName(node); break;
            case NodeKind.Attribute: OfAttribute(node, node.Word); break;
            case NodeKind.Keyword when TemplateNames.IsDunder(node.Word): Walk(node, node.Word); break;
            case NodeKind.Index:
                foreach (var key in node.Parts.Skip(1).SelectMany(texts.Of)) OfKey(node, key);
                OfOpen(node, node.Parts[^1]);
                break;
            case NodeKind.Filter or NodeKind.Test: OfFilter(node); break;
            case NodeKind.Call: OfCall(node); break;
        }

        if (node.Kind is NodeKind.Text or NodeKind.Binary or NodeKind.Filter or NodeKind.Call or NodeKind.Slice)
        {
            foreach (var text in texts.Of(node)) if (TemplateNames.Walks(text)) Walk(node, text);
        }
    }

    private void OfName(TemplateNode node)
    {
        if (TemplateNames.IsDunder(node.Word)) Walk(node, node.Word);
        else if (TemplateNames.IsOfWebPrograms(node.Word) && !local.Contains(node.Word))
            Sign("template-unknown-name", Danger.Review, node, node.Word, "chat templates are not given this name");
    }

    private void OfAttribute(TemplateNode node, string name)
    {
        if (TemplateNames.IsDunder(name)) Walk(node, name);
        else if (TemplateNames.IsInner(name)) Sign("template-injection", Danger.High, node, name, "it leads from an object to the code behind it");
        else if (name.StartsWith('_')) Sign("template-private-name", Danger.Review, node, name, "it reads what an object keeps to itself");
        if (node.Parts[0] is not { Kind: NodeKind.Name } of || local.Contains(of.Word)) return;
        if (TemplateNames.IsModule(of.Word)) Sign("template-injection", Danger.High, node, $"{of.Word}.{name}", "it uses a module of Python");
        else if (TemplateNames.IsMisused(of.Word, name)) Sign("template-injection", Danger.High, node, $"{of.Word}.{name}", "it asks an object of Jinja for something it is not for");
    }

    private void OfKey(TemplateNode node, string key)
    {
        if (TemplateNames.IsDunder(key)) Walk(node, key);
        else if (TemplateNames.IsInner(key)) Sign("template-injection", Danger.High, node, key, "it leads from an object to the code behind it");
    }

    // What is written nowhere may be any name: of an object of Jinja nobody asks one but to leave it.
    private void OfOpen(TemplateNode node, TemplateNode key)
    {
        if (node.Parts.Length < 2 || !computed.IsOpen(key)) return;
        if (computed.IsMachinery(node.Parts[0]) && node.Parts[0] is not { Kind: NodeKind.Name, Word: "kwargs" or "varargs" })
            Sign("template-injection", Danger.High, node, "[…]", "it asks an object of Jinja for a name that is made while it runs");
        else if (!computed.IsData(key)) Sign("template-computed-name", Danger.Review, node, "[…]", "it reads something whose name is made while it runs");
    }

    // `x|attr('y')`, and filters that take the name of an attribute or of a filter.
    private void OfFilter(TemplateNode node)
    {
        var given = node.Parts.Skip(1).Select(p => p.Kind is NodeKind.Keyword ? p.Parts[0] : p).ToList();
        foreach (var name in given.SelectMany(texts.Of).SelectMany(t => t.Split('.'))) OfKey(node, name);
        var named = node.Parts.Skip(1).FirstOrDefault(p => p is { Kind: NodeKind.Keyword, Word: "attribute" })?.Parts[0] ?? (node.Word is "groupby" or "selectattr" or "rejectattr" && given.Count > 0 ? given[0] : null);
        if (named is not null && computed.IsOpen(named)) Sign("template-computed-name", Danger.Review, node, node.Word, "it reads an attribute whose name is made while it runs");
        var isMapped = node.Word is "map" && given is [{ Kind: NodeKind.Text, Word: "attr" }, ..];
        if (node.Kind is not NodeKind.Filter || node.Word != "attr" && !isMapped) return;
        var attribute = given.Count > (isMapped ? 1 : 0) ? texts.Of(given[isMapped ? 1 : 0]) : [];
        if (attribute.Count == 0) Sign("template-computed-name", Danger.Review, node, "attr", "it reads an attribute whose name is made while it runs");
        foreach (var name in attribute) OfAttribute(node with { Parts = [node.Parts[0]] }, name);
    }

    private void OfCall(TemplateNode node)
    {
        var called = node.Parts[0];
        if (called is { Kind: NodeKind.Name } && !local.Contains(called.Word) && TemplateNames.IsBuiltin(called.Word))
            Sign("template-injection", Danger.High, node, called.Word, "it calls a function of Python that no template is given");
        else if (called.Kind is NodeKind.Attribute && TemplateNames.IsRunning(called.Word))
            Sign("template-injection", Danger.High, node, called.Word, "it calls what runs programs, loads code or reaches the network");
        else if (called is { Kind: NodeKind.Index, Parts: [_, var key] } && texts.Of(key).FirstOrDefault(TemplateNames.IsRunning) is { } name)
            Sign("template-injection", Danger.High, node, name, "it calls what runs programs, loads code or reaches the network");
        else if (called is { Kind: NodeKind.Name, Word: "range" } && node.Parts.Skip(1).Any(p => p.Kind is NodeKind.Number && (!int.TryParse(p.Word.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n > LongLoop)))
            Sign("template-endless", Danger.Review, node, "range", "it may go round for a very long time");
        else if (called is { Kind: NodeKind.Attribute, Word: "format" or "format_map" } && texts.Of(called.Parts[0]).Any(t => t.Contains("._", StringComparison.Ordinal) || t.Contains("[_", StringComparison.Ordinal)))
            Walk(node, "format");
    }

    private void Walk(TemplateNode node, string name) =>
        Sign("template-injection", Danger.Critical, node, name, "it walks through Python's objects, which leads to running code when a prompt is made");

    private void Sign(string kind, Danger danger, TemplateNode node, string subject, string why) => judgement.Sign(kind, danger, offset + node.Offset, subject, why);
}

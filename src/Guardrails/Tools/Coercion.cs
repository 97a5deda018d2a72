namespace Plumbline.Guardrails.Tools;

/// <summary>Tells from sentences that stand together whether a text steers the model that reads it.</summary>
/// <remarks>
/// One concept is ordinary: tools speak of passwords, of other tools, of what must come first. A sign is a combination that an honest description has no use for,
/// such as a duty to read a key file, or the whole conversation as a parameter's value.
/// </remarks>
internal static class Coercion
{
    private const Concept Payload = Concept.SecretFile | Concept.Command | Concept.Redirect | Concept.ForeignTool | Concept.Tag;
    private const int Reach = 2;

    /// <summary>The signs of a text, in the order of their places.</summary>
    public static IEnumerable<ToolSign> In(PlainText text, string place, ToolNeighbours neighbours, IReadOnlySet<string> own)
    {
        var sentences = Sentence.Of(text.Text, neighbours, own);
        // What stands at a parameter speaks of that parameter.
        if (place.Contains(".properties.", StringComparison.Ordinal)) sentences = [.. sentences.Select(s => s.Concepts == Concept.None ? s : s with { Concepts = s.Concepts | Concept.Parameter })];
        var all = sentences.Aggregate(Concept.None, (sum, s) => sum | s.Concepts);
        if (all == Concept.None) yield break;
        var said = new HashSet<SignKind>();
        for (var at = 0; at < sentences.Count; at++)
        {
            var near = sentences[at].Concepts;
            var around = near | (at > 0 ? sentences[at - 1].Concepts : Concept.None);
            for (var next = at + 1; next < Math.Min(sentences.Count, at + Reach); next++) near |= sentences[next].Concepts;
            foreach (var (kind, weight, why) in Judge(sentences[at].Concepts, near, around, all))
            {
                if (!said.Add(kind)) continue;
                var start = text.Places[sentences[at].Start];
                var end = text.Places[sentences[at].Start + sentences[at].Length - 1] + 1;
                yield return new ToolSign(kind, weight, place, start, end - start, why, text.How);
            }
        }
    }

    /// <summary>True where a text orders anything that matters: what is disguised and does so needs no combination.</summary>
    public static bool Orders(PlainText text, ToolNeighbours neighbours, IReadOnlySet<string> own) =>
        Sentence.Of(text.Text, neighbours, own).Exists(s => Any(s.Concepts, Concept.SecretFile | Concept.HidesDeed | Concept.Command | Concept.Coerce | Concept.Conversation) || Has(s.Concepts, Concept.Transfer | Concept.Sink) || Has(s.Concepts, Concept.Secret | Concept.Transfer) || Has(s.Concepts, Concept.Redirect | Concept.Sink));

    /// <summary>What the concepts of a sentence, of it with the next, and of the whole text come to.</summary>
    private static IEnumerable<(SignKind, SignWeight, string)> Judge(Concept here, Concept near, Concept around, Concept all)
    {
        if (Conceals(here, near, around, all) is { } conceals) yield return conceals;
        if (ReadsSecrets(here, near)) yield return (SignKind.ReadsSecrets, SignWeight.High, "it orders the model to read a file in which keys or settings lie");
        if (HandsOver(here, near) is { } handsOver) yield return handsOver;
        if (Redirects(here, near)) yield return (SignKind.RedirectsOutput, SignWeight.High, "it orders another recipient or address than the user's");
        if (Has(near, Concept.Command | Concept.Run) && Has(here, Concept.Command) && Any(near, Concept.Duty | Concept.Order | Concept.ForeignTool | Concept.OtherTools))
            yield return (SignKind.OrdersCommand, SignWeight.High, "it orders a command that harms");
        if (Shadows(here, near)) yield return (SignKind.ShadowsTool, SignWeight.High, "it orders how a tool of somebody else is to be used");
        if (Has(here, Concept.Coerce)) yield return (SignKind.CoercesOrder, SignWeight.Medium, "it wants to be called before or instead of every other tool");
    }

    private static (SignKind, SignWeight, string)? Conceals(Concept here, Concept near, Concept around, Concept all)
    {
        if (Has(here, Concept.HidesDeed))
        {
            var carries = Any(all, Payload) || Has(all, Concept.Secret | Concept.Transfer) || Has(all, Concept.Conversation | Concept.Transfer) || Has(all, Concept.Sink | Concept.Transfer) || Has(near, Concept.Read | Concept.Order) || Has(around, Concept.Transfer);
            return (SignKind.ConcealsFromUser, carries ? SignWeight.High : SignWeight.Medium, "it tells the model to keep what it does from its user");
        }

        var unseen = Has(here, Concept.Unseen) && (Has(near, Concept.SecretFile | Concept.Duty) || Has(near, Concept.Secret | Concept.Transfer | Concept.Sink) || Has(near, Concept.Conversation | Concept.Transfer)
            || Has(near, Concept.Redirect | Concept.Sink | Concept.Duty) || Has(near, Concept.Command | Concept.Run));
        return unseen ? (SignKind.ConcealsFromUser, SignWeight.High, "it tells the model to do something unseen with secrets, commands or the conversation") : null;
    }

    private static bool ReadsSecrets(Concept here, Concept near) =>
        Has(here, Concept.SecretFile) && Has(near, Concept.Read) && (Has(here, Concept.Read) || Has(near, Concept.Transfer)) && (Has(near, Concept.Order) || Has(near, Concept.Duty) || Has(near, Concept.Transfer | Concept.Parameter) || Has(near, Concept.Transfer | Concept.Sink));

    private static (SignKind, SignWeight, string)? HandsOver(Concept here, Concept near)
    {
        if (Has(here, Concept.SecretFile | Concept.Parameter | Concept.Read) && Any(here, Concept.Duty | Concept.Order) && Any(near, Concept.Transfer | Concept.Coerce))
            return (SignKind.HandsOverData, SignWeight.High, "it orders the model to hand over a file in which keys or settings lie");
        if (!Has(near, Concept.Transfer) || !Any(here, Concept.SecretFile | Concept.Conversation | Concept.Secret)) return null;
        if (Has(near, Concept.SecretFile | Concept.Transfer) && Has(here, Concept.SecretFile) && (Has(near, Concept.Parameter | Concept.Duty) || Has(near, Concept.Parameter | Concept.Order) || Has(near, Concept.Sink)))
            return (SignKind.HandsOverData, SignWeight.High, "it orders the model to hand over a file in which keys or settings lie");
        if (Has(here, Concept.Conversation) && Has(near, Concept.Sink) && Any(near, Concept.Duty | Concept.Order | Concept.Every)) return (SignKind.HandsOverData, SignWeight.High, "it orders the model to send the conversation or its instructions to an address");
        if (Has(here, Concept.Conversation | Concept.Transfer) && Has(near, Concept.Parameter) && Any(near, Concept.Duty | Concept.Whole))
            return (SignKind.HandsOverData, Has(here, Concept.Whole) && Has(near, Concept.Duty) ? SignWeight.High : SignWeight.Medium, "it orders the model to put the conversation or its instructions into a parameter");
        if (Any(here, Concept.HeldSecret) && Has(here, Concept.Transfer) && (Has(here, Concept.Sink) || Has(near, Concept.Sink | Concept.Duty))) return (SignKind.HandsOverData, SignWeight.High, "it orders the model to send secrets to an address");
        return Has(here, Concept.HeldSecret | Concept.Transfer) && Has(near, Concept.Parameter | Concept.Duty | Concept.Read) ? (SignKind.HandsOverData, SignWeight.High, "it orders the model to put secrets that it finds into a parameter") : null;
    }

    private static bool Redirects(Concept here, Concept near) =>
        Has(here, Concept.Redirect) && Has(near, Concept.Sink) && Any(near, Concept.Duty | Concept.ForeignTool | Concept.OtherTools) && (Any(near, Concept.Every | Concept.ForeignTool | Concept.OtherTools) || Has(near, Concept.Unseen) || Has(near, Concept.HidesDeed) || Has(here, Concept.Sink | Concept.Duty | Concept.Whole));

    private static bool Shadows(Concept here, Concept near) =>
        Has(here, Concept.ForeignTool) && Has(near, Concept.Duty) && (Has(near, Concept.Sink | Concept.Transfer) || Has(near, Concept.Redirect) || Has(near, Concept.SecretFile) || Has(near, Concept.HidesDeed) || Has(near, Concept.Command) || Has(near, Concept.Conversation | Concept.Transfer | Concept.Whole));

    private static bool Has(Concept concepts, Concept wanted) => (concepts & wanted) == wanted;

    private static bool Any(Concept concepts, Concept wanted) => (concepts & wanted) != 0;
}

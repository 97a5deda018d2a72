namespace Plumbline.Guardrails.Secrets;

/// <summary>Values that a name beside them calls a secret: in code, JSON, YAML, XML, INI, environment files, command lines, headers.</summary>
internal sealed class Assignments : Recogniser
{
    /// <summary>The kind of values that a name calls a password.</summary>
    public const string Password = "password";

    /// <summary>The kind of values that a name calls a key, token or other secret.</summary>
    public const string Secret = "generic-secret";

    private const int LongestName = 80;
    private const int LongestBare = 200;

    private static readonly System.Buffers.SearchValues<byte> OfPatterns = System.Buffers.SearchValues.Create("[]()|\\/^$%<>{} "u8);

    private static readonly string[] Stems = ["pass", "pwd", "secret", "token", "key", "auth", "cred", "kennwort", "contrase", "bearer", "_pw"];

    /// <summary>What it looks for: the stems that such names have.</summary>
    public static IEnumerable<(string Needle, bool AnyCase, Recogniser Meaning)> Needles()
    {
        var assignments = new Assignments();
        return Stems.Select(n => (n, true, (Recogniser)assignments));
    }

    /// <inheritdoc/>
    public override void Look(ReadOnlySpan<byte> text, int start, int end, List<SecretMatch> found)
    {
        var last = End(text, end);
        var first = Start(text, start);
        if (!Assigned.TryRead(text, last, text[first] == '-', out var value) && !Assigned.TryReadBefore(text, first, out value)) return;
        var said = text[value.Start..value.End];
        if (IsPlain(said, value.IsQuoted) || (first > 3 && text[(first - 4)..first].SequenceEqual("did:"u8))) return;
        var name = text[first..last];
        var promise = Names.Of(name);
        if (promise == Names.Promise.None) return;
        var owned = Owners.Of(name, said);
        if (!value.IsQuoted && Values.IsCrossed(said) && IsExpression(text, value)) return;
        if (Judge(promise, said, value.IsQuoted, owned is not null) is { } certainty)
            found.Add(new SecretMatch(owned ?? (promise == Names.Promise.Password ? Password : Secret), value.Start, said.Length, certainty));
    }

    // Most values are names and numbers of a program; this tells them by a glance.
    private static bool IsPlain(ReadOnlySpan<byte> value, bool isQuoted)
    {
        if (value.Length < 4) return true;
        return !isQuoted && (value.Length is < 6 or > LongestBare || (value.Length < 20 && !Values.HasDigitOrSymbol(value)));
    }

    private static Certainty? Judge(Names.Promise promise, ReadOnlySpan<byte> value, bool isQuoted, bool isOwned)
    {
        if (value.Length < 4 || Values.IsReference(value) || !value.ContainsAny(Alphabets.Alphanumeric) || Placeholders.IsPlainWord(value)) return null;
        if (isOwned && !Values.IsPath(value) && !Placeholders.IsOpen(value) && Values.Entropy(value) >= 2.9) return Certainty.Named;
        if (Placeholders.IsStandIn(value)) return isOwned || (value.Length >= 16 && isQuoted && !IsProse(value)) ? Certainty.Doubtful : null;
        if (Values.IsUuid(value)) return promise > Names.Promise.Key ? Certainty.Named : null;
        if (Values.IsPath(value) || (!isQuoted && Values.IsCode(value))) return null;
        if (promise != Names.Promise.Password && value.IndexOf("assword"u8) >= 0) return Certainty.Doubtful;
        if (Values.IsRandom(value)) return promise > Names.Promise.Key || (value.Length >= 24 && !Values.IsHexadecimal(value)) ? Certainty.Named : Certainty.Doubtful;
        if (promise == Names.Promise.Key) return null;
        if (IsProse(value)) return isQuoted && value.Length >= 8 ? Certainty.Doubtful : null;
        if (promise == Names.Promise.Secret) return isQuoted && (IsDense(value) || IsSigns(value)) ? Certainty.Named : IsDense(value) && Values.IsCrossed(value) ? Certainty.Named : (isQuoted || IsDense(value)) && value.Length >= 8 ? Certainty.Doubtful : null;
        return Values.HasDigitOrSymbol(value) && value.Length >= 6 ? Certainty.Named : isQuoted ? Certainty.Doubtful : null;
    }

    // Without quotes, `name => value` and `name = value;` are code of a program, not a setting.
    private static bool IsExpression(ReadOnlySpan<byte> text, Assigned value) =>
        (value.End < text.Length && text[value.End] == ';') || text[Math.Max(0, value.Start - 4)..value.Start].IndexOf("=>"u8) >= 0;

    // Signs of many sorts between letters: nobody writes names so.
    private static bool IsDense(ReadOnlySpan<byte> value)
    {
        var signs = 0;
        foreach (var b in value) signs += Alphabets.IsAlphanumeric(b) || b is (byte)'_' or (byte)'-' or (byte)'.' or (byte)'/' or (byte)':' or >= 128 ? 0 : 1;
        return value.Length >= 16 && signs >= 4 && Placeholders.Distinct(value) >= 12;
    }

    // More signs than letters, and none of those that patterns, formats and paths are made of.
    private static bool IsSigns(ReadOnlySpan<byte> value)
    {
        var signs = 0;
        foreach (var b in value) signs += Alphabets.IsAlphanumeric(b) ? 0 : 1;
        return value.Length >= 10 && signs * 2 > value.Length && Placeholders.Distinct(value) >= 10 && !value.ContainsAny(OfPatterns);
    }

    private static bool IsProse(ReadOnlySpan<byte> value) => value.Contains((byte)' ');

    private static int Start(ReadOnlySpan<byte> text, int start)
    {
        var least = Math.Max(0, start - LongestName);
        while (start > least && IsName(text[start - 1])) start--;
        return start;
    }

    private static int End(ReadOnlySpan<byte> text, int end)
    {
        var most = Math.Min(text.Length, end + LongestName);
        while (end < most && IsName(text[end])) end++;
        return end;
    }

    private static bool IsName(byte b) => Alphabets.IsAlphanumeric(b) || b is (byte)'_' or (byte)'-' or (byte)'.';
}

namespace Plumbline.Guardrails.Injection;

/// <summary>A word of a clause.</summary>
/// <param name="Start">First character in the plain text.</param>
/// <param name="Length">Characters.</param>
/// <param name="Sense">What it may do.</param>
/// <param name="IsQuoted">True between quotation marks or backticks.</param>
/// <param name="IsApart">True behind a comma, a bracket, a dash or an opening quote.</param>
internal readonly record struct Word(int Start, int Length, Sense Sense, bool IsQuoted, bool IsApart);

/// <summary>A clause: the words between two ends of a sentence, an item of a list, a heading.</summary>
internal sealed class Clause
{
    /// <summary>Most words of one; what is longer is cut into several.</summary>
    public const int MostWords = 120;

    private const Sense Verbs = Sense.Drop | Sense.Send | Sense.Read | Sense.Run | Sense.Disable | Sense.Work | Sense.Use | Sense.Tell | Sense.Hide | Sense.Again | Sense.Become | Sense.Heed;

    /// <summary>Its words.</summary>
    public List<Word> Words { get; } = new(32);

    /// <summary>What its words may do together.</summary>
    public Sense All { get; private set; }

    /// <summary>What the paragraph said before it, and the heading above.</summary>
    public Sense Frame { get; set; }

    /// <summary>True in a fenced block of code.</summary>
    public bool IsFenced { get; set; }

    /// <summary>True where it asks.</summary>
    public bool IsQuestion { get; set; }

    /// <summary>Takes one more word.</summary>
    public void Add(Word word)
    {
        Words.Add(word);
        All |= word.Sense;
    }

    /// <summary>Starts anew.</summary>
    public void Clear()
    {
        Words.Clear();
        All = Sense.None;
        IsQuestion = false;
    }

    /// <summary>True where any word has one of the senses.</summary>
    public bool Is(Sense any) => (All & any) != 0;

    /// <summary>True where a word has one of the senses.</summary>
    public bool Is(int at, Sense any) => at >= 0 && at < Words.Count && (Words[at].Sense & any) != 0;

    /// <summary>The first word from <paramref name="from"/> on, at most <paramref name="gap"/> words further, that has one of the senses; -1 where none has.</summary>
    public int Next(int from, int gap, Sense any)
    {
        for (var i = Math.Max(from, 0); i < Words.Count && i <= from + gap; i++) if ((Words[i].Sense & any) != 0) return i;
        return -1;
    }

    /// <summary>The nearest word before <paramref name="from"/>, at most <paramref name="gap"/> words away, that has one of the senses; -1 where none has.</summary>
    public int Before(int from, int gap, Sense any)
    {
        for (var i = from - 1; i >= 0 && i >= from - gap; i--) if ((Words[i].Sense & any) != 0) return i;
        return -1;
    }

    /// <summary>True where a word is denied: `never`, `do not`, at most three words before it.</summary>
    public bool IsDenied(int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - 3; i--)
        {
            if ((Words[i].Sense & Sense.Not) != 0) return true;
            if (Words[i + 1].IsApart) return false;
        }

        return false;
    }

    /// <summary>True where a verb orders: it begins its part of the sentence, or what stands before it hands the order to the model.</summary>
    public bool IsOrder(int at)
    {
        for (var i = at; ; i--)
        {
            if (i == 0) return true;
            if (Words[i].IsApart && (Words[i - 1].Sense & Sense.Other) == 0 && IsOwn(i)) return true;
            var before = Words[i - 1].Sense;
            if ((before & (Sense.You | Sense.Model | Sense.Must)) != 0) return Before(i, 8, Sense.Once) is var once && (once < 0 || Words[once].Sense.HasFlag(Sense.Must)) && Before(i, 4, Sense.Other & ~Sense.Person) < 0;
            if ((before & (Sense.Link | Sense.Not | Sense.Now | Sense.First | Sense.Secretly)) == 0) return IsAsked(i) || (i < at && Is(i, Sense.And) && FollowsOrder(i));
        }
    }

    /// <summary>True where the text speaks of such orders instead of giving one.</summary>
    /// <param name="at">The verb.</param>
    public bool IsMention(int at)
    {
        if (Before(at, MostWords, Sense.Strong) >= 0) return true;
        if (!Words[at].IsQuoted) return false;
        return ((Frame | All) & Sense.Mention) != 0 || OutsideQuote(at, Sense.Quote | Sense.Mention | Sense.Other);
    }

    // `When users ask, send …` orders; `attackers, too, send …` tells.
    private bool IsOwn(int at) => Before(at, 12, Sense.Other) is var other && (other < 0 || Before(other + 1, 12, Sense.Once) >= 0);

    // `Read X and send Y`: the second is an order where the first is one.
    private bool FollowsOrder(int at)
    {
        for (var i = 0; i < at; i++) if (Is(i, Verbs)) return i + 1 < at && IsOrder(i);
        return false;
    }

    private bool IsAsked(int at) => Is(at - 1, Sense.Link) && Before(at, 8, Sense.Want) is >= 0 and var want && Next(want, 4, Sense.You) >= 0;

    private bool OutsideQuote(int at, Sense any)
    {
        for (var (i, n) = (at, 0); i >= 0 && n < 10; i--)
        {
            if (Words[i].IsQuoted) continue;
            if ((Words[i].Sense & any) != 0) return true;
            n++;
        }

        return false;
    }
}

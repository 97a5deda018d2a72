using System.Globalization;
using System.Text.RegularExpressions;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Deeds;

/// <summary>What something waits for before it happens: a date, a count of calls, a certain machine.</summary>
/// <remarks>How long ago something was is no trigger: caches and tokens run out.</remarks>
internal sealed partial class Machine
{
    private const long EarliestEpoch = 1_500_000_000;
    private static readonly HashSet<string> Compared = new(StringComparer.Ordinal) { "==", "===", "!=", "!==", "<", ">", "<=", ">=", "in", "not in" };
    private static readonly HashSet<string> Clocks = new(StringComparer.Ordinal) { "now", "today", "utcnow", "time", "localtime", "gmtime" };
    private static readonly HashSet<string> ClockParts = new(StringComparer.Ordinal) { "weekday", "isoweekday", "month", "year", "day", "getDay", "getMonth", "getFullYear", "getDate", "isoformat", "strftime", "date", "toISOString", "timestamp", "getTime", "tm_mon", "tm_mday", "tm_year", "tm_wday" };
    private readonly Dictionary<(string Scope, Expression Condition), string> waits = [];

    /// <summary>What must hold so that a step is taken: `date`, `count`, `host`; empty where nothing of the kind.</summary>
    private string TriggerOf(Frame frame)
    {
        if (frame.Block >= 0)
        {
            foreach (var block in StepsOf(frame.File).Around(frame.Block))
                if (block is { Kind: BlockKind.If, Condition: { } condition } && Waits(condition, frame) is { Length: > 0 } trigger) return trigger;
        }

        return frame.Waited.Length > 0 ? frame.Waited : frame.Trigger;
    }

    private string Waits(Expression condition, Frame frame)
    {
        if (waits.TryGetValue((frame.Scope, condition), out var known)) return known;
        var found = "";
        foreach (var part in Trees.Walk.Of(condition))
        {
            if (part is not Other { Inner: [var left, var right] } compared || !Compared.Contains(compared.Mark)) continue;
            found = OfSides(left, right, frame) is { Length: > 0 } one ? one : OfSides(right, left, frame);
            if (found.Length > 0) break;
        }

        return waits[(frame.Scope, condition)] = found;
    }

    private string OfSides(Expression asked, Expression with, Frame frame)
    {
        if (IsElapsed(asked) || IsElapsed(with)) return "";
        if (IsClock(asked, frame) && IsMoment(with, frame)) return "date";
        if (IsHost(asked, frame) && WrittenIn(with, frame).Any(t => t.Length > 2)) return "host";
        return with is Literal { Value: var count } && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times > 0 && IsCounted(asked, frame) ? "count" : "";
    }

    private static bool IsElapsed(Expression side) => Trees.Walk.Of(side).Any(e => e is Other { Mark: "-" } or Call { Callee: Name { Value: "timedelta" } } or Call { Callee: Member { Value: "timedelta" or "total_seconds" } });

    // The clock itself, a part of its date, or a name that holds it.
    private static bool IsClock(Expression side, Frame frame)
    {
        foreach (var part in Trees.Walk.Of(side))
        {
            if (part is Call { Callee: Member { Value: var called } } && Clocks.Contains(called)) return true;
            if (part is Call { Callee: Name { Value: "Date" or "time" }, Arguments.IsEmpty: true }) return true;
            if (part is Name name && Held(name.Value, frame).Symbols.Any(IsNow)) return true;
        }

        return false;
    }

    private static bool IsNow(string symbol) => symbol.EndsWith("()", StringComparison.Ordinal) && Apis.Of(symbol[..^2]) == Api.Time;

    // A written date, a part of one, or a second of the calendar.
    private static bool IsMoment(Expression side, Frame frame)
    {
        foreach (var part in Trees.Walk.Of(side))
        {
            if (part is Call { Callee: Name { Value: "datetime" or "date" or "Date" }, Arguments: [{ Value: Literal or Text }, ..] } or Call { Callee: Member { Value: "datetime" or "date" or "strptime" or "fromisoformat" or "UTC" or "parse" }, Arguments: [{ Value: Literal or Text }, ..] }) return true;
            if (part is Text { Value: var text } && Date().IsMatch(text)) return true;
            if (part is Literal { Value: var number } && long.TryParse(number.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var second) && second >= EarliestEpoch) return true;
            if (part is Name name && (Held(name.Value, frame).Symbols.Any(s => s is "datetime.datetime()" or "datetime.date()") || Held(name.Value, frame).Texts.Any(t => Date().IsMatch(t)))) return true;
        }

        return false;
    }

    private static bool IsHost(Expression side, Frame frame) => Trees.Walk.Of(side).Any(p =>
        p is Call { Callee: Member { Value: "gethostname" or "getuser" or "getlogin" or "hostname" or "node" or "getnode" } }
        || (p is Name name && Held(name.Value, frame).Taints.Any(t => t is { Source: SourceKind.System, Name: "socket.gethostname" or "getpass.getuser" or "os.getlogin" or "os.hostname" or "platform.node" or "uuid.getnode" })));

    private static IEnumerable<string> WrittenIn(Expression side, Frame frame) => Trees.Walk.Of(side).SelectMany(p => p switch { Text text => [text.Value], Name name => Held(name.Value, frame).Texts, _ => (IEnumerable<string>)[] });

    // A name or field that the same file counts up.
    private bool IsCounted(Expression side, Frame frame)
    {
        var name = side switch { Name plain => plain.Value, Member member => member.Value, Indexed { At: Text { Value: var key } } => key, Other { Mark: "%", Inner: [var of, Literal] } => Rooted(of), _ => null };
        return name is not null && StepsOf(frame.File).Counts(name);
    }

    private static Value Held(string name, Frame frame)
    {
        for (var at = frame; at is not null; at = at.Outer) if (at.Names.TryGetValue(name, out var held)) return held;
        return Value.Nothing;
    }

    [GeneratedRegex(@"^(19|20)\d\d-\d\d(-\d\d)?|^\d\d?/\d\d?/(19|20)\d\d", RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}

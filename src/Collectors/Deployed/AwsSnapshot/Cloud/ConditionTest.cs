using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Plumbline.Cel.Types;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Whether a condition holds when the role acts.</summary>
public enum Holding
{
    /// <summary>It never does.</summary>
    Never,

    /// <summary>The policy alone does not tell.</summary>
    Unknown,

    /// <summary>It always does, or the caller can bring it about.</summary>
    Always,
}

/// <summary>Who acts, as far as conditions ask.</summary>
/// <param name="Arn">The role.</param>
/// <param name="Account">Its account.</param>
/// <param name="Id">Its unique id; empty where not known.</param>
/// <param name="IsService">True where a service assumes it, so that no session has a second factor.</param>
/// <param name="AsOf">The moment of the question.</param>
/// <param name="Region">The region acted in; null where any may be.</param>
public sealed record Actor(string Arn, string Account, string Id, bool IsService, DateTimeOffset AsOf, string? Region = null);

/// <summary>One test of a `Condition` block.</summary>
/// <param name="Operator">`StringEquals`, …</param>
/// <param name="Key">The context key, in lower case.</param>
/// <param name="Values">The values asked for.</param>
public sealed record ConditionTest(string Operator, string Key, ImmutableArray<string> Values)
{
    /// <summary>Keys that keep what is allowed inside the own account or organization.</summary>
    private static readonly string[] Inner = ["aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths", "s3:resourceaccount", "ses:recipients", "sns:endpoint"];

    /// <summary>True where nothing outside of the own organization, or of what it names, is reached under it.</summary>
    public bool KeepsInside => Array.IndexOf(Inner, Key) >= 0 && !IsNegative && !Values.Contains("*");

    private bool IsNegative => Operator.Contains("Not", StringComparison.Ordinal);

    /// <summary>The tests of a block; all must hold.</summary>
    public static ImmutableArray<ConditionTest> Read(JsonElement condition) =>
        condition.ValueKind != JsonValueKind.Object ? []
        : [.. from operation in condition.EnumerateObject()
              where operation.Value.ValueKind == JsonValueKind.Object
              from key in operation.Value.EnumerateObject()
              select new ConditionTest(operation.Name, key.Name.ToLowerInvariant(), PolicyDocument.Texts(operation.Value, key.Name))];

    /// <summary>What several tests come to together.</summary>
    public static Holding Of(ImmutableArray<ConditionTest> tests, Actor actor) =>
        tests.IsEmpty ? Holding.Always : (Holding)tests.Min(t => (int)t.Holds(actor));

    /// <summary>Whether it holds for an actor.</summary>
    public Holding Holds(Actor actor) => Key switch
    {
        "aws:principalaccount" => Text(actor.Account),
        "aws:resourceaccount" or "s3:resourceaccount" => Text(actor.Account),
        "aws:principalarn" => Text(actor.Arn),
        "aws:principaltype" => Text("AssumedRole"),
        "aws:userid" when actor.Id.Length > 0 => Text(actor.Id + ":session"),
        "aws:requestedregion" when actor.Region is { } region => Text(region),
        "aws:requestedregion" or "iam:passedtoservice" or "aws:resourceorgid" => IsNegative ? Holding.Unknown : Holding.Always,
        "aws:securetransport" => Flag(true),
        "aws:principalisawsservice" or "aws:viaawsservice" => Flag(false),
        "aws:multifactorauthpresent" when actor.IsService => Operator == "BoolIfExists" ? Holding.Always : Flag(null),
        "aws:multifactorauthage" when actor.IsService && Operator == "Null" => Values.Contains("true") ? Holding.Always : Holding.Never,
        "aws:tokenissuetime" or "aws:currenttime" => Time(actor.AsOf),
        _ => Holding.Unknown,
    };

    /// <summary>The test as a person reads it.</summary>
    public override string ToString() => $"{Operator} {Key} {string.Join(", ", Values)}";

    private Holding Text(string own)
    {
        var name = Operator.Replace("IfExists", "", StringComparison.Ordinal);
        if (name.Contains(':', StringComparison.Ordinal) || own.Length == 0 || Values.Any(v => v.Contains("${", StringComparison.Ordinal))) return Holding.Unknown;
        bool? fits = name switch
        {
            "StringEquals" or "StringNotEquals" => Values.Contains(own),
            "StringEqualsIgnoreCase" or "StringNotEqualsIgnoreCase" => Values.Contains(own, StringComparer.OrdinalIgnoreCase),
            "StringLike" or "StringNotLike" or "ArnLike" or "ArnNotLike" or "ArnEquals" or "ArnNotEquals" => Values.Any(v => Glob.Covers(v, own)),
            _ => null,
        };
        return fits is null ? Holding.Unknown : fits != IsNegative ? Holding.Always : Holding.Never;
    }

    private Holding Flag(bool? own)
    {
        if (Operator is not ("Bool" or "BoolIfExists") || Values is not [var wanted] || !bool.TryParse(wanted, out var flag)) return Holding.Unknown;
        return own == flag ? Holding.Always : Holding.Never;
    }

    private Holding Time(DateTimeOffset asOf)
    {
        if (asOf == default || Values is not [var text]
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var limit)) return Holding.Unknown;
        return Operator.Replace("IfExists", "", StringComparison.Ordinal) switch
        {
            "DateLessThan" or "DateLessThanEquals" => limit < asOf.AddDays(-1) ? Holding.Never : Holding.Unknown,
            "DateGreaterThan" or "DateGreaterThanEquals" => limit < asOf.AddDays(-1) ? Holding.Always : Holding.Unknown,
            _ => Holding.Unknown,
        };
    }
}

namespace Plumbline.Collectors.Declared.Infrastructure.CloudFormation;

/// <summary>What a SAM template says once for all its functions, APIs, tables and state machines.</summary>
/// <remarks>https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html</remarks>
internal static class Globals
{
    private const string Serverless = "AWS::Serverless::";
    private const int Deepest = 20;

    /// <summary>The properties with those that the template's `Globals` add: what the resource says itself comes first, maps are joined, lists follow one another.</summary>
    public static Term With(MapTerm root, string type, Term properties)
    {
        if (!type.StartsWith(Serverless, StringComparison.Ordinal) || (root["Globals"] as MapTerm)?[type[Serverless.Length..]] is not MapTerm shared) return properties;
        return properties is MapTerm own ? Joined(shared, own, 0) : properties is NullTerm ? shared : properties;
    }

    private static Term Joined(Term shared, Term own, int depth) => (shared, own) switch
    {
        (MapTerm a, MapTerm b) when depth < Deepest && !IsFunction(a) && !IsFunction(b) => new MapTerm(
            [.. a.Entries.Select(e => new KeyValuePair<string, Term>(e.Key, b[e.Key] is { } mine ? Joined(e.Value, mine, depth + 1) : e.Value)), .. b.Entries.Where(e => a[e.Key] is null)], b.Line),
        (ListTerm a, ListTerm b) => new ListTerm([.. a.Items, .. b.Items], b.Line),
        _ => own,
    };

    private static bool IsFunction(MapTerm map) => map.Entries is [var (name, _)] && (name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal));
}

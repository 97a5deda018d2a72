using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Plumbline.Clouds.Calls;

namespace Plumbline.Clouds.Aws;

/// <summary>Which account is read, and as whom.</summary>
/// <param name="Regions">The regions that are read; at least one.</param>
public sealed partial record AwsSettings(ImmutableArray<string> Regions)
{
    /// <summary>The profile of the shared files that signs in; null for the keys of the environment, else the default profile.</summary>
    public string? Profile { get; init; }

    /// <summary>A role to take, by its ARN; null to ask as who signed in.</summary>
    public string? Role { get; init; }

    /// <summary>What the role's trust policy asks for as `sts:ExternalId`.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Where all services answer instead of their own hosts; null for those. Checked by <see cref="Addresses.Refusal"/>.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>How much is asked for.</summary>
    public Bounds Bounds { get; init; } = Bounds.Usual;

    /// <summary>How long is waited where a call is turned away.</summary>
    public Patience Patience { get; init; } = Patience.Usual;

    /// <summary>What is wrong with the settings; null where nothing is.</summary>
    public string? Problem()
    {
        if (Regions.IsEmpty) return "no region is named; say --region eu-west-1, again for each one that is used";
        if (Regions.FirstOrDefault(r => !IsRegion(r)) is { } region) return $"`{region}` is no region; write it as eu-west-1";
        if (Role is not null && !Roles().IsMatch(Role)) return $"`{Role}` is no role; write it as arn:aws:iam::111122223333:role/NAME";
        if (ExternalId is not null && Role is null) return "--external-id belongs to a role; name it with --role";
        if (ExternalId is not null && !ExternalIds().IsMatch(ExternalId)) return "the external id has characters that AWS does not take; it is 2 to 1224 letters, digits and +=,.@:/-_";
        return null;
    }

    /// <summary>True where a text is written as regions are; only such a one becomes part of a host's name.</summary>
    public static bool IsRegion(string text) => Named().IsMatch(text);

    [GeneratedRegex("^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-[0-9]{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]{1,512}$", RegexOptions.CultureInvariant)]
    private static partial Regex Roles();

    [GeneratedRegex("^[A-Za-z0-9+=,.@:/_-]{2,1224}$", RegexOptions.CultureInvariant)]
    private static partial Regex ExternalIds();
}

using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Plumbline.Clouds.Aws.Signing;

namespace Plumbline.Clouds.Aws.SignIn;

/// <summary>A role to take, and what its trust policy asks for.</summary>
internal sealed record RoleToTake(string Arn, string? ExternalId);

/// <summary>Where the first keys come from: the environment, or a profile of the shared files.</summary>
/// <param name="Fetch">Gives the keys; null where they can no longer be had.</param>
/// <param name="Roles">The roles that a profile names, the first to take first.</param>
internal sealed record FirstKeys(Func<CancellationToken, Task<AccessKeys?>> Fetch, IReadOnlyList<RoleToTake> Roles);

/// <summary>Finds the first keys. The machine's own metadata service is never asked.</summary>
internal static class Profiles
{
    private const int MostProfiles = 5;

    /// <summary>The keys; null and one sentence where there are none. No sentence holds anything of a key.</summary>
    public static FirstKeys? Find(string? profile, Func<string, string?> environment, out string? problem)
    {
        if (profile is null && OfEnvironment(environment) is { } keys)
        {
            problem = null;
            return new FirstKeys(_ => Task.FromResult<AccessKeys?>(keys), []);
        }

        var name = profile ?? (environment("AWS_PROFILE") is { Length: > 0 } named ? named : "default");
        var store = new CredentialProfileStoreChain(environment("AWS_SHARED_CREDENTIALS_FILE"));
        return Follow(store, name, environment, [], out problem);
    }

    private static AccessKeys? OfEnvironment(Func<string, string?> environment) =>
        environment("AWS_ACCESS_KEY_ID") is { Length: > 0 } id && environment("AWS_SECRET_ACCESS_KEY") is { Length: > 0 } secret ? new AccessKeys(id, secret, environment("AWS_SESSION_TOKEN")) : null;

    private static FirstKeys? Follow(CredentialProfileStoreChain store, string name, Func<string, string?> environment, List<RoleToTake> roles, out string? problem)
    {
        if (!TryGet(store, name, out var found))
        {
            problem = roles.Count == 0 && name == "default"
                ? "nobody is signed in; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile with --profile"
                : $"there is no profile `{name}` in the shared AWS files; `aws configure list-profiles` lists them";
            return null;
        }

        var options = found.Options;
        if (options.RoleArn is not { Length: > 0 } role || options.WebIdentityTokenFile is { Length: > 0 }) return OfStore(store, found, roles, out problem);
        if (options.MfaSerial is { Length: > 0 } || roles.Count == MostProfiles)
        {
            problem = roles.Count == MostProfiles ? $"profile `{name}` leads through more than {MostProfiles} others; name the role with --role" : $"profile `{name}` asks for a code of a person's device; name one that a machine can use";
            return null;
        }

        roles.Insert(0, new RoleToTake(role, options.ExternalID is { Length: > 0 } id ? id : null));
        if (options.SourceProfile is { Length: > 0 } source) return Follow(store, source, environment, roles, out problem);
        problem = null;
        if (options.CredentialSource == "Environment" && OfEnvironment(environment) is { } keys) return new FirstKeys(_ => Task.FromResult<AccessKeys?>(keys), roles);
        problem = $"profile `{name}` takes a role without a `source_profile`, or one that cannot be used here; name one with keys of its own";
        return null;
    }

    private static bool TryGet(CredentialProfileStoreChain store, string name, [NotNullWhen(true)] out CredentialProfile? found)
    {
        try
        {
            return store.TryGetProfile(name, out found);
        }
        catch (AmazonClientException)
        {
            found = null;
            return false;
        }
    }

    // Keys that stand there, or that a program gives (credential_process).
    private static FirstKeys? OfStore(CredentialProfileStoreChain store, CredentialProfile profile, List<RoleToTake> roles, out string? problem)
    {
        problem = null;
        try
        {
            // A way that is not known shows at once; the program or file behind it is asked anew whenever keys are.
            _ = AWSCredentialsFactory.GetAWSCredentials(profile, store);
            return new FirstKeys(_ => KeysAsync(store, profile.Name), roles);
        }
        catch (Exception e) when (IsOfSigningIn(e))
        {
            problem = $"profile `{profile.Name}` signs in by a way that is not known here; `aws configure export-credentials --profile {profile.Name} --format env` gives keys for the environment";
            return null;
        }
    }

    private static async Task<AccessKeys?> KeysAsync(CredentialProfileStoreChain store, string profile)
    {
        try
        {
            if (!TryGet(store, profile, out var found)) return null;
            var credentials = AWSCredentialsFactory.GetAWSCredentials(found, store);
            var keys = await credentials.GetCredentialsAsync().ConfigureAwait(false);
            return new AccessKeys(keys.AccessKey, keys.SecretKey, keys.Token, credentials.Expiration is { } ends ? new DateTimeOffset(ends.ToUniversalTime()) : null);
        }
        catch (Exception e) when (IsOfSigningIn(e))
        {
            return null;
        }
    }

    // What the SDK throws where a way of signing in is not at hand, or a program that gives keys fails.
    private static bool IsOfSigningIn(Exception e) => e is AmazonClientException or AmazonServiceException or ProcessAWSCredentialException
        or InvalidOperationException or ArgumentException or IOException or InvalidDataException or Win32Exception;
}

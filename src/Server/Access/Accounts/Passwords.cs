using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Plumbline.Server.Access.Accounts;

/// <summary>Hashes passwords as the framework does (PBKDF2 with HMAC-SHA512), and compares them in the same time whether or not there is one.</summary>
public sealed class Passwords
{
    private readonly PasswordHasher<object> hasher;
    private readonly Lazy<string> nobodys;

    /// <summary>Passwords with as many rounds as OWASP asks for.</summary>
    public Passwords() : this(600_000)
    {
    }

    /// <summary>Passwords with a number of rounds.</summary>
    internal Passwords(int rounds)
    {
        hasher = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = rounds }));
        nobodys = new Lazy<string>(() => Hash("nobody has this password"));
    }

    /// <summary>Hashes a password.</summary>
    public string Hash(string password) => hasher.HashPassword(this, password);

    /// <summary>Compares a password with somebody's hash; null where there is none, which takes as long and never fits.</summary>
    public PasswordVerificationResult Verify(string? hash, string password)
    {
        var result = hasher.VerifyHashedPassword(this, hash ?? nobodys.Value, password);
        return hash is null ? PasswordVerificationResult.Failed : result;
    }

    /// <summary>Makes the first comparison as fast as the later ones.</summary>
    public void Prepare() => _ = nobodys.Value;
}

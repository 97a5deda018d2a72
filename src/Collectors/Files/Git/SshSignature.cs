using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Plumbline.Collectors.Files.Git;

/// <summary>A signature of OpenSSH (`SSHSIG`, PROTOCOL.sshsig), as git puts it into commits.</summary>
/// <param name="Key">The public key, in the form of RFC 4253.</param>
/// <param name="Namespace">What it was made for: `git`.</param>
/// <param name="Format">The kind of signature.</param>
/// <param name="Signature">Its own bytes.</param>
/// <param name="Armored">The text it was read from.</param>
internal sealed record SshSignature(byte[] Key, string Namespace, string Format, byte[] Signature, string Armored)
{
    private const string Begin = "-----BEGIN SSH SIGNATURE-----", End = "-----END SSH SIGNATURE-----";
    private const int Longest = 1 << 16;
    private const int FewestBits = 2048;

    private string Reserved { get; init; } = "";

    private string Hash { get; init; } = "";

    /// <summary>The kind of key: `ssh-ed25519`.</summary>
    public string KeyType => new SshReader(Key).Text() ?? "";

    /// <summary>Reads a signature; null where the text is none.</summary>
    public static SshSignature? Parse(string armored)
    {
        var text = armored.Trim();
        if (text.Length > Longest || !text.StartsWith(Begin, StringComparison.Ordinal) || !text.EndsWith(End, StringComparison.Ordinal)) return null;
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text[Begin.Length..^End.Length].Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal), bytes, out var length)) return null;
        var reader = new SshReader(bytes[..length]);
        if (reader.Take(6) is not { } magic || !magic.AsSpan().SequenceEqual("SSHSIG"u8) || reader.Number() != 1) return null;
        if (reader.Bytes() is not { } key || reader.Text() is not { } made || reader.Text() is not { } reserved || reader.Text() is not { } hash || reader.Bytes() is not { } blob || !reader.IsAtEnd) return null;
        var inner = new SshReader(blob);
        return inner.Text() is { } format && inner.Bytes() is { } signature && (inner.IsAtEnd || format.StartsWith("sk-", StringComparison.Ordinal)) && hash is "sha256" or "sha512"
            ? new SshSignature(key, made, format, signature, text) { Reserved = reserved, Hash = hash } : null;
    }

    /// <summary>Whether it holds; null where this kind of key is one that the program cannot check itself.</summary>
    public bool? Holds(ReadOnlySpan<byte> message)
    {
        try
        {
            var signed = Statement(message);
            var key = new SshReader(Key);
            return key.Text() switch
            {
                "ssh-rsa" when key.Bytes() is { } exponent && key.Bytes() is { } modulus && key.IsAtEnd => Rsa(exponent, modulus, signed),
                "ecdsa-sha2-nistp256" => Curve(key, ECCurve.NamedCurves.nistP256, "nistp256", 32, HashAlgorithmName.SHA256, signed),
                "ecdsa-sha2-nistp384" => Curve(key, ECCurve.NamedCurves.nistP384, "nistp384", 48, HashAlgorithmName.SHA384, signed),
                "ecdsa-sha2-nistp521" => Curve(key, ECCurve.NamedCurves.nistP521, "nistp521", 66, HashAlgorithmName.SHA512, signed),
                "ssh-ed25519" or "sk-ssh-ed25519@openssh.com" or "sk-ecdsa-sha2-nistp256@openssh.com" => null,
                _ => false,
            };
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private byte[] Statement(ReadOnlySpan<byte> message)
    {
        var to = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        to.Write("SSHSIG"u8);
        foreach (var part in (byte[][])[Encoding.UTF8.GetBytes(Namespace), Encoding.UTF8.GetBytes(Reserved), Encoding.UTF8.GetBytes(Hash), Hash == "sha256" ? SHA256.HashData(message) : SHA512.HashData(message)])
        {
            BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
            to.Write(length);
            to.Write(part);
        }

        return to.ToArray();
    }

    private bool Rsa(byte[] exponent, byte[] modulus, byte[] signed)
    {
        using var rsa = RSA.Create(new RSAParameters { Exponent = exponent.AsSpan().TrimStart((byte)0).ToArray(), Modulus = modulus.AsSpan().TrimStart((byte)0).ToArray() });
        return rsa.KeySize >= FewestBits && Format switch
        {
            "rsa-sha2-512" => rsa.VerifyData(signed, Signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            "rsa-sha2-256" => rsa.VerifyData(signed, Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => false,
        };
    }

    private bool Curve(SshReader key, ECCurve curve, string name, int size, HashAlgorithmName hash, byte[] signed)
    {
        if (key.Text() != name || key.Bytes() is not [4, .. var point] || !key.IsAtEnd || point.Length != 2 * size || Format != $"ecdsa-sha2-{name}") return false;
        var parts = new SshReader(Signature);
        if (parts.Bytes() is not { } r || parts.Bytes() is not { } s || !parts.IsAtEnd) return false;
        var pair = new byte[2 * size];
        if (!Right(r, pair.AsSpan(0, size)) || !Right(s, pair.AsSpan(size))) return false;
        using var ec = ECDsa.Create(new ECParameters { Curve = curve, Q = new ECPoint { X = point[..size], Y = point[size..] } });
        return ec.VerifyData(signed, pair, hash);
    }

    private static bool Right(byte[] number, Span<byte> to)
    {
        var digits = number.AsSpan().TrimStart((byte)0);
        if (digits.Length > to.Length) return false;
        digits.CopyTo(to[^digits.Length..]);
        return true;
    }
}

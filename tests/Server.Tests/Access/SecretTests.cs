using Plumbline.Server.Keeping;
using Plumbline.Store.Ledgers;
using Xunit;

namespace Plumbline.Server.Tests.Access;

/// <summary>Secrets at rest: sealed, bound to their name, and opened by their key alone.</summary>
public sealed class SecretTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("plumb-secrets-").FullName;

    private string File(string name) => Path.Combine(folder, name);

    [Fact]
    public void What_is_sealed_opens_with_its_key_for_its_purpose_and_unchanged_only()
    {
        var (key, other) = (SecretKey.Of(File("one.key")), SecretKey.Of(File("two.key")));
        var text = key.Seal("a", "words"u8);
        Assert.NotEqual(text, key.Seal("a", "words"u8));
        Assert.Equal("words"u8.ToArray(), SecretKey.Of(File("one.key")).Open("a", text));
        Assert.Throws<LedgerException>(() => other.Open("a", text));
        Assert.Throws<LedgerException>(() => key.Open("b", text));
        Assert.Throws<LedgerException>(() => key.Open("a", (text[0] == 'A' ? 'B' : 'A') + text[1..]));
        Assert.Throws<LedgerException>(() => key.Open("a", "AAAA"));
        Assert.Throws<LedgerException>(() => key.Open("a", "no base64"));
    }

    [Fact]
    public void A_store_is_opened_with_the_key_it_was_sealed_with_only()
    {
        using var ledgers = new LedgerPool(File("ledger.db"), TimeProvider.System);
        new Vault(ledgers, SecretKey.Of(File("one.key"))).Check();
        new Vault(ledgers, SecretKey.Of(File("one.key"))).Check();
        Assert.Throws<LedgerException>(new Vault(ledgers, SecretKey.Of(File("two.key"))).Check);
    }

    [Fact]
    public void Who_writes_from_the_command_line_dates_records_as_the_server_does()
    {
        using (var ledgers = new LedgerPool(File("ledger.db"), TimeProvider.System))
        {
            var rehearsal = new RunningClock(TimeProvider.System, TimeProvider.System.GetUtcNow().AddDays(-40));
            ledgers.Keep(c => Mark(c, rehearsal));
            Assert.InRange((ClockMark.Of(File("ledger.db"), TimeProvider.System).GetUtcNow() - rehearsal.GetUtcNow()).Duration(), TimeSpan.Zero, TimeSpan.FromHours(1));
            ledgers.Keep(c => Mark(c, new RunningClock(TimeProvider.System, null)));
            Assert.False(ClockMark.Of(File("ledger.db"), TimeProvider.System).IsShifted);
        }

        Assert.False(ClockMark.Of(File("none.db"), TimeProvider.System).IsShifted);
    }

    [Fact]
    public void A_key_file_is_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes of files are Unix's");
        SecretKey.Of(File("secret.key"));
#pragma warning disable CA1416
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File("secret.key")));
        System.IO.File.SetUnixFileMode(File("secret.key"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
#pragma warning restore CA1416
        Assert.Contains("can be read by others", Assert.Throws<LedgerException>(() => SecretKey.Of(File("secret.key"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signing_key_that_others_can_read_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes of files are Unix's");
        ServerKey.Of(folder).Dispose();
#pragma warning disable CA1416
        System.IO.File.SetUnixFileMode(File("server-signing.pem"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
#pragma warning restore CA1416
        Assert.Contains("can be read by others", Assert.Throws<LedgerException>(() => ServerKey.Of(folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("dG9vIHNob3J0")]
    [InlineData("no key at all")]
    public void What_is_no_key_is_said_to_be_none(string text)
    {
        System.IO.File.WriteAllText(File("wrong.key"), text);
#pragma warning disable CA1416
        System.IO.File.SetUnixFileMode(File("wrong.key"), UnixFileMode.UserRead);
#pragma warning restore CA1416
        Assert.Contains("is no key", Assert.Throws<LedgerException>(() => SecretKey.Of(File("wrong.key"))).Message, StringComparison.Ordinal);
    }

    private static bool Mark(Store.Cabinets.ICabinet cabinet, RunningClock clock)
    {
        ClockMark.Write(cabinet, clock, TimeProvider.System);
        return true;
    }

    public void Dispose() => Directory.Delete(folder, true);
}

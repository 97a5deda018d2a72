using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Gates;
using Xunit;

namespace Plumbline.Posture.Tests;

/// <summary>Signed verdicts: what is forged, downgraded or about something else lets nothing pass.</summary>
public sealed class EnvelopeTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static GateDecision Decision(GateOutcome outcome = GateOutcome.Allow, string system = "kyc", string environment = "production", DateTimeOffset? asOf = null) =>
        new(outcome, system, environment, asOf ?? Now, DeployKind.Later, false, [], [], [], new string('a', 64));

    private Envelope Sign(GateDecision decision, params (string, string)[] artifacts) => SignedVerdict.Sign(decision, artifacts, Now, key);

    private string? Refusal(Envelope envelope, string system = "kyc", string environment = "production", DateTimeOffset? at = null, params (string, string)[] artifacts) =>
        SignedVerdict.Refusal(envelope, new WantedVerdict(system, environment, [.. artifacts], TimeSpan.FromHours(24)), key, at ?? Now);

    [Fact]
    public void A_verdict_lets_the_release_pass_that_it_is_about()
    {
        var image = ("registry.example/kyc", new string('b', 64));
        var written = Sign(Decision(), image).Write();
        using var json = JsonDocument.Parse(written);
        var read = Envelope.Read(json.RootElement)!;
        Assert.Null(Refusal(read));
        Assert.Null(Refusal(read, environment: "prod", artifacts: image));
        Assert.Equal(written, read.Write());
    }

    [Fact]
    public void A_verdict_about_something_else_is_refused()
    {
        Assert.Contains("`loans`", Refusal(Sign(Decision(system: "loans")))!, StringComparison.Ordinal);
        Assert.Contains("`staging`", Refusal(Sign(Decision(environment: "staging")))!, StringComparison.Ordinal);
        Assert.Contains("`refuse`", Refusal(Sign(Decision(GateOutcome.Refuse)))!, StringComparison.Ordinal);
        Assert.Contains("is not about `image`", Refusal(Sign(Decision(), ("other", new string('c', 64))), artifacts: ("image", new string('d', 64)))!, StringComparison.Ordinal);
        // The gate's own digest is no image.
        Assert.NotNull(Refusal(Sign(Decision()), artifacts: ("image", new string('a', 64))));
    }

    [Fact]
    public void An_old_verdict_and_one_of_an_old_moment_are_refused()
    {
        Assert.Contains("longer ago", Refusal(Sign(Decision()), at: Now.AddHours(25))!, StringComparison.Ordinal);
        Assert.Contains("speaks of 2026-11-01", Refusal(Sign(Decision(asOf: Now.AddDays(-20))))!, StringComparison.Ordinal);
        Assert.NotNull(Refusal(Sign(Decision(asOf: Now.AddDays(20)))));
        Assert.Contains("lies ahead", Refusal(Sign(Decision()), at: Now.AddHours(-1))!, StringComparison.Ordinal);
        Assert.Null(Refusal(Sign(Decision()), at: Now.AddMinutes(-4)));
    }

    [Fact]
    public void What_was_changed_after_signing_is_refused()
    {
        var refused = Sign(Decision(GateOutcome.Refuse));
        var text = Encoding.UTF8.GetString(refused.Payload.AsSpan()).Replace("\"refuse\"", "\"allow\"", StringComparison.Ordinal);
        Assert.Contains("forged or changed", Refusal(refused with { Payload = [.. Encoding.UTF8.GetBytes(text)] })!, StringComparison.Ordinal);

        var allowed = Sign(Decision());
        Assert.Contains("no in-toto statement", Refusal(allowed with { PayloadType = "application/json" })!, StringComparison.Ordinal);
        Assert.Contains("not signed", Refusal(allowed with { Signatures = [] })!, StringComparison.Ordinal);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Contains("not signed", Refusal(SignedVerdict.Sign(Decision(), [], Now, other))!, StringComparison.Ordinal);
        Assert.Contains("no in-toto statement", Refusal(Envelope.Sign("text/plain", allowed.Payload.AsSpan(), key))!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("nothing")]
    [InlineData("""{"_type":"https://in-toto.io/Statement/v1","predicateType":"urn:plumbline:eval-binding:v1","predicate":{"decision":"allow"}}""")]
    [InlineData("""{"_type":"https://in-toto.io/Statement/v1","predicateType":"urn:plumbline:gate-verdict:v1","predicate":{"decision":"allow","system":"kyc","environment":"production"}}""")]
    [InlineData("""{"_type":"https://in-toto.io/Statement/v1","predicateType":"urn:plumbline:gate-verdict:v1","predicate":[]}""")]
    public void A_signed_statement_of_another_kind_is_no_verdict(string payload) =>
        Assert.NotNull(Refusal(Envelope.Sign(Envelope.InToto, Encoding.UTF8.GetBytes(payload), key)));

    [Fact]
    public void Every_flipped_bit_of_a_verdict_is_noticed()
    {
        var envelope = Sign(Decision());
        for (var at = 0; at < envelope.Payload.Length; at += 7)
            Assert.NotNull(Refusal(envelope with { Payload = envelope.Payload.SetItem(at, (byte)(envelope.Payload[at] ^ 1)) }));
        var (id, signature) = envelope.Signatures[0];
        for (var at = 0; at < signature.Length; at++)
            Assert.NotNull(Refusal(envelope with { Signatures = [(id, signature.SetItem(at, (byte)(signature[at] ^ 1)))] }));
    }

    [Theory]
    [InlineData("""{"payloadType":1,"payload":"","signatures":[]}""")]
    [InlineData("""{"payloadType":"a","payload":"%","signatures":[]}""")]
    [InlineData("""{"payloadType":"a","payload":"","signatures":{}}""")]
    [InlineData("[1]")]
    public void What_is_no_envelope_is_none(string text)
    {
        using var json = JsonDocument.Parse(text);
        Assert.Null(Envelope.Read(json.RootElement));
    }

    public void Dispose() => key.Dispose();
}

using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;

namespace Plumbline.Server.Admission;

/// <summary>Where the server's certificate comes from: a folder in which it makes its own, or files.</summary>
internal sealed record CertificateSource(string? Folder, ImmutableArray<string> Names, string? Cert, string? Key)
{
    /// <summary>The certificate's file.</summary>
    public string CertFile => Folder is null ? Cert! : OwnCertificate.CertFile(Folder);

    /// <summary>The key's file.</summary>
    public string KeyFile => Folder is null ? Key! : OwnCertificate.KeyFile(Folder);

    /// <summary>Makes or renews what it makes itself.</summary>
    public void Ensure(TimeProvider clock)
    {
        if (Folder is not null) OwnCertificate.Ensure(Folder, Names, clock);
    }
}

/// <summary>One run of the webhook, from the first reading to the last answer.</summary>
internal static class AdmissionRun
{
    private static readonly TimeSpan Rotation = TimeSpan.FromSeconds(5);

    /// <summary>Runs until it is ended; the exit code.</summary>
    public static async Task<int> RunAsync(AdmissionSettings settings, IPEndPoint at, CertificateSource source, string? clientCa, CancellationToken cancellation)
    {
        var (clock, cluster) = (TimeProvider.System, ClusterConfigs.Address);
        source.Ensure(clock);
        var certificates = new Certificates(source.CertFile, source.KeyFile, clock, Say);
        if (certificates.Read() is { } unusable) return Fail(unusable);
        var clients = clientCa is null ? null : new ClientAuthority(clientCa, Say);
        if (clients?.Read() is { } broken) return Fail(broken);
        // What a stranger sends must change nothing: where it is not known who asks, the cluster itself is.
        settings = settings with { KeepsReviews = clients is not null || cluster is null };
        var watch = new RegistryWatch(settings, clock, Say);
        if (await watch.StartAsync(cancellation).ConfigureAwait(false) is not null) return 3;
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 14) { NewLine = "\n" };
        var log = new DecisionLog(output, settings.IsRecorded ? settings.Store : null, clock, Say);
        var memory = new ConfigMemory();
        var beside = new Beside(clock, Say);
        var host = new AdmissionHost(settings, at, certificates, watch, memory, log, clock, beside, clients);
        try
        {
            await host.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            return Fail($"{at} cannot be listened at: {e.Message}");
        }

        Say(string.Create(CultureInfo.InvariantCulture, $"answers at {host.Address}admit"));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var writing = log.RunAsync();
        Task[] loops =
        [
            beside.RunAsync("the registry is watched", watch.StepAsync, ending.Token),
            beside.RunAsync("certificates are renewed", _ => Task.FromResult(Rotate(source, certificates, clients, clock)), ending.Token),
            cluster is null ? Task.CompletedTask : beside.RunAsync("the cluster is asked", c => ClusterConfigs.StepAsync(cluster, memory, clock, c), ending.Token),
        ];
        await host.WaitAsync(cancellation).ConfigureAwait(false);
        await host.StopAsync().ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        log.Complete();
        await writing.ConfigureAwait(false);
        await Task.WhenAll(loops).ConfigureAwait(false);
        return 0;
    }

    private static (string? Problem, TimeSpan Pause) Rotate(CertificateSource source, Certificates certificates, ClientAuthority? clients, TimeProvider clock)
    {
        try
        {
            source.Ensure(clock);
            certificates.Check();
            clients?.Check();
            return (null, Rotation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            return ($"the certificate could not be renewed: {e.Message}", Rotation);
        }
    }

    private static void Say(string sentence) => Console.Error.WriteLine($"plumb: admission: {sentence}");

    private static int Fail(string sentence)
    {
        Say(sentence);
        return 3;
    }
}

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
    public static async Task<int> RunAsync(AdmissionSettings settings, IPEndPoint at, CertificateSource source, CancellationToken cancellation)
    {
        var clock = TimeProvider.System;
        source.Ensure(clock);
        var certificates = new Certificates(source.CertFile, source.KeyFile, clock, Say);
        if (certificates.Read() is { } unusable) return Fail(unusable);
        var watch = new RegistryWatch(settings, clock, Say);
        if (await watch.StartAsync(cancellation).ConfigureAwait(false) is not null) return 3;
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 14) { NewLine = "\n" };
        var log = new DecisionLog(output, settings.IsRecorded ? settings.Store : null, clock, Say);
        var memory = new ConfigMemory();
        var host = new AdmissionHost(settings, at, certificates, watch, memory, log, clock);
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
        Task[] beside = [watch.RunAsync(ending.Token), RotateAsync(source, certificates, clock, ending.Token), ClusterConfigs.RunAsync(memory, Say, ending.Token)];
        await host.WaitAsync(cancellation).ConfigureAwait(false);
        await host.StopAsync().ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        log.Complete();
        await writing.ConfigureAwait(false);
        try
        {
            await Task.WhenAll(beside).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // That is how they end.
        }

        return 0;
    }

    private static async Task RotateAsync(CertificateSource source, Certificates certificates, TimeProvider clock, CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(Rotation, clock, cancellation).ConfigureAwait(false);
            try
            {
                source.Ensure(clock);
                certificates.Check();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
            {
                Say($"the certificate could not be renewed: {e.Message}");
            }
        }
    }

    private static void Say(string sentence) => Console.Error.WriteLine($"plumb: admission: {sentence}");

    private static int Fail(string sentence)
    {
        Say(sentence);
        return 3;
    }
}

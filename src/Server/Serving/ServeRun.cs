using Plumbline.Server.Access.Sessions;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Serving;

/// <summary>One run of the server.</summary>
internal static class ServeRun
{
    /// <summary>Runs until it is ended; the exit code.</summary>
    public static async Task<int> RunAsync(ServeSettings settings, CancellationToken cancellation)
    {
        try
        {
            await using var app = ServeHost.Build(settings, TimeProvider.System, Say);
            await app.StartAsync(cancellation).ConfigureAwait(false);
            Say($"answers at {string.Join(" and ", app.Urls)}");
            if (app.Services.GetRequiredService<Setup>().Offer() is { } token) Say($"nobody has an account yet; make the first one within the hour at {app.Urls.First().TrimEnd('/')}/setup?token={token}");
            await app.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
            return 0;
        }
        catch (Exception e) when (e is LedgerException or IOException)
        {
            Say(e.Message);
            return 3;
        }
    }

    private static void Say(string sentence) => Console.Error.WriteLine($"plumb: {sentence}");
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Plumbline.Server.Standings;

/// <summary>Who wants to be told of standings.</summary>
internal sealed class Listeners
{
    private readonly ConcurrentDictionary<Channel<Standing>, bool> channels = new();

    public void Tell(Standing standing)
    {
        foreach (var channel in channels.Keys) channel.Writer.TryWrite(standing);
    }

    public async IAsyncEnumerable<Standing> ListenAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<Standing>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        channels[channel] = true;
        try
        {
            await foreach (var standing in channel.Reader.ReadAllAsync(cancellation).ConfigureAwait(false)) yield return standing;
        }
        finally
        {
            channels.TryRemove(channel, out _);
        }
    }
}

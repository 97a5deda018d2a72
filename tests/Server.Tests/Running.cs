using Xunit;

[assembly: AssemblyFixture(typeof(Plumbline.Server.Tests.Running))]

namespace Plumbline.Server.Tests;

/// <summary>One webhook for tests that change nothing of it.</summary>
public sealed class Running : IAsyncLifetime
{
    internal Cluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await Cluster.StartAsync();

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}

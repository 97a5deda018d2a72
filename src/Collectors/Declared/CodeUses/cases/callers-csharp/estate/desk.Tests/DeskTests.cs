namespace Desk.Tests;

public sealed class DeskTests
{
    public void It_asks() => new Asker("fake").Ask();
}

namespace Desk;

public static class Program
{
    private const string Small = "gpt-4o-mini";

    public static void Main(string[] args)
    {
        new Asker("gpt-4.1").Ask();
        new Asker(model: Small).Ask();
        IWriter writer = Pick();
        writer.Write("gpt-4o");
        new Writer(null!).Write("gpt-4.1-nano");
        Writer.Free(null!, "gpt-4o");
        Writer.Free(null!, args[0], 2);
        new Registered("gpt-4o");
        services.AddSingleton<Registered>();
    }
}

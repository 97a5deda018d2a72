using System.Diagnostics.Tracing;

/// <summary>Runs in a program before its own code (`DOTNET_STARTUP_HOOKS`) and writes which generic methods were compiled while it ran.</summary>
internal static class StartupHook
{
    /// <summary>Starts listening; the list is written to the file that `PLUMB_COMPILED` names, one method a line: type, name.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("PLUMB_COMPILED") is not { Length: > 0 } path) return;
        var compiled = new Compiled();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => compiled.WriteTo(path);
    }

    private sealed class Compiled : EventListener
    {
        private const EventKeywords JustInTime = (EventKeywords)0x10;
        private readonly SortedSet<string> methods = new(StringComparer.Ordinal);

        public void WriteTo(string path)
        {
            lock (methods) File.AppendAllLines(path, methods);
        }

        protected override void OnEventSourceCreated(EventSource source)
        {
            if (source.Name == "Microsoft-Windows-DotNETRuntime") EnableEvents(source, EventLevel.Verbose, JustInTime);
        }

        protected override void OnEventWritten(EventWrittenEventArgs written)
        {
            if (written.EventName?.StartsWith("MethodLoadVerbose", StringComparison.Ordinal) != true || written is not { PayloadNames: { } names, Payload: { } values }) return;
            if (values[names.IndexOf("MethodNamespace")] is not string type || values[names.IndexOf("MethodName")] is not string name || !type.Contains('[', StringComparison.Ordinal)) return;
            lock (methods) methods.Add($"{type}\t{name}");
        }
    }
}

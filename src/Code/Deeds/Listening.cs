using System.Collections.Immutable;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Deeds;

/// <summary>Finds where the code of a server listens to other machines, and whether anything in it asks callers who they are.</summary>
/// <remarks>Only code that has a transport over the network is looked at. Of an address that is not written nothing is said, but where the library is known to take every address.</remarks>
public static class Listening
{
    private static readonly HashSet<string> Transports = new(StringComparer.Ordinal)
    {
        "SSEServerTransport", "StreamableHTTPServerTransport", "NodeStreamableHTTPServerTransport", "WebStandardStreamableHTTPServerTransport", "SseServerTransport", "StreamableHTTPSessionManager", "StreamableHTTPServerTransport", "createMcpExpressApp",
        "sse_app", "streamable_http_app", "http_app", "run_sse_async", "run_streamable_http_async", "run_http_async", "connect_sse",
    };

    private static readonly HashSet<string> Listens = new(StringComparer.Ordinal) { "listen", "run", "serve", "start", "run_async", "run_app", "make_server", "TCPSite", "getenv", "get" };

    /// <summary>The listeners of a folder, in the order of file and line.</summary>
    public static ImmutableArray<Listener> Of(IReadOnlyDictionary<string, SourceTree> trees)
    {
        var files = trees.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => (Path: t.Key, Tree: t.Value, All: Everything(t.Value).ToList())).ToList();
        if (!files.Exists(f => f.All.Exists(IsNetworkTransport))) return [];
        var asks = files.Select(f => Asking.Asked(f.Tree, f.All)).FirstOrDefault(a => a.Length > 0) ?? "";
        return [.. files.SelectMany(f => Places(f.Tree, f.All).Select(p => new Listener(f.Path, p.Line, p.Host, asks))).Distinct().OrderBy(l => l.File, StringComparer.Ordinal).ThenBy(l => l.Line)];
    }

    private static IEnumerable<Expression> Everything(SourceTree tree) =>
        Walk.All(tree).Select(e => e.Value).Concat(tree.Definitions.SelectMany(d => d.Decorators).SelectMany(Walk.Of));

    private static bool IsNetworkTransport(Expression expression) => expression switch
    {
        Name name => Transports.Contains(name.Value),
        Member member => Transports.Contains(member.Value),
        Text { Value: "streamable-http" or "streamable_http" or "httpStream" or "sse" } => true,
        Call call => call.Arguments.Any(a => a.Name is "transport" && a.Value is Text { Value: "http" }),
        _ => false,
    };

    private static IEnumerable<(int Line, string Host)> Places(SourceTree tree, List<Expression> all)
    {
        foreach (var binding in tree.Bindings) if (IsHost(binding.Name) && Every(binding.Value) is { } written) yield return (binding.Line, written);
        foreach (var definition in tree.Definitions)
        {
            foreach (var parameter in definition.Parameters) if (IsHost(parameter.Name) && Every(parameter.Default) is { } written) yield return (definition.Line, written);
        }

        foreach (var expression in all)
        {
            if (expression is Fields fields)
            {
                foreach (var (key, value) in fields.All) if (IsHost(key) && Every(value) is { } written) yield return (fields.Line, written);
            }
            else if (expression is Call call)
            {
                foreach (var found in Given(call).Concat(Defaulted(call, tree.Language))) yield return found;
            }
        }
    }

    private static IEnumerable<(int Line, string Host)> Given(Call call)
    {
        var name = NameOf(call.Callee);
        foreach (var argument in call.Arguments)
        {
            var isHost = argument.Name is { } given ? IsHost(given) || (given == "default" && call.Arguments.Any(a => a.Value is Text { Value: var option } && IsHost(option))) : name is not null && Listens.Contains(name) && name is not ("get" or "getenv");
            if (isHost && Every(argument.Value) is { } written) yield return (call.Line, written);
            if (name is "HTTPServer" or "ThreadingHTTPServer" or "TCPServer" or "ThreadingTCPServer" && argument.Value is Items { All: [Text { Value: "" or "0.0.0.0" or "::" } host, ..] }) yield return (call.Line, host.Value);
        }
    }

    // `app.listen(3000)`, `serve({ fetch, port })` and aiohttp's `run_app` take every address where none is given.
    private static IEnumerable<(int Line, string Host)> Defaulted(Call call, Language language)
    {
        var name = NameOf(call.Callee);
        if (language == Language.Python)
        {
            if (name == "run_app" && !call.Arguments.Any(a => a.Name is "host" or "sock" or "path")) yield return (call.Line, "");
            yield break;
        }

        if (name == "listen" && call.Callee is Member && call.Arguments is [{ Value: not (Fields or Text or Lambda or Items) }] or [{ Value: not (Fields or Text or Lambda or Items) }, { Value: Lambda }]) yield return (call.Line, "");
        if (name is "listen" or "serve" && call.Arguments is [{ Value: Fields options }, ..] && options.All.Any(f => f.Key == "port") && !options.All.Any(f => IsHost(f.Key) || f.Key is "..." or "path")) yield return (call.Line, "");
    }

    // A list of addresses names those that are refused; a comparison asks.
    private static string? Every(Expression? value) => value switch
    {
        Text { Value: "0.0.0.0" or "::" or "[::]" } text => text.Value,
        Choice choice => choice.All.Select(Every).FirstOrDefault(e => e is not null),
        Call call => call.Arguments.Select(a => Every(a.Value)).FirstOrDefault(e => e is not null),
        _ => null,
    };

    private static bool IsHost(string name)
    {
        var low = name[(name.LastIndexOf('.') + 1)..].TrimStart('-').ToLowerInvariant();
        return low.EndsWith("host", StringComparison.Ordinal) || low.EndsWith("hostname", StringComparison.Ordinal) || low is "address" or "addr" or "bind" or "interface" or "bind_address" or "bindaddress" or "listen_address";
    }

    private static string? NameOf(Expression callee) => callee switch { Name name => name.Value, Member member => member.Value, _ => null };
}

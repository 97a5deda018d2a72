using System.Collections.Immutable;
using Plumbline.Code.Names;
using Plumbline.Code.Trees;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>What a container of services hands out in C#: what the files of the same project put into it.</summary>
/// <param name="things">Tells what objects are.</param>
/// <param name="beside">The parsed files of the project that a file belongs to, itself among them.</param>
internal sealed class Services(Things things, Func<SourceFile, IEnumerable<SourceFile>> beside)
{
    private const int MostHanded = 16;
    private static readonly string[] Plain = ["AddSingleton", "AddScoped", "AddTransient", "TryAddSingleton", "AddChatClient", "AddEmbeddingGenerator"];
    private static readonly string[] Keyed = ["AddKeyedSingleton", "AddKeyedScoped", "AddKeyedTransient", "AddKeyedChatClient", "AddKeyedEmbeddingGenerator"];
    private static readonly HashSet<string> Asking = new(StringComparer.Ordinal) { "GetRequiredService", "GetService", "GetRequiredKeyedService", "GetKeyedService" };
    private readonly Dictionary<string, ImmutableArray<Registration>> registered = new(StringComparer.Ordinal);
    private readonly HashSet<(string Project, string Type, string Key)> pending = [];

    /// <summary>The objects that are handed out for a type, as the catalogue names it, and a key; empty where it has none.</summary>
    public ImmutableArray<Thing> Of(string type, string key, SourceFile file)
    {
        if (type.Length == 0 || file.Tree.Language != Language.CSharp) return [];
        var all = In(file);
        var project = all.IsEmpty ? "" : all[0].At.File.Path;
        // A service that is made of itself, decorated, says nothing new.
        if (all.IsEmpty || !pending.Add((project, type, key))) return [];
        try
        {
            return [.. all.Where(r => r.Key == key).Select(r => Made(r, type)).OfType<Thing>().Distinct().Take(MostHanded)];
        }
        finally
        {
            pending.Remove((project, type, key));
        }
    }

    /// <summary>The type and key that a call asks a container for; null where it asks for none.</summary>
    public static (string Type, string Key)? Asked(Call call)
    {
        if (call is not { Callee: Member { Value: var name }, Types: [var type] } || !Asking.Contains(name)) return null;
        return (type, call.Arguments is [{ Value: Text key }, ..] ? key.Value : "");
    }

    private ImmutableArray<Registration> In(SourceFile file)
    {
        if (registered.TryGetValue(file.Path, out var known)) return known;
        SourceFile[] files = [.. beside(file)];
        ImmutableArray<Registration> found = [.. files.SelectMany(f => Plain.SelectMany(n => At(f, n, false)).Concat(Keyed.SelectMany(n => At(f, n, true))).Concat(Sdks.SemanticKernel.Services.SelectMany(n => At(f, n, false))))];
        foreach (var one in files) registered[one.Path] = found;
        return registered[file.Path] = found;
    }

    private static IEnumerable<Registration> At(SourceFile file, string name, bool isKeyed)
    {
        foreach (var (scope, call) in file.Calls(name))
        {
            var key = isKeyed ? call.Arguments is [{ Value: Text text }, ..] ? text.Value : "?" : "";
            yield return new Registration(call, new Place(file, scope), key, call.Types.IsEmpty ? "" : call.Types[0], isKeyed ? 1 : 0);
        }
    }

    private Thing? Made(Registration one, string type)
    {
        if (one.Type.Length > 0 && things.OfType(one.Type, one.At)?.Type != type) return null;
        var thing = things.OfCall(one.Call, one.At) is { Entry.Takes.Model.Length: > 0 } itself ? itself : Given(one);
        return thing is not null && (one.Type.Length > 0 || Fits(one.Call, thing.Type, type)) ? thing : null;
    }

    private Thing? Given(Registration one)
    {
        var plain = one.Call.Arguments.Where(a => a.Name is null or "innerClient" or "implementationFactory" or "innerClientFactory").ToList();
        return plain.Count > one.Place ? things.Returned(plain[one.Place].Value, one.At) : null;
    }

    // Whatever chats is handed out as the one interface; a kernel finds its services by itself.
    private static bool Fits(Call call, string made, string asked) => made == asked || asked switch
    {
        "chat-client" => made is "openai-chat" or "openai-responses" or "anthropic" or "ollama" or "genai" || (made is "kernel-builder" or "services" && Texts.Shown(call.Callee).EndsWith("ChatClient", StringComparison.Ordinal)),
        "sk-service" or "kernel" => made is "kernel-builder" or "services",
        _ => false,
    };

    private sealed record Registration(Call Call, Place At, string Key, string Type, int Place);
}

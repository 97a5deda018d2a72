using System.Collections.Immutable;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>One function, constructor or method of a library that has to do with AI.</summary>
/// <param name="Use">What calling it does.</param>
/// <param name="Names">Of a function or constructor `package::Name`; of a method its path on the object: `chat.completions.create`.</param>
/// <param name="On">The type of object that has the method; null for functions and constructors.</param>
/// <param name="Gives">The type of what it returns; empty where nothing more is known of it, `=` for the object itself.</param>
/// <param name="Takes">Which arguments say what.</param>
/// <param name="IsLoose">True for a method whose name alone tells, in a file that imports the library.</param>
internal sealed record Entry(Use Use, ImmutableArray<string> Names, string? On, string Gives, Takes Takes, bool IsLoose)
{
    /// <summary>The library.</summary>
    public Sdk Sdk { get; init; } = null!;
}

/// <summary>Which arguments say what: names, or 0-based places.</summary>
internal sealed record Takes(
    string[] Model, string[] System, string[] Messages, string[] Tools, string[] Key, string[] Url, string[] Name, string[] Agents, string[] Label, string[] Version)
{
    public static Takes Nothing { get; } = new([], [], [], [], [], [], [], [], [], []);

    public bool IsEmpty => ReferenceEquals(this, Nothing);
}

/// <summary>One library.</summary>
/// <param name="Name">What it is called: `openai`, `langchain`.</param>
/// <param name="Provider">Who answers where the code says no more; empty where the model's name or another object says it.</param>
/// <param name="Packages">Modules, namespaces and packages that it is imported as, as prefixes.</param>
internal sealed record Sdk(string Name, string Provider, string Packages, params Entry[] Entries)
{
    private static readonly char[] Blanks = [' ', '\n', '\r'];

    /// <summary>True for a package whose name is also a common name of folders: a folder of the estate then comes first.</summary>
    public bool IsShadowable => Prefixes.Contains("agents");

    /// <summary>The prefixes one by one.</summary>
    public string[] Prefixes { get; } = Split(Packages);

    /// <summary>A function or constructor: `package::Name`, several apart by blanks.</summary>
    public static Entry Make(
        Use use, string gives, string names, string model = "", string system = "", string messages = "", string tools = "", string key = "", string url = "", string name = "", string agents = "") =>
        new(use, [.. Split(names)], null, gives, Read(model, system, messages, tools, key, url, name, agents, "", ""), false);

    /// <summary>A method, by its path on objects of a type.</summary>
    public static Entry On(
        string type, Use use, string names, string gives = "", string model = "", string system = "", string messages = "", string tools = "", string key = "", string url = "", string name = "", string agents = "",
        bool loose = false, string label = "", string version = "") =>
        new(use, [.. Split(names)], type, gives, Read(model, system, messages, tools, key, url, name, agents, label, version), loose);

    private static Takes Read(params ReadOnlySpan<string> slots)
    {
        foreach (var slot in slots)
        {
            if (slot.Length > 0) return new(Split(slots[0]), Split(slots[1]), Split(slots[2]), Split(slots[3]), Split(slots[4]), Split(slots[5]), Split(slots[6]), Split(slots[7]), Split(slots[8]), Split(slots[9]));
        }

        return Takes.Nothing;
    }

    private static string[] Split(string text) => text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
}

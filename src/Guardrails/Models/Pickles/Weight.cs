namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>What a function does to other functions and names, as far as calls can be followed through it.</summary>
internal enum Role : byte
{
    None,

    /// <summary>`getattr(object, name)`.</summary>
    Attribute,

    /// <summary>`attrgetter(name)`, called later with the object.</summary>
    AttributeGetter,

    /// <summary>`methodcaller(name, …)`, called later with the object.</summary>
    MethodCaller,

    /// <summary>`partial(function, …)`, called later.</summary>
    Partial,

    /// <summary>Calls its first argument: `map`, `filter`, `reduce`, `apply`, `operator.call`.</summary>
    Caller,

    /// <summary>`__import__(name)`, `import_module(name)`, `locate(path)`.</summary>
    Importer,

    /// <summary>Makes its first argument: `copyreg._reconstructor`, `copyreg.__newobj__`.</summary>
    Maker,

    /// <summary>Unpickles the bytes that are its argument.</summary>
    Loader,

    /// <summary>The same, with torch's own container.</summary>
    TensorLoader,

    /// <summary>Picks a part of its argument; harmless while nobody calls it.</summary>
    Getter,

    /// <summary>Makes a function or class of code that the file carries.</summary>
    CodeMaker,

    /// <summary>Gives a type of the interpreter by its name.</summary>
    TypeByName,

    /// <summary>Joins texts: `operator.add`, `concat`.</summary>
    Concat,

    /// <summary>`str.join`.</summary>
    Join,

    /// <summary>One character of a number.</summary>
    Character,

    /// <summary>Gives its text argument back: `str`, `intern`, `bytes`.</summary>
    Same,

    /// <summary>Decodes or encodes a text by a named codec.</summary>
    Codec,

    /// <summary>Base64.</summary>
    Base64,

    /// <summary>Hexadecimal.</summary>
    Hex,

    /// <summary>`str.lower` and the like.</summary>
    Lower,

    /// <summary>`str.replace`.</summary>
    Replace,

    /// <summary>Turns a sequence round.</summary>
    Reverse,

    /// <summary>A NumPy data type.</summary>
    DataType,

    /// <summary>A class of a known family: harmless where only an object of it is made, not where its constructor runs.</summary>
    Class,

    /// <summary>joblib's mark that an array follows in the stream.</summary>
    ArrayFollows,
}

/// <summary>What is known of something that a pickle imports.</summary>
/// <param name="Danger">What naming and calling it weighs.</param>
/// <param name="Why">One clause.</param>
/// <param name="Standard">Is it of Python's standard library? Calls of what is neither known to be good nor bad weigh more then.</param>
internal readonly record struct Weight(Danger Danger, string Why, Role Role = Role.None, bool Standard = false);

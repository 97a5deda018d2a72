using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.PortableExecutable;
using System.Reflection.Metadata;

/// <summary>Writes the profile that crossgen2 reads with `--mibc`: an assembly that is never loaded, whose one method names every method to compile.</summary>
/// <remarks>The form is described at `MIbcProfileParser.cs` of dotnet/runtime: `ldtoken METHOD; pop` for each, reached from `AssemblyDictionary`.</remarks>
internal static class Profile
{
    private const string Group = "Compiled";

    /// <summary>Writes the profile to a file.</summary>
    public static void Write(IEnumerable<MethodBase> methods, string path)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("plumb.startup"), typeof(object).Assembly);
        var module = assembly.DefineDynamicModule("plumb.startup");
        var group = Global(module, Group, il =>
        {
            foreach (var method in methods) Name(il, method);
        });
        Global(module, "AssemblyDictionary", il =>
        {
            il.Emit(OpCodes.Ldstr, "System.Private.CoreLib;");
            il.Emit(OpCodes.Ldtoken, group);
            il.Emit(OpCodes.Pop);
        });
        module.CreateGlobalFunctions();
        using var stream = new MemoryStream();
        assembly.Save(stream);
        File.WriteAllBytes(path, WithTokens(stream.ToArray()));
    }

    private static MethodBuilder Global(ModuleBuilder module, string name, Action<ILGenerator> body)
    {
        var method = module.DefineGlobalMethod(name, MethodAttributes.Public | MethodAttributes.Static, typeof(void), Type.EmptyTypes);
        var il = method.GetILGenerator();
        body(il);
        il.Emit(OpCodes.Ret);
        return method;
    }

    // The generator refuses to load the token of a constructor: it is written as `newobj` and mended below.
    private static void Name(ILGenerator il, MethodBase method)
    {
        if (method is MethodInfo plain) il.Emit(OpCodes.Ldtoken, plain);
        else il.Emit(OpCodes.Newobj, (ConstructorInfo)method);
        il.Emit(OpCodes.Pop);
    }

    private static byte[] WithTokens(byte[] image)
    {
        using var reader = new PEReader(new MemoryStream(image));
        var metadata = reader.GetMetadataReader();
        var address = metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).First(m => metadata.GetString(m.Name) == Group).RelativeVirtualAddress;
        var section = reader.PEHeaders.SectionHeaders[reader.PEHeaders.GetContainingSectionIndex(address)];
        var start = address - section.VirtualAddress + section.PointerToRawData;
        var isTiny = (image[start] & 3) == 2;
        var at = start + (isTiny ? 1 : 12);
        for (var end = at + reader.GetMethodBody(address).GetILBytes()!.Length - 1; at < end; at += 6) image[at] = (byte)OpCodes.Ldtoken.Value;
        return image;
    }
}

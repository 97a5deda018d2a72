using System.Reflection;

// startup LIST PROGRAM PROFILE: the methods of LIST, found among the assemblies of the folder PROGRAM, become PROFILE.
if (args is not [var list, var program, var profile]) return 2;
var assemblies = Directory.GetFiles(program, "*.dll").Concat(Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll"))
    .Order(StringComparer.Ordinal).Select(Loaded).OfType<Assembly>().Distinct().ToList();
var types = new TypeNames(assemblies);
var lines = File.ReadLines(list).Distinct().Where(l => !IsOfReferences(l)).Order(StringComparer.Ordinal).Select(l => l.Split('\t')).ToList();
var methods = lines.SelectMany(l => types.Find(l[0]) is { } type ? Named(type, l[1]) : []).ToList();
Profile.Write(methods, profile);
Console.WriteLine($"{methods.Count} methods of {lines.Count} names");
return 0;

// What is generic over references alone is compiled anyway.
static bool IsOfReferences(string line) => line[line.IndexOf('[', StringComparison.Ordinal)..line.IndexOf('\t', StringComparison.Ordinal)].Split('[', ']', ',').All(t => t is "" or "System.__Canon");

static IEnumerable<MethodBase> Named(Type type, string name)
{
    const BindingFlags own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
    try
    {
        return [.. type.GetMembers(own).OfType<MethodBase>().Where(m => m.Name == name && !m.IsGenericMethodDefinition && name != ".cctor")];
    }
    catch (Exception e) when (e is TypeLoadException or FileNotFoundException)
    {
        return [];
    }
}

static Assembly? Loaded(string path)
{
    try
    {
        return path.Contains("Microsoft.NETCore.App", StringComparison.Ordinal) ? Assembly.Load(AssemblyName.GetAssemblyName(path)) : Assembly.LoadFrom(path);
    }
    catch (Exception e) when (e is BadImageFormatException or FileNotFoundException or FileLoadException)
    {
        return null;
    }
}

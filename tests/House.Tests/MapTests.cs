using System.Xml.Linq;
using Xunit;

namespace Plumbline.House.Tests;

/// <summary>The order written in ARCHITECTURE.md is the order in the code.</summary>
public sealed class MapTests
{
    public static TheoryData<string> Projects() => [.. House.Map.Select(m => m.Project)];

    [Fact]
    public void Every_project_is_on_the_map()
    {
        var there = Directory.GetDirectories(Path.Combine(House.Root, "src")).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal);
        Assert.Equal(House.Map.Select(m => m.Project).Order(StringComparer.Ordinal), there);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_room_is_on_the_map(string project)
    {
        var rooms = House.Map.Single(m => m.Project == project).Rooms;
        var there = Directory.GetDirectories(Path.Combine(House.Root, "src", project))
            .Where(d => Directory.EnumerateFiles(d, "*.cs", SearchOption.AllDirectories).Any()).Select(d => Path.GetFileName(d)).Except(["obj", "bin"]);
        Assert.Equal(rooms.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_looks_left_only(string project)
    {
        var order = House.Map.Select(m => m.Project).ToList();
        var file = Path.Combine(House.Root, "src", project, project + ".csproj");
        var seen = XDocument.Load(file).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));
        Assert.DoesNotContain(seen, s => order.IndexOf(s) >= order.IndexOf(project) || order.IndexOf(s) < 0);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_looks_left_only(string project)
    {
        var rooms = House.Map.Single(m => m.Project == project).Rooms;
        var wrong =
            from file in House.Sources("src/" + project)
            let own = Array.IndexOf(rooms, Parts(file, project)[0])
            where own >= 0
            from name in House.Names(file)
            let parts = name.Split('.')
            where parts.Length > 1 && parts[0] == project
            let other = Array.IndexOf(rooms, parts[1])
            where other > own
            select $"{House.Relative(file)} looks right, into {parts[1]}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Plug_in_folders_never_look_at_one_another()
    {
        string[] shelves = ["Collectors/Approved", "Collectors/Declared", "Collectors/Deployed", "Collectors/Observed", "Guardrails", "Reports"];
        var wrong =
            from shelf in shelves
            where Directory.Exists(Path.Combine(House.Root, "src", shelf))
            from folder in Directory.GetDirectories(Path.Combine(House.Root, "src", shelf))
            let own = Path.GetFileName(folder)
            from file in House.Sources($"src/{shelf}/{own}")
            from name in House.Names(file)
            let prefix = shelf.Replace('/', '.') + "."
            where name.StartsWith(prefix, StringComparison.Ordinal)
            let other = name[prefix.Length..].Split('.')[0]
            where other != own && Directory.Exists(Path.Combine(House.Root, "src", shelf, other))
            select $"{House.Relative(file)} looks at its neighbour {other}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void What_is_declared_does_not_hang_on_the_moment_of_the_scan()
    {
        // What these collectors say is remembered by the content of the files alone.
        var late = House.Sources(Path.Combine("src", "Collectors", "Declared")).Where(f => File.ReadAllText(f).Contains("AsOf", StringComparison.Ordinal)).Select(House.Relative);
        Assert.Empty(late);
    }

    [Fact]
    public void Posture_and_cel_do_no_input_or_output()
    {
        string[] doors = ["System.IO.File", "File.Read", "File.Open", "new FileStream", "Directory.", "HttpClient", "Console.", "Environment.GetEnv", "Process."];
        var wrong =
            from project in (string[])["Cel", "Posture"]
            from file in House.Sources("src/" + project)
            let text = File.ReadAllText(file)
            from door in doors
            where text.Contains(door, StringComparison.Ordinal)
            select $"{House.Relative(file)} uses {door}";
        Assert.Empty(wrong);
    }

    private static string[] Parts(string file, string project) =>
        Path.GetRelativePath(Path.Combine(House.Root, "src", project), file).Split('/');
}

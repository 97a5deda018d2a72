using Plumbline.Collectors.Files;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>A stamp is of names, lengths and times: it stays while none changes, and changes where one does.</summary>
public sealed class TreeStampTests : IDisposable
{
    private static readonly DateTime Monday = new(2026, 11, 16, 8, 0, 0, DateTimeKind.Utc);
    private readonly string root = Directory.CreateTempSubdirectory("plumb-stamp-").FullName;

    [Theory]
    [InlineData("a longer file")]
    [InlineData("a later file")]
    [InlineData("a new file")]
    [InlineData("a new folder")]
    [InlineData("a file that went")]
    [InlineData("a file under another name")]
    [InlineData("a file in another folder")]
    [InlineData("two files that changed places")]
    public void What_changes_below_a_path_changes_its_stamp(string change)
    {
        Write("a/one.yaml", "1");
        Write("a/b/two.yaml", "22");
        var before = TreeStamp.Of([root]);
        Assert.Equal(before, TreeStamp.Of([root]));
        Make(change, At("a/one.yaml"));
        Assert.NotEqual(before, TreeStamp.Of([root]));
    }

    [Fact]
    public void A_path_may_be_a_file_or_nothing_yet_and_paths_have_an_order()
    {
        var missing = TreeStamp.Of([At("rules.yaml")]);
        Write("rules.yaml", "1");
        Assert.NotEqual(missing, TreeStamp.Of([At("rules.yaml")]));
        Assert.NotEqual(TreeStamp.Of([At("rules.yaml"), root]), TreeStamp.Of([root, At("rules.yaml")]));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Make(string change, string one)
    {
        switch (change)
        {
            case "a longer file": Write("a/one.yaml", "12"); break;
            case "a later file": File.SetLastWriteTimeUtc(one, Monday.AddTicks(10)); break;
            case "a new file": Write("a/b/three.yaml", "1"); break;
            case "a new folder": Directory.CreateDirectory(At("c")); break;
            case "a file that went": File.Delete(one); break;
            case "a file under another name": File.Move(one, At("a/other.yaml")); break;
            case "a file in another folder": File.Move(one, At("a/b/one.yaml")); break;
            default:
                File.Move(one, At("a/b/aside"));
                File.Move(At("a/b/two.yaml"), one);
                File.Move(At("a/b/aside"), At("a/b/two.yaml"));
                break;
        }
    }

    private string At(string path) => Path.Combine(root, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
        File.SetLastWriteTimeUtc(At(path), Monday);
    }
}

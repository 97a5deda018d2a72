namespace Plumbline.Firm;

/// <summary>Files of the firm.</summary>
internal static class Files
{
    public static void Put(string folder, string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}

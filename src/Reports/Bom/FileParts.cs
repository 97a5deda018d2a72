using Plumbline.Cel.Types;

namespace Plumbline.Reports.Bom;

/// <summary>A model file as a part: its name, its hash, and what it was judged to be.</summary>
internal static class FileParts
{
    public static void Add(BomItem item, Value artifact)
    {
        item.Name = Plain.Line(artifact.Field("file") ?? item.Name);
        item.Sha256 = artifact.Field("sha256");
        item.Note("file.format", artifact.Field("format"));
        item.Note("file.verdict", artifact.Field("verdict"));
        item.Note("file.size", artifact.Field("size"));
        var map = artifact.AsMap!;
        foreach (var sign in map["signs"].AsList?.Items ?? []) item.Note("file.sign", $"{sign.Field("danger")} · {sign.Field("kind")} · {sign.Field("subject")} · {sign.Field("place")}");
        item.Note("file.not-scanned", artifact.Field("notScanned"));
    }
}

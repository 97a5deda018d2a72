using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Packages.Advisories;

/// <summary>What an index holds of one ecosystem.</summary>
/// <param name="Name">The ecosystem.</param>
/// <param name="Count">Advisories.</param>
/// <param name="IsWhole">True where its whole archive was imported, so that silence says that nothing is known.</param>
/// <param name="Newest">The newest change of a record that was imported.</param>
public sealed record EcosystemState(string Name, int Count, bool IsWhole, string Newest);

/// <summary>The imported advisories: a gzip file of lines, the first says what is there, the others are sorted by ecosystem, package and id.</summary>
public sealed class AdvisoryIndex
{
    /// <summary>The format's name and version, in the first line.</summary>
    public const string Format = "advisories/v1";

    private const long MostBytes = 4L << 30;
    private const int LongestLine = 16 << 20;

    private AdvisoryIndex(ImmutableArray<EcosystemState> states) => States = states;

    /// <summary>What is there, by ecosystem.</summary>
    public ImmutableArray<EcosystemState> States { get; }

    /// <summary>Writes an index; the same advisories give the same bytes.</summary>
    public static void Write(Stream to, IEnumerable<EcosystemState> states, IEnumerable<AdvisoryLine> lines)
    {
        using var packed = new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true);
        using (var head = new Utf8JsonWriter(packed))
        {
            head.WriteStartObject();
            head.WriteString("plumbline", Format);
            head.WriteStartArray("ecosystems");
            foreach (var state in states.OrderBy(s => s.Name, StringComparer.Ordinal))
            {
                head.WriteStartObject();
                head.WriteString("name", state.Name);
                head.WriteNumber("count", state.Count);
                head.WriteBoolean("whole", state.IsWhole);
                head.WriteString("newest", state.Newest);
                head.WriteEndObject();
            }

            head.WriteEndArray();
            head.WriteEndObject();
        }

        foreach (var line in lines.Order())
        {
            packed.WriteByte((byte)'\n');
            packed.Write(line.Text);
        }

        packed.WriteByte((byte)'\n');
    }

    /// <summary>Reads the first line, and every advisory of which <paramref name="take"/> says so; null and one sentence where the file is no index.</summary>
    /// <param name="file">The index.</param>
    /// <param name="take">Asked with each line, ecosystem and package already told apart.</param>
    /// <param name="problem">Why it cannot be read.</param>
    public static AdvisoryIndex? Read(EstateFile file, Action<AdvisoryLine> take, out string? problem)
    {
        problem = null;
        try
        {
            using var content = Content.Open(file);
            using var lines = new LineReader(content, LongestLine, MostBytes);
            if (lines.Next() is not { } first || Head(first) is not { } states)
            {
                problem = $"`{file.Name}` is no index of advisories of this version";
                return null;
            }

            while (lines.Next() is { } line)
            {
                if (line.Length == 0) continue;
                if (AdvisoryLine.Read(line.ToArray()) is not { } read)
                {
                    problem = $"`{file.Name}` is damaged";
                    return null;
                }

                take(read);
            }

            return new AdvisoryIndex(states);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            problem = $"`{file.Name}` cannot be read, or breaks off";
            return null;
        }
    }

    private static ImmutableArray<EcosystemState>? Head(ReadOnlyMemory<byte> line)
    {
        using var document = Json.Parse(line, out _);
        if (document?.RootElement.Text("plumbline") != Format) return null;
        return
        [
            .. document.RootElement.Elements("ecosystems").Where(e => e.Text("name") is not null).Select(e => new EcosystemState(
                e.Text("name")!, e.At("count") is { ValueKind: JsonValueKind.Number } n && n.TryGetInt32(out var count) ? count : 0, e.Flag("whole") == true, e.Text("newest") ?? "")),
        ];
    }
}

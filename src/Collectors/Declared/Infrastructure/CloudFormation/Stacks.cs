using System.Text;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Infrastructure.CloudFormation;

/// <summary>Finds CloudFormation and SAM templates by content and reads their resources.</summary>
internal sealed class Stacks
{
    private const int LargestFile = 4 << 20;
    private static readonly string[] Endings = [".yaml", ".yml", ".json", ".template"];

    private static readonly byte[][] Signs =
        ["AWSTemplateFormatVersion"u8.ToArray(), "Resources"u8.ToArray(), "Parameters"u8.ToArray(), "AWS::Serverless"u8.ToArray()];

    /// <summary>Files that say they are templates and could not be read, and why.</summary>
    public List<(string Path, string Reason)> Unread { get; } = [];

    /// <summary>Every resource of every template.</summary>
    public IEnumerable<Resource> Resources(Scope scope)
    {
        foreach (var file in scope.Files.Where(f => Endings.Any(e => f.Name.EndsWith(e, StringComparison.OrdinalIgnoreCase))))
        {
            var head = Content.Head(file);
            var isLikely = false;
            foreach (var sign in Signs) isLikely |= head.IndexOf(sign) >= 0;
            if (!isLikely) continue;
            foreach (var resource in Isolation.Read(file.Path, Unread, () => Of(file))) yield return resource;
        }
    }

    private IEnumerable<Resource> Of(EstateFile file)
    {
        var bytes = Content.ReadAll(file, out var reason, LargestFile);
        var isTemplate = Content.Head(file).IndexOf(Signs[0]) >= 0;
        if (reason is not null || !System.Text.Unicode.Utf8.IsValid(bytes))
        {
            if (isTemplate) Unread.Add((file.Path, reason ?? $"`{file.Path}` is no UTF-8 text"));
            return [];
        }

        // Much else has `Resources`; only what declares resources of AWS is read further.
        if (!isTemplate && bytes.AsSpan().IndexOf("AWS::"u8) < 0) return [];
        var root = Root(bytes, out reason);
        if (root?["Resources"] is MapTerm resources) return new Stack(file.Path, root, resources).Resources();
        if (isTemplate) Unread.Add((file.Path, $"`{file.Path}` is not read: {reason ?? "it has no `Resources`"}"));
        return [];
    }

    private static MapTerm? Root(byte[] bytes, out string? reason)
    {
        if (bytes.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..]) return Jsons.Read(bytes, out reason) as MapTerm;
        var documents = YamlText.Read(Encoding.UTF8.GetString(bytes), out reason);
        return documents is [YamlMap map] ? YamlTerms.Of(map) as MapTerm : null;
    }
}

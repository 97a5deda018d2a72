using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files.Containers;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>An image that pods mount as a folder.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Image">The image; null where its name is none.</param>
/// <param name="IsModel">True where its name says that a model lies in it.</param>
internal sealed record ImageVolume(string Volume, ImageName? Image, bool IsModel);

/// <summary>Finds images that are mounted as folders.</summary>
internal static partial class ImageVolumes
{
    /// <summary>Those of all pods of an object.</summary>
    public static IEnumerable<ImageVolume> Of(ImmutableArray<PodTemplate> pods) =>
        from volume in pods.SelectMany(p => p.Spec.ListAt("volumes"))
        let reference = volume.TextAt("image", "reference")
        where reference is not null
        select new ImageVolume(volume.TextAt("name") ?? "", ImageName.Parse(reference), Names().IsMatch(reference.Length > 500 ? reference[..500] : reference));

    /// <summary>What is asked of them: a server takes what lies in them for a model.</summary>
    public static IEnumerable<OpenQuestion> Questions(IEnumerable<ImageVolume> volumes, bool isServer) => volumes.Where(v => isServer || v.IsModel)
        .Select(v => new OpenQuestion($"volume `{v.Volume}` brings an image, and which model lies in it is not said", true) { IsAboutServer = true, Image = v.Image?.Text ?? "", Says = v.Image?.Repository ?? "" });

    [GeneratedRegex(@"(?:^|[/_-])model(?:s|car|cars|-?weights)?(?:[/_:@-]|$)|(?:^|[/_-])(?:llama|qwen|mistral|mixtral|gemma|deepseek|granite|gguf|safetensors)[a-z0-9._-]*(?:[:@]|$)|[-_]\d{1,3}(?:\.\d)?b(?:[-_:@]|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Names();
}

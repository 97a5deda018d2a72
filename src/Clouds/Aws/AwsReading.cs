using System.Collections.Immutable;
using Plumbline.Clouds.Calls;
using Plumbline.Posture.Scans;

namespace Plumbline.Clouds.Aws;

/// <summary>What an account answered: documents as the command line saves them, failures among them.</summary>
/// <param name="Account">The account's number.</param>
/// <param name="Caller">Who asked, by ARN.</param>
/// <param name="Answers">The documents, by path.</param>
/// <param name="Counts">How often was asked.</param>
public sealed record AwsReading(string Account, string Caller, ImmutableArray<SavedAnswer> Answers, Counts Counts)
{
    /// <summary>The documents as files of an estate: what reads saved answers reads these.</summary>
    /// <param name="folder">The folder they are shown under.</param>
    public IEnumerable<EstateFile> Files(string folder = "aws") =>
        Answers.Select(a => new EstateFile($"{folder}/{a.Path}", a.Content.Length, () => new MemoryStream(a.Content, writable: false)));
}

/// <summary>One answer, or several of one name behind one another.</summary>
/// <param name="Path">`ACCOUNT/REGION/SERVICE/COMMAND-RESOURCE.json`.</param>
/// <param name="Content">JSON in UTF-8.</param>
public sealed record SavedAnswer(string Path, byte[] Content);

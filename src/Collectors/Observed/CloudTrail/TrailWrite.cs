using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>What a record that changes stored data says beyond the fields that every record has, read in place from a glanced record.</summary>
internal static class TrailWrite
{
    /// <summary>The resources written, as <see cref="TrailWrites"/> reads them from the whole record; null where a general reader has to.</summary>
    public static IReadOnlyList<string>? Resources(ReadOnlySpan<byte> resources, ReadOnlySpan<byte> asked, Sighting seen)
    {
        var isPlain = true;
        var things = new List<string>();
        var list = new PlainFields(resources, 0);
        for (list.Enter((byte)'['); list.NextElement();)
        {
            var named = new PlainMembers(list.Skip(), "ARN", "type");
            var arn = named.Text(0, ref isPlain);
            var type = named.Text(1, ref isPlain);
            isPlain &= !named.IsUnsure;
            if (arn.IsEmpty || type.SequenceEqual("AWS::S3::Bucket"u8) || type.SequenceEqual("AWS::KMS::Key"u8) || type.SequenceEqual("AWS::IAM::Role"u8)) continue;
            var thing = System.Text.Encoding.ASCII.GetString(arn);
            if (!things.Contains(thing)) things.Add(thing);
        }

        if (!isPlain || (list.HasFailed && !resources.IsEmpty)) return null;
        return things.Count > 0 ? things : Asked(asked, seen);
    }

    // Where neither bucket nor table is named by a plain text, the general reader knows what else to look at.
    private static IReadOnlyList<string>? Asked(ReadOnlySpan<byte> asked, Sighting seen)
    {
        if (asked.IsEmpty) return [];
        var isPlain = true;
        var request = new PlainMembers(asked, "bucketName", "key", "tableName", "requestItems", "topicArn", "secretId", "queueUrl", "name");
        var bucket = request.Text(0, ref isPlain);
        var key = request.Text(1, ref isPlain);
        var table = request.Text(2, ref isPlain);
        if (!isPlain || request.IsUnsure) return null;
        var at = $"arn:{Principal.PartitionOf(seen.Region)}";
        if (request.IsString(0)) return [$"{at}:s3:::{System.Text.Encoding.ASCII.GetString(bucket)}/{(request.IsString(1) ? System.Text.Encoding.ASCII.GetString(key) : "*")}"];
        if (!request.IsString(2)) return request[3].IsEmpty && request[4].IsEmpty && request[5].IsEmpty && request[6].IsEmpty && request[7].IsEmpty ? [] : null;
        var name = System.Text.Encoding.ASCII.GetString(table);
        return [name.StartsWith("arn:", StringComparison.Ordinal) ? name : $"{at}:dynamodb:{seen.Region}:{seen.Account}:table/{name}"];
    }
}

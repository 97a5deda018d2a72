namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>Buckets of Cloud Storage: whether everybody has a role or an entry of a list on them, and whose key they have.</summary>
internal static class GoogleBuckets
{
    /// <summary>The type.</summary>
    public const string Type = "google_storage_bucket";

    /// <summary>True where a role or a list lets everybody in; prevention closes both, uniform access the lists.</summary>
    public static Known<bool> IsPublic(Resource bucket, Estate estate)
    {
        var prevented = bucket.Properties.At("public_access_prevention").Text("inherited").Map(t => t == "enforced");
        var uniform = bucket.Properties.At("uniform_bucket_level_access").Flag(false);
        var byRole = Openings.Unless(Roles(bucket, estate), prevented);
        var byList = Openings.Unless(Lists(bucket, estate), Openings.Any(prevented, uniform));
        return Openings.Any(byRole, byList);
    }

    /// <summary>True where its objects are encrypted with a key of the customer's.</summary>
    public static Known<bool> Key(Resource bucket, Estate estate) => bucket.Properties.At("encryption", "default_kms_key_name").IsCustomersKey(estate);

    // A member under a condition is not everybody.
    private static IEnumerable<Known<bool>> Roles(Resource bucket, Estate estate)
    {
        foreach (var binding in Beside(bucket, estate, "google_storage_bucket_iam_member", "google_storage_bucket_iam_binding"))
            if (binding.Properties.At("condition") is null) yield return HasEverybody(binding.Properties.Any("member", "members"));
        foreach (var policy in Beside(bucket, estate, "google_storage_bucket_iam_policy"))
        {
            var data = policy.Properties.At("policy_data");
            var document = data is OpenTerm open ? open.Refs.Select(estate.Find).FirstOrDefault(r => r?.Type == "data.google_iam_policy")?.Properties : data?.AsText is { } text ? Jsons.Decode(text) : null;
            if (document is null) yield return new(default, policy.Line, (data as OpenTerm)?.Why ?? "a policy that is no json");
            else foreach (var binding in document.Any("binding", "bindings").Items()) if (binding.At("condition") is null) yield return HasEverybody(binding.At("members"));
        }
    }

    private static IEnumerable<Known<bool>> Lists(Resource bucket, Estate estate)
    {
        foreach (var entry in Beside(bucket, estate, "google_storage_bucket_access_control", "google_storage_default_object_access_control")) yield return HasEverybody(entry.Properties.At("entity"));
        foreach (var list in Beside(bucket, estate, "google_storage_bucket_acl", "google_storage_default_object_acl"))
        {
            yield return list.Properties.At("predefined_acl").Text().Map(t => t is "publicRead" or "publicReadWrite" or "authenticatedRead");
            yield return HasEverybody(list.Properties.At("role_entity"));
        }
    }

    // `allUsers`, also as `READER:allUsers`; all accounts of Google there are is everybody too.
    private static Known<bool> HasEverybody(Term? members)
    {
        var all = (members is OpenTerm own ? [own] : members.Items()).ToList();
        if (all.Find(m => m.AsText is { } text && text[(text.LastIndexOf(':') + 1)..].ToLowerInvariant() is "allusers" or "allauthenticatedusers") is { } everybody) return new(true, everybody.Line, null);
        var unsure = all.OfType<OpenTerm>().FirstOrDefault(o => o.Refs.IsEmpty);
        return unsure is null ? new(false, members?.Line ?? 0, null) : new(default, unsure.Line, unsure.Why);
    }

    private static IEnumerable<Resource> Beside(Resource bucket, Estate estate, params string[] types) =>
        estate.Of(types).Where(r => estate.Named(r.Properties.At("bucket"), [Type], "name") == bucket);
}

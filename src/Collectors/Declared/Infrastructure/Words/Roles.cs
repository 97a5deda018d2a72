using Plumbline.Cel.Types;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>What the role of a resource may do, from the policies that the same code attaches to it.</summary>
internal static class Roles
{
    private static readonly string[] Types = ["aws_iam_role", "AWS::IAM::Role"];
    private static readonly string[] Attachments = ["aws_iam_role_policy", "aws_iam_role_policy_attachment", "aws_iam_policy_attachment", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"];

    /// <summary>Says `roleActions`: the actions that a statement without condition allows on everything.</summary>
    public static void Say(Subject asset, Term? role, Estate estate)
    {
        if (estate.Named(role, Types, "name", "role_name") is not { } found) return;
        string? unknown = null;
        foreach (var policy in Policies(found, estate))
        {
            if (policy is OpenTerm open) unknown = open.Why;
            else foreach (var action in Actions(policy, ref unknown)) asset.Say("roleActions", Value.Of(action), found.Line, found.File);
        }

        if (unknown is not null)
        {
            asset.Say("roleActions", Value.Unknown($"a policy hangs on `{unknown}`"), found.Line, found.File);
            asset.Lack(0, unknown, "roleActions");
        }
        else asset.Cover("roleActions");
    }

    /// <summary>The documents of the policies that a role has, inline, beside it or by name.</summary>
    public static IEnumerable<Term> Policies(Resource role, Estate estate)
    {
        var p = role.Properties;
        if (p.At("policy") is { } own) yield return own;
        foreach (var inline in p.At("inline_policy").Items().Concat(p.At("policies").Items()))
            if (inline.Any("policy", "policy_document") is { } document) yield return document;
        foreach (var arn in p.At("managed_policy_arns").Items()) yield return Managed(arn, estate);
        foreach (var attached in estate.Of(Attachments))
        {
            if (!Holds(attached, role, estate)) continue;
            if (attached.Properties.Any("policy", "policy_document") is { } document) yield return document;
            if (attached.Properties.At("policy_arn") is { } arn) yield return Managed(arn, estate);
        }
    }

    private static bool Holds(Resource attached, Resource role, Estate estate) =>
        attached.Properties.At("role").Items().Concat(attached.Properties.At("roles").Items())
            .Concat(attached.Properties.At("role_name").Items()).Concat(attached.Properties.At("role") is OpenTerm open ? [open] : [])
            .Any(r => estate.Named(r, Types, "name", "role_name") == role);

    // A policy that is named by its ARN stands in the code, or is AWS's own, of which the widest are known by name.
    private static Term Managed(Term arn, Estate estate)
    {
        if (estate.Named(arn, ["aws_iam_policy", "AWS::IAM::ManagedPolicy"], "arn") is { } policy) return policy.Properties.Any("policy", "policy_document") ?? Term.Open("a policy without document", policy.Line);
        var name = arn.AsText is { } text ? text[(text.LastIndexOf('/') + 1)..] : null;
        string[]? actions = name switch
        {
            "AdministratorAccess" => ["*"],
            "AmazonSageMakerFullAccess" => ["sagemaker:*"],
            "AmazonBedrockFullAccess" => ["bedrock:*"],
            "AmazonS3FullAccess" => ["s3:*"],
            _ => null,
        };
        if (actions is null) return (arn as OpenTerm) ?? Term.Open($"the policy `{name}`", arn.Line);
        return new MapTerm([new("Statement", new MapTerm([
            new("Effect", Term.Of("Allow")), new("Action", new ListTerm([.. actions.Select(a => Term.Of(a))], arn.Line)), new("Resource", Term.Of("*"))], arn.Line))], arn.Line);
    }

    // A reference to a resource is not everything, nor is an ARN with a hole; a variable may be.
    private static OpenTerm? Unsure(Term? resource) => (resource is OpenTerm own ? [own] : resource.Items().OfType<OpenTerm>()).FirstOrDefault(o => o.Refs.IsEmpty && !o.HasText);

    private static SortedSet<string> Actions(Term policy, ref string? unknown)
    {
        var document = policy is TextTerm text ? Jsons.Decode(text.Text) : policy;
        var actions = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var statement in document.At("Statement").Items())
        {
            if (statement.At("Effect").Text("Allow") is not { Unknown: null, Value: "Allow" } || statement.At("Condition") is not null) continue;
            if ((statement.At("Action") as OpenTerm ?? Unsure(statement.At("Resource"))) is { } open) unknown = open.Why;
            if (statement.At("Resource").Items().Any(r => r.AsText == "*")) foreach (var action in statement.At("Action").Items()) if (action.AsText is { } name) actions.Add(name);
        }

        return actions;
    }
}

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>A statement and where it stands.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Policy">The policy's name.</param>
/// <param name="Source">The ARN of the managed policy; empty where it is inline.</param>
/// <param name="Answer">The answer that holds it; null where the policy is AWS's own and well known.</param>
internal sealed record Held(Statement Statement, string Policy, string Source, Answer? Answer)
{
    /// <summary>Policy and statement as a person finds them.</summary>
    public string Place => Statement.Label.Length == 0 ? Policy : $"{Policy}/{Statement.Label}";
}

/// <summary>One action on one resource that a policy allows.</summary>
/// <param name="Action">The action; a pattern where the policy writes one.</param>
/// <param name="Resource">The resource as the policy writes it.</param>
/// <param name="By">The statement that allows it.</param>
/// <param name="Holds">Whether its conditions hold, and no Deny with a condition may take it back.</param>
/// <param name="Condition">The conditions in words; empty where there is none.</param>
/// <param name="Via">The pattern that it was expanded from; empty where it stands as written.</param>
internal sealed record Right(string Action, string Resource, Held By, Holding Holds, string Condition, string Via)
{
    /// <summary>True where it is as written and stands for more than one action.</summary>
    public bool IsPattern => Action.AsSpan().IndexOfAny('*', '?') >= 0;
}

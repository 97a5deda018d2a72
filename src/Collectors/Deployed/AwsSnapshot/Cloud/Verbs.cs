using System.Collections.Immutable;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>What an IAM action does, by the verb its name starts with.</summary>
public static class Verbs
{
    private static readonly ImmutableArray<string> Reads =
    [
        "Get", "List", "Describe", "BatchGet", "BatchDescribe", "BatchList", "Head", "Query", "Scan", "Search", "Lookup", "Select", "View", "Read", "Check", "Simulate",
        "Test", "Validate", "Verify", "Preview", "Estimate", "Discover", "Filter", "Retrieve", "Invoke", "Converse", "Count", "Render", "Apply", "Decrypt", "Encrypt",
        "GenerateDataKey", "GenerateRandom", "ReEncrypt", "Receive", "Detect", "Classify", "Analyze", "Recognize", "Translate", "Synthesize", "Compare", "Download", "Export", "Assume", "Unmask",
        "PartiQLSelect", "ConditionCheck", "ESHttpGet", "ESHttpHead", "Evaluate", "Infer", "Contains", "Sign", "Poll", "Subscribe", "Connect", "Call",
    ];

    private static readonly ImmutableArray<string> Writes =
    [
        "Put", "Create", "Update", "Delete", "Modify", "Write", "Send", "Publish", "Add", "Remove", "Set", "Attach", "Detach", "Associate", "Disassociate", "Start", "Stop",
        "Run", "Terminate", "Reboot", "Reset", "Restore", "Register", "Deregister", "Enable", "Disable", "Tag", "Untag", "Upload", "Import", "Copy", "Cancel", "Abort", "Accept", "Reject",
        "Allocate", "Release", "Assign", "Unassign", "Authorize", "Revoke", "BatchWrite", "BatchDelete", "BatchPut", "BatchUpdate", "BatchCreate", "Bypass", "Change", "Complete", "Deliver",
        "Purge", "Purchase", "Replace", "Replicate", "Rotate", "Schedule", "Submit", "Subscribe", "Transfer", "Upgrade", "Execute", "Prepare", "Ingest", "Grant", "Move", "Merge", "Pass", "PartiQLDelete",
        "PartiQLInsert", "PartiQLUpdate", "ESHttpDelete", "ESHttpPatch", "ESHttpPost", "ESHttpPut", "Initiate", "Insert", "Increase", "Decrease", "Issue", "Request", "Provision", "Deploy", "Promote", "Signal", "Unsubscribe", "GitPush",
    ];

    /// <summary>True where the name, or some name that a pattern stands for, starts with a verb that changes something.</summary>
    public static bool IsWrite(string action)
    {
        var name = action[(action.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var end = name.IndexOfAny(['*', '?']);
        return end < 0 ? Starts(Writes, name) > Starts(Reads, name) : end == 0 || Starts(Writes, name[..end]) > 0 || MayStart(name[..end]);
    }

    private static bool MayStart(string head) =>
        Starts(Reads, head) == 0 && (Writes.Any(w => w.StartsWith(head, StringComparison.OrdinalIgnoreCase)) || !Reads.Any(r => r.StartsWith(head, StringComparison.OrdinalIgnoreCase)));

    // The longest verb decides: `BatchGet` reads, `BatchWrite` writes.
    private static int Starts(ImmutableArray<string> verbs, string name) =>
        verbs.Where(v => name.StartsWith(v, StringComparison.OrdinalIgnoreCase)).Select(v => v.Length).DefaultIfEmpty(0).Max();
}

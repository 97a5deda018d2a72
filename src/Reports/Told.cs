using Plumbline.Cel.Types;
using Plumbline.Posture.Findings;

namespace Plumbline.Reports;

/// <summary>Who was behind a piece of evidence, as its record names them: what an alert can be joined with other events by.</summary>
/// <param name="Principal">The identity.</param>
/// <param name="Address">The source address.</param>
/// <param name="Session">The session.</param>
/// <param name="Trace">The trace.</param>
/// <param name="Client">The program that called.</param>
public sealed record Told(string? Principal, string? Address, string? Session, string? Trace, string? Client = null)
{
    /// <summary>What one claim names.</summary>
    public static Told Of(Proof proof)
    {
        var map = proof.Value.AsMap;
        return new Told(Text(map, "principal") ?? Text(map, "actor"), Known(proof.Sender?.Address) ?? Text(map, "ip"), Text(map, "session"), Text(map, "trace"), Known(proof.Sender?.Client));
    }

    /// <summary>What the claims of a finding name, in their order; those that name nothing are left out.</summary>
    public static IEnumerable<Told> Of(Finding finding) => finding.Evidence.Select(Of).Where(t => t != new Told(null, null, null, null));

    private static string? Text(MapValue? map, string field) => Known(map?[field].AsString);

    private static string? Known(string? text) => text is { Length: > 0 } ? text : null;
}

namespace Plumbline.Code.Deeds;

/// <summary>What is dangerous and waits.</summary>
public static partial class Judgement
{
    /// <summary>A logic bomb: a dangerous deed that only happens from a date on, after so many calls, or on a certain machine.</summary>
    private static Sign? Awaited(Deed deed)
    {
        if (deed.Trigger.Length == 0 || deed.IsUncalled || Weighed(deed) is not { } weight) return null;
        return new Sign(SignKind.Waits, weight, deed.File, deed.Line, $"{deed.Trigger}: {deed.Kind switch { DeedKind.RunsCommand or DeedKind.RunsCode => deed.Api, _ => deed.Subject }}", deed.Function, deed.Tool);
    }

    private static SignWeight? Weighed(Deed deed) => deed.Kind switch
    {
        DeedKind.RunsCode or DeedKind.Persists or DeedKind.InstallsPackage => SignWeight.High,
        DeedKind.ReadsCredentials when deed.Subject.Length > 0 => SignWeight.High,
        // What is cleaned up once a day, or after so many calls, is upkeep.
        DeedKind.Deletes or DeedKind.StopsProcesses => deed.Trigger == "count" ? SignWeight.Medium : SignWeight.High,
        DeedKind.RunsCommand => deed.Flows.Any(f => f.Source == SourceKind.Parameter) ? SignWeight.Medium : SignWeight.High,
        DeedKind.SendsNetwork when !deed.IsUsed && Hosts.IsWritten(deed.Subject) && !Hosts.IsNear(deed.Subject) && deed.Flows.Any(IsCarried) => SignWeight.High,
        _ => null,
    };
}

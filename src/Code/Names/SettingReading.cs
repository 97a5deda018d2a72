using Plumbline.Code.Trees;

namespace Plumbline.Code.Names;

/// <summary>The ways in which programs read a setting by its name.</summary>
internal static class SettingReading
{
    private static readonly HashSet<string> Calls = new(StringComparer.Ordinal)
    {
        "os.getenv", "os.environ.get", "environ.get", "getenv", "Environment.GetEnvironmentVariable", "System.Environment.GetEnvironmentVariable", "System.getenv", "System.getProperty",
        "os.Getenv", "os.LookupEnv", "viper.GetString", "Deno.env.get", "Bun.env.get", "decouple.config", "config", "env", "env.str", "st.secrets.get", "userdata.get", "dotenv.get",
    };

    private static readonly string[] Holders = ["environ", "env", "Configuration", "configuration", "config", "_configuration", "_config", "Config", "secrets", "settings"];
    private static readonly HashSet<string> Readers = new(StringComparer.Ordinal) { "GetValue", "GetSection", "GetRequiredSection", "GetConnectionString", "getProperty", "getString", "get_string" };

    /// <summary>The setting's name, and what holds where it is not given; null where the expression reads none.</summary>
    public static (string Name, Expression? Default)? Of(Expression expression) => expression switch
    {
        Call { Arguments: [{ Value: Text name }, ..] } call when Calls.Contains(PathOf(call.Callee)) => (name.Value, Second(call)),
        Call { Arguments: [{ Value: Text name }, ..], Callee: Member { Value: var reader } owner } call when Readers.Contains(reader) => (Prefix(owner.Of) + name.Value, Second(call)),
        Indexed { At: Text name, Of: var holder } when IsHolder(holder) => (Prefix(holder) + name.Value, null),
        Symbol { Path: var path } when path.StartsWith("env.", StringComparison.Ordinal) && path.IndexOf('.', 4) < 0 => (path[4..], null),
        Symbol { Module: "", Path: var path } when path.StartsWith("process.env.", StringComparison.Ordinal) => (path[12..], null),
        Member { Of: Member { Value: "env" }, Value: var name } => (name, null),
        _ => null,
    };

    private static Expression? Second(Call call) => call.Arguments.Skip(1).FirstOrDefault(a => a.Name is null or "default" or "defaultValue")?.Value;

    private static bool IsHolder(Expression holder) => holder is Call { Callee: Member { Value: "GetSection" or "GetRequiredSection" } }
        || Holders.Contains(PathOf(holder).Split('.')[^1], StringComparer.Ordinal);

    // `configuration.GetSection("OpenAI")["Model"]` is `OpenAI:Model`.
    private static string Prefix(Expression holder) =>
        holder is Call { Callee: Member { Value: "GetSection" or "GetRequiredSection", Of: var outer }, Arguments: [{ Value: Text name }, ..] } ? $"{Prefix(outer)}{name.Value}:" : "";

    private static string PathOf(Expression expression) => expression switch
    {
        Symbol { Module: "" } symbol => symbol.Path,
        Symbol symbol => symbol.Path.Length == 0 ? symbol.Module : $"{symbol.Module[(symbol.Module.LastIndexOf('/') + 1)..]}.{symbol.Path}",
        Name name => name.Value,
        Given given => given.Name,
        Member member => $"{PathOf(member.Of)}.{member.Value}",
        Call call => PathOf(call.Callee),
        _ => "",
    };
}

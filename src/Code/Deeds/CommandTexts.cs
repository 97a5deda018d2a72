using System.Text.RegularExpressions;

namespace Plumbline.Code.Deeds;

/// <summary>What written commands and scripts say they do.</summary>
internal static partial class CommandTexts
{
    /// <summary>What a text does where a shell or an interpreter reads it, each with a short name of the way.</summary>
    public static IEnumerable<(DeedKind Kind, string What)> Of(string text)
    {
        if (text.Length < 6) yield break;
        if (Reverse().IsMatch(text)) yield return (DeedKind.OpensListener, "a shell for another machine");
        if (WebShell().IsMatch(text)) yield return (DeedKind.OpensListener, "a shell for whoever asks over the web");
        if (FetchAndRun().IsMatch(text)) yield return (DeedKind.InstallsPackage, "what is fetched is run");
        if (Starts().IsMatch(text)) yield return (DeedKind.Persists, "it is started again by itself");
        if (Rights().IsMatch(text)) yield return (DeedKind.ChangesPermissions, "rights of the system are widened");
        if (Disables().IsMatch(text)) yield return (DeedKind.StopsProcesses, "a guard of the system is switched off");
        if (Erases().IsMatch(text)) yield return (DeedKind.Deletes, "traces are erased");
        if (Installs().IsMatch(text)) yield return (DeedKind.InstallsPackage, "a package is installed");
    }

    /// <summary>What a command tells of the machine; null where that is not known.</summary>
    public static SourceKind? Reads(IEnumerable<string> commands)
    {
        foreach (var command in commands)
        {
            if (Clipboard().IsMatch(command)) return SourceKind.Screen;
            if (Secrets.KindOf(command.Split(' ')) is SourceKind.Credential || Vault().IsMatch(command)) return SourceKind.Credential;
            if (Describes().IsMatch(command)) return SourceKind.System;
        }

        return null;
    }

    /// <summary>True for a statement of a database.</summary>
    public static bool IsQuery(string text) => Statement().IsMatch(text);

    /// <summary>True for a library that speaks to a database.</summary>
    public static bool IsDatabase(string path) => Database().IsMatch(path);

    [GeneratedRegex(@"/dev/tcp/|\bnc(at)?\b[^\n]{0,80}\s-e\s|\bbash -i\s*>&|\bmkfifo\b[^\n]{0,120}\bnc\b|socat\b[^\n]{0,80}exec:|pty\.spawn\(", RegexOptions.IgnoreCase)]
    private static partial Regex Reverse();

    [GeneratedRegex(@"<\?(php|=)[^\u0000]{0,400}?\b(system|eval|exec|passthru|shell_exec|popen|assert)\s*\(\s*(\w+\s*\(\s*)*\$_(GET|POST|REQUEST|COOKIE|SERVER)|getRuntime\(\)\s*\.\s*exec\(\s*request\.", RegexOptions.IgnoreCase)]
    private static partial Regex WebShell();

    [GeneratedRegex(@"\b(curl|wget|fetch|iwr|invoke-webrequest)\b[^\n|;]{0,300}\|\s*(sudo\s+)?(ba|z|da|k)?sh\b|\b(curl|wget)\b[^\n|]{0,300}\|\s*(sudo\s+)?(python|perl|node|ruby)|\b(curl|wget)\b[^\n]{0,300}(&&|;)\s*(chmod \+x|bash|sh)\b|\biex\b.{0,80}(downloadstring|iwr)", RegexOptions.IgnoreCase)]
    private static partial Regex FetchAndRun();

    [GeneratedRegex(@"\bcrontab\s+-(?!l)|\|\s*crontab\b|systemctl\s+(--user\s+)?enable|>>?\s*\S*(\.bashrc|\.profile|\.zshrc|rc\.local|authorized_keys|autostart|/etc/cron)|launchctl\s+load|schtasks\s.*create|\breg\s+add\b[^\n]*\\run|@reboot\s|^\s*\[Install\]\s*$|\bupdate-rc\.d\b", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Starts();

    [GeneratedRegex(@"\busermod\b[^\n]*(sudo|wheel|root)|NOPASSWD|\bchmod\s+(\+s|u\+s|[0-7]?[4267]7[57]5|4755)\b|\buseradd\b|\badduser\b|\bnet\s+user\b[^\n]*/add|pam_permit|\bsetcap\b|--privileged\b|\bnsenter\b|\binsmod\b|\bmodprobe\b", RegexOptions.IgnoreCase)]
    private static partial Regex Rights();

    [GeneratedRegex(@"\bsetenforce\s+0|\bufw\s+disable|\biptables\s+-F|systemctl\s+(stop|disable|mask)\s|service\s+\S+\s+stop|Set-MpPreference|DisableRealtimeMonitoring|\bauditctl\s+-e\s*0|\bcsrutil\s+disable|spctl\s+--master-disable|pkill\b[^\n]*(av|edr|falcon|defender|auditd|syslog)|\bswapoff\b", RegexOptions.IgnoreCase)]
    private static partial Regex Disables();

    [GeneratedRegex(@"\bhistory\s+-c|\brm\s+-[rf]+\s+\S*(/var/log|_history)|\bshred\b|truncate\s+-s\s*0\s+\S*log|>\s*/var/log/|journalctl\s+--vacuum|wevtutil\s+cl|unset\s+HISTFILE|\brm\s+-rf\s+/(\s|$|\*)", RegexOptions.IgnoreCase)]
    private static partial Regex Erases();

    [GeneratedRegex(@"\b(pip3?|uv pip)\s+install\s|\bnpm\s+(i|install)\s|\bapt(-get)?\s+install|\bbrew\s+install|\bgem\s+install|\bcargo\s+install", RegexOptions.IgnoreCase)]
    private static partial Regex Installs();

    [GeneratedRegex(@"^\s*(pbpaste|xclip|xsel|wl-paste|Get-Clipboard|powershell.*Get-Clipboard|screencapture|scrot|import -window|gnome-screenshot)", RegexOptions.IgnoreCase)]
    private static partial Regex Clipboard();

    [GeneratedRegex(@"\bsecurity\s+(find|dump)|\bcmdkey\b|\bgit\s+credential\s+fill|\bgcloud\s+auth\s+print|\baws\s+configure\s+get|\bkubectl\s+get\s+secret|\bprintenv\b|^\s*env\s*$|\bgh\s+auth\s+token", RegexOptions.IgnoreCase)]
    private static partial Regex Vault();

    [GeneratedRegex(@"^\s*(sudo\s+)?(ps|whoami|id|uname|hostname|ifconfig|ip|netstat|ss|arp|route|lsof|w|who|last|df|mount|lscpu|lsblk|lspci|lsusb|dmidecode|systemctl|getent|cat\s+/(etc|proc|sys|var/log)|ls\s+/|journalctl|dmesg|find\s+/|sysctl|env|set|crontab\s+-l|dpkg|rpm|lsmod|free|uptime|systeminfo|tasklist|ipconfig|iptables|nft)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Describes();

    [GeneratedRegex(@"^\s*(\(|--[^\n]*\n\s*)*(select\b|insert\s+into\b|update\s+\S+\s+set\b|delete\s+from\b|create\s+(table|index|view|database|user|role)\b|drop\s+(table|database|view|index|user)\b|alter\s+(table|user|role)\b|pragma\b|with\s+\S+\s+as\b|merge\s+into\b|truncate\b|call\s+\S+\(|explain\b|show\s+(tables|databases|create)|describe\b|grant\b|attach\b|copy\s+\S+\s+from|match\s*\()", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();

    [GeneratedRegex(@"^(sqlite3|psycopg2?|pymysql|MySQLdb|mysql|mysql2|asyncpg|aiosqlite|sqlalchemy|duckdb|pg|better-sqlite3|cx_Oracle|oracledb|pyodbc|snowflake|clickhouse|databases|trino|pymssql|mariadb|google\.cloud\.bigquery)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Database();
}

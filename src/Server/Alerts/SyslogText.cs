using System.Globalization;
using System.Text;
using Plumbline.Posture.Rules;

namespace Plumbline.Server.Alerts;

/// <summary>A notice as a message of RFC 5424.</summary>
internal static class SyslogText
{
    private const int Facility = 10;
    private const int LongestHost = 255;

    /// <summary>The whole message, without framing.</summary>
    /// <param name="notice">What is told.</param>
    /// <param name="form">What the message carries.</param>
    /// <param name="host">The name of this machine.</param>
    public static byte[] Of(Notice notice, TargetForm form, string host)
    {
        var time = notice.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var payload = form == TargetForm.Cef ? CefText.Of(notice) : Lines.Ocsf(notice);
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<{(Facility * 8) + Level(notice.Finding.Weight.Severity)}>1 {time} {Name(host)} plumbline - finding - {payload}"));
    }

    /// <summary>The message as a stream carries it: its length in bytes, a space, and itself (RFC 6587, RFC 5425).</summary>
    public static byte[] Counted(byte[] message) => [.. Encoding.ASCII.GetBytes(message.Length.ToString(CultureInfo.InvariantCulture)), (byte)' ', .. message];

    private static int Level(Severity severity) => severity switch { Severity.Critical => 2, Severity.High => 3, Severity.Medium => 4, Severity.Low => 5, _ => 6 };

    private static string Name(string host)
    {
        var name = string.Concat(host.Where(c => c is > ' ' and < (char)127).Take(LongestHost));
        return name.Length == 0 ? "-" : name;
    }
}

using System.Text;

namespace Plumbline.Guardrails.Secrets;

/// <summary>Tells what stands where a secret would until somebody fills it in.</summary>
public static class StandIns
{
    private const int Longest = 8192;

    /// <summary>True of words that people write there, of what says that it is an example, and of what is filled up with one sign.</summary>
    public static bool Has(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length is 0 or > Longest) return false;
        var bytes = Encoding.UTF8.GetBytes(value);
        return Placeholders.IsPlainWord(bytes) || Placeholders.IsOpen(bytes);
    }
}

using System.Globalization;
using System.Text;

namespace Plumbline.Server.Serving;

/// <summary>Metrics in Prometheus' text format, version 0.0.4.</summary>
internal sealed class MetricsText
{
    private readonly StringBuilder text = new();

    /// <summary>Begins a metric: everything until the next belongs to it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">counter, gauge or histogram.</param>
    /// <param name="help">What it counts, in one sentence.</param>
    public MetricsText Of(string name, string type, string help)
    {
        text.Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        return this;
    }

    /// <summary>One value.</summary>
    public MetricsText Add(string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        text.Append(name);
        for (var i = 0; i < labels.Length; i++) text.Append(i == 0 ? '{' : ',').Append(labels[i].Name).Append("=\"").Append(Escaped(labels[i].Value)).Append('"');
        if (labels.Length > 0) text.Append('}');
        text.Append(' ').Append(double.IsPositiveInfinity(value) ? "+Inf" : value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        return this;
    }

    /// <summary>A metric with one value.</summary>
    public MetricsText One(string name, string type, string help, double value) => Of(name, type, help).Add(name, value);

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

using System.Globalization;
using System.Text;

namespace Plumbline.Bench.Admissions;

/// <summary>A registry of many systems and models.</summary>
internal static class Registries
{
    private const int Systems = 200;

    /// <summary>Writes it.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="entries">Systems and models together.</param>
    public static void Write(string folder, int entries)
    {
        Directory.CreateDirectory(folder);
        var text = new StringBuilder("plumbline: registry/v1\nsystems:\n");
        for (var i = 0; i < Systems; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - id: system-{i}\n    name: System {i}\n    owner: team-{i % 20}\n    workloads:\n      - name: workload-{i}\n        environment: production\n        deployed-as: [\"k8s:main/space-{i}\"]\n        models: [");
            for (var m = 0; m < 5; m++) text.Append(CultureInfo.InvariantCulture, $"{(m > 0 ? ", " : "")}{Model((i * 5) + m)}");
            text.Append("]\n");
        }

        text.Append("models:\n");
        for (var i = 0; i < Systems; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - list: list-{i}\n    from: 2026-01-01\n    systems: [system-{i}]\n    models:\n");
            var count = (entries - (2 * Systems)) / Systems;
            for (var m = 0; m < count; m++) text.Append(CultureInfo.InvariantCulture, $"      - {{ id: {Model(m < 5 ? (i * 5) + m : 1000 + (i * count) + m)} }}\n");
        }

        File.WriteAllText(Path.Combine(folder, "registry.yaml"), text.ToString());
    }

    /// <summary>A model by number.</summary>
    public static string Model(int number) => string.Create(CultureInfo.InvariantCulture, $"example-lab/model-{number}-7b-instruct");
}

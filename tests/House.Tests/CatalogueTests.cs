using Plumbline.Posture.Scans;
using Plumbline.Reports;
using Xunit;

namespace Plumbline.House.Tests;

/// <summary>The catalogues list everything there is.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public void Every_collector_is_in_the_catalogue() =>
        Assert.Equal(Made<ICollector>(typeof(Collectors.Catalogue)), Listed(Collectors.Catalogue.All));

    [Fact]
    public void Every_report_is_in_the_catalogue() =>
        Assert.Equal(Made<IReportFormat>(typeof(Reports.Catalogue)), Listed(Reports.Catalogue.All));

    [Fact]
    public void Every_collector_has_a_page_and_cases()
    {
        foreach (var collector in Collectors.Catalogue.All)
        {
            var folder = Path.Combine([House.Root, "src", .. collector.GetType().Namespace!.Split('.')[1..]]);
            Assert.True(File.Exists(Path.Combine(folder, "README.md")), $"{folder} has no README.md");
            Assert.NotEmpty(Directory.GetDirectories(Path.Combine(folder, "cases")));
        }
    }

    private static IEnumerable<string> Made<T>(Type near) =>
        near.Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(T)) && !Wraps<T>(t)).Select(t => t.Name).Order(StringComparer.Ordinal);

    private static bool Wraps<T>(Type type) => type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(T)));

    private static IEnumerable<string> Listed<T>(IEnumerable<T> all) => all.Select(a => a!.GetType().Name).Order(StringComparer.Ordinal);
}

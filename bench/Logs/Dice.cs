using System.Globalization;

namespace Plumbline.Bench.Logs;

/// <summary>Seeded choices of the values that log records carry.</summary>
internal sealed class Dice(int seed)
{
    private static readonly string[] Words =
    [
        "invoice", "payment", "ledger", "batch", "export", "thumbnails", "session", "report", "archive", "raw", "curated", "events", "metrics", "claims",
        "orders", "backup", "config", "audit", "search", "index", "media", "staging", "tmp", "daily", "weekly",
    ];

    private readonly Random random = new(seed);

    public int Below(int most) => random.Next(most);

    public bool Percent(double share) => random.NextDouble() * 100 < share;

    public T Of<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>Small numbers often, large ones seldom.</summary>
    public int Skewed(int least, int most) => least + (int)((most - least) * Math.Pow(random.NextDouble(), 4));

    public string Hex(int digits) => random.GetHexString(digits, lowercase: true);

    public string Id() => $"{Hex(8)}-{Hex(4)}-4{Hex(3)}-a{Hex(3)}-{Hex(12)}";

    public string Key(string prefix) => prefix + new string(random.GetItems<char>("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16));

    public string Base64(int bytes)
    {
        var data = new byte[bytes];
        random.NextBytes(data);
        return Convert.ToBase64String(data);
    }

    public string Word() => Percent(1) ? Of(["müller", "données", "顧客", "naïve \"q\""]) : Of(Words);

    public string Address() => string.Create(CultureInfo.InvariantCulture, $"10.{Below(250)}.{Below(250)}.{Below(250)}");

    public string Path() => string.Create(CultureInfo.InvariantCulture, $"{Word()}/{2024 + Below(3)}/{1 + Below(12):00}/{1 + Below(28):00}/{Word()}-{Hex(12)}.{Of(["json", "parquet", "csv", "log.gz", "png"])}");
}

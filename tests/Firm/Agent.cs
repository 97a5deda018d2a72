using System.Globalization;

namespace Plumbline.Firm;

/// <summary>One agent of the firm.</summary>
/// <param name="Number">Counts agents from 0.</param>
/// <param name="Group">What it is for.</param>
/// <param name="Account">The account it runs in, twelve digits.</param>
/// <param name="IsOwned">False in the sandbox, where no registry knows what runs.</param>
internal sealed record Agent(int Number, string Group, string Account, bool IsOwned)
{
    public const string Region = "eu-west-1";

    private static readonly string[] Models =
    [
        "anthropic.claude-3-5-sonnet-20241022-v2:0", "anthropic.claude-3-haiku-20240307-v1:0", "anthropic.claude-sonnet-4-5-20250929-v1:0", "amazon.nova-lite-v1:0",
    ];

    // Of 42 agents of the firm 18 meet customers, 14 serve the house, 10 lie in a sandbox.
    private const int Fleet = 42;
    private const int Customers = 18;
    private const int House = 14;

    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{Group}-{Number:d5}");

    /// <summary>Ten signs, as the service gives them.</summary>
    public string Id { get; } = string.Create(CultureInfo.InvariantCulture, $"AG{Number:d8}");

    public string Arn => $"arn:aws:bedrock:{Region}:{Account}:agent/{Id}";

    public string Role => $"arn:aws:iam::{Account}:role/{Name}";

    public string Model => Models[Number % Models.Length];

    public string[] Tools => [$"{Name}-lookup", $"{Name}-search", $"{Name}-write"];

    /// <summary>The account of a fleet: three of them, three more for each further thousand agents.</summary>
    public static Agent Of(int number)
    {
        var (place, block) = (number % Fleet, number / 1000 * 3);
        var (group, account) = place < Customers ? ("customer-facing", 0) : place < Customers + House ? ("internal", 1) : ("sandbox", 2);
        return new Agent(number, group, (111122220000L + block + account).ToString(CultureInfo.InvariantCulture), account != 2);
    }

    /// <summary>True for every <paramref name="th"/> agent, spread over the groups.</summary>
    public bool IsEvery(int th) => Number % th == th / 2;
}

using System.Text.RegularExpressions;
using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;
using Xunit;

namespace Plumbline.Cel.Tests;

/// <summary>Addresses and networks as values: the specification's own cases where they lie beside the repository, and the same behaviours told here.</summary>
public sealed partial class NetworkTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("string(ip('192.0.2.7')) == '192.0.2.7'")]
    [InlineData("string(ip('2001:DB8:0:0:1:0:0:1')) == '2001:db8::1:0:0:1'")]
    [InlineData("string(ip('::102:304')) == '::102:304'")]
    [InlineData("string(ip('1:0:2:3:4:5:6:7')) == '1:0:2:3:4:5:6:7'")]
    [InlineData("ip.isCanonical('2001:db8::7') && !ip.isCanonical('2001:db8:0::7')")]
    [InlineData("isIP('10.0.0.1') && !isIP('10.0.0') && !isIP('10.0.0.01') && !isIP('10.0.0.256') && !isIP('0x7f.0.0.1') && !isIP('')")]
    [InlineData("!isIP('[::1]') && !isIP('fe80::1%eth0') && !isIP('::ffff:10.0.0.1') && !isIP('1::2::3') && !isIP(' ::1')")]
    [InlineData("ip('::ffff:a00:1') == ip('10.0.0.1') && ip('10.0.0.1') != ip('10.0.0.2') && ip('::1') != ip('0.0.0.1')")]
    [InlineData("ip('10.0.0.1').family() == 4 && ip('fd00::1').family() == 6")]
    [InlineData("ip('127.9.9.9').isLoopback() && ip('::1').isLoopback() && ip('::').isUnspecified() && ip('0.0.0.0').isUnspecified()")]
    [InlineData("ip('10.0.0.1').isGlobalUnicast() && !ip('255.255.255.255').isGlobalUnicast() && !ip('239.1.1.1').isGlobalUnicast() && !ip('fe80::1').isGlobalUnicast()")]
    [InlineData("ip('169.254.169.254').isLinkLocalUnicast() && ip('febf::1').isLinkLocalUnicast() && !ip('fec0::1').isLinkLocalUnicast()")]
    [InlineData("ip('224.0.0.9').isLinkLocalMulticast() && !ip('224.0.1.9').isLinkLocalMulticast() && ip('ff12::1').isLinkLocalMulticast()")]
    [InlineData("cidr('10.1.2.3/8').masked() == cidr('10.0.0.0/8') && cidr('10.1.2.3/8') != cidr('10.0.0.0/8')")]
    [InlineData("cidr('10.1.2.3/8').ip() == ip('10.1.2.3') && cidr('2001:db8::/33').prefixLength() == 33 && string(cidr('10.0.0.0/8')) == '10.0.0.0/8'")]
    [InlineData("cidr('10.0.0.0/9').containsIP('10.127.255.255') && !cidr('10.0.0.0/9').containsIP(ip('10.128.0.0')) && cidr('0.0.0.0/0').containsIP('9.9.9.9') && !cidr('0.0.0.0/0').containsIP('::1')")]
    [InlineData("cidr('10.0.0.0/8').containsCIDR('10.2.0.0/16') && !cidr('10.0.0.0/16').containsCIDR(cidr('10.0.0.0/8')) && cidr('10.0.0.0/8').containsCIDR('10.0.0.0/8')")]
    [InlineData("isCIDR('::/0') && !isCIDR('10.0.0.0/33') && !isCIDR('10.0.0.0/08') && !isCIDR('10.0.0.0') && !isCIDR('10.0.0.0/-1') && !isCIDR('::ffff:a00:0/104')")]
    [InlineData("type(ip('::')) == net.IP && type(cidr('::/0')) == net.CIDR && [ip('10.0.0.1')].exists(a, a == ip('10.0.0.1'))")]
    [InlineData("{'a': cidr('10.0.0.0/8')}.a.containsIP('10.0.0.1')")]
    public void Addresses_and_networks_are_values(string expression) => Assert.Equal(Value.True, Evaluate(expression, out _));

    [Theory]
    [InlineData("ip('10.0.0.1.2')")]
    [InlineData("cidr('10.0.0.0/')")]
    [InlineData("ip.isCanonical('no')")]
    [InlineData("cidr('10.0.0.0/8').containsIP('no')")]
    [InlineData("cidr('10.0.0.0/8').containsCIDR('10.0.0.0')")]
    public void A_text_that_is_none_is_an_error(string expression) => Assert.True(Evaluate(expression, out _).IsError);

    [Theory]
    [InlineData("isIP(cidr('10.0.0.0/8'))")]
    [InlineData("ip(4)")]
    [InlineData("ip('10.0.0.1').containsIP('10.0.0.1')")]
    [InlineData("ip('10.0.0.1') == '10.0.0.1'")]
    public void What_the_types_forbid_does_not_compile(string expression)
    {
        Evaluate(expression, out var errors);
        Assert.NotEmpty(errors);
    }

    [Fact]
    public void Every_case_of_the_specification_holds()
    {
        var file = Path.GetFullPath(Path.Combine(Here(), "../../../shared/cel-conformance/network_ext.textproto"));
        Assert.SkipUnless(File.Exists(file), "the specification's network_ext.textproto is not beside the repository, and the npm data does not hold it");
        var cases = Cases().Matches(File.ReadAllText(file));
        var wrong = cases.Where(c => !Holds(c)).Select(c => c.Groups["name"].Value).ToList();
        output.WriteLine($"network_ext: {cases.Count} run, {wrong.Count} failed");
        Console.WriteLine($"network_ext: {cases.Count} run, {wrong.Count} failed");
        Assert.Empty(wrong);
        Assert.Equal(Names().Count(File.ReadAllText(file)), cases.Count);
    }

    private static bool Holds(Match test)
    {
        var value = Evaluate(test.Groups["expr"].Value, out var errors);
        if (test.Groups["error"].Success) return errors.Count > 0 || value.IsError;
        var wanted = test.Groups["value"].Value;
        return errors.Count == 0 && test.Groups["kind"].Value switch
        {
            "bool" => value.Equals(Value.Of(wanted == "true")),
            "int64" => value.Equals(Value.Of(long.Parse(wanted, System.Globalization.CultureInfo.InvariantCulture))),
            _ => value.Equals(Value.Of(wanted.Trim('"'))),
        };
    }

    private static Value Evaluate(string expression, out IReadOnlyList<string> errors)
    {
        var program = new CelEnvironment([], null).Compile(expression, out var found);
        errors = [.. found.Select(e => e.ToString()!)];
        return program?.Evaluate([]) ?? Value.Error("not compiled");
    }

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex(@"test\s*\{\s*name:\s*""(?<name>[^""]+)""(?:\s*description:\s*""[^""]*"")?\s*expr:\s*""(?<expr>[^""]*)""\s*(?:disable_check:\s*\w+\s*)?(?:value:\s*\{\s*(?<kind>\w+?)_value:\s*(?<value>""[^""]*""|\w+)\s*\}|(?<error>eval_error))")]
    private static partial Regex Cases();

    [GeneratedRegex(@"\btest\s*\{")]
    private static partial Regex Names();
}

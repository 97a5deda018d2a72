namespace Plumbline.Collectors.Declared.Infrastructure;

/// <summary>The dialects, as origins and gaps name them: what one cannot tell does not void what another says.</summary>
internal static class Sources
{
    public const string Arm = "arm";
    public const string Bicep = "bicep";
    public const string CloudFormation = "cloudformation";
    public const string Plan = "terraform-plan";
    public const string Terraform = "terraform";
}

namespace Plumbline.Guardrails.Secrets;

/// <summary>Tokens of source hosts, package registries and build services.</summary>
internal static class SourceHostKinds
{
    /// <summary>Kind, provider, prefixes, shape behind them, flags (<see cref="Shapes"/>).</summary>
    public const string Table =
        """
        github-token|GitHub|ghp_ gho_ ghu_ ghs_ ghr_|{a36}|crc
        github-token|GitHub|ghp_ gho_ ghu_ ghs_ ghr_|{a37-255}
        github-fine-grained-token|GitHub|github_pat_|{a22}_{a59}
        gitlab-token|GitLab|glpat- gldt- glft- glsoat- glrt- glffct- glwt-|{w20-50}
        gitlab-token|GitLab|glpat- glrt- gldt- glft-|{w27-300}.{l2}{l7}
        gitlab-token|GitLab|glimt-|{w25}
        gitlab-token|GitLab|glptt-|{w40}
        gitlab-token|GitLab|glagent-|{w50-1024}
        gitlab-token|GitLab|gloas-|{w64}
        gitlab-token|GitLab|glcbt-|{w20-60}
        gitlab-token|GitLab|GR1348941|{w20-50}
        gitlab-session|GitLab|_gitlab_session=|{l32}
        npm-token|npm|npm_|{a36}|crc
        pypi-token|PyPI|pypi-AgEIcHlwaS5vcmc pypi-AgENdGVzdC5weXBpLm9yZw|{w70-1000}
        rubygems-token|RubyGems|rubygems_|{h48}
        crates-token|crates.io|cio|{a32}
        clojars-token|Clojars|CLOJARS_|{l60}
        nuget-api-key|NuGet|oy2|{l43}
        docker-hub-token|Docker|dckr_pat_ dckr_oat_|{w27-40}
        artifactory-api-key|JFrog|AKCp|{a65-75}
        artifactory-api-key|JFrog|AKC|{a10-80}|weak
        artifactory-password|JFrog|AP0 AP1 AP2 AP3 AP4 AP5 AP6 AP7 AP8 AP9 APA APB APC APD APE APF|{a8-60}|weak
        artifactory-reference-token|JFrog|cmVmdGtuO|{a50-60}
        circleci-token|CircleCI|CCIPAT_|{a22}_{h40}
        buildkite-token|Buildkite|bkua_|{h40}
        sonar-token|SonarQube|squ_ sqp_ sqa_|{l40}
        codecov-token|Codecov|codecov_|{l36-40}
        sourcegraph-token|Sourcegraph|sgp_|{H40}
        sourcegraph-token|Sourcegraph|sgp_|{H16}_{H40}
        sourcegraph-token|Sourcegraph|sgp_local_|{H40}
        atlassian-token|Atlassian|ATATT3|{t170-200}
        atlassian-token|Atlassian|ATCTT3 ATBB|{t28-200}
        postman-api-key|Postman|PMAK-|{H24}-{H34}
        pulumi-token|Pulumi|pul-|{h40}
        terraform-cloud-token|HashiCorp|.atlasv1.|{t60-70}|left={a14}
        doppler-token|Doppler|dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.|{t40-60}
        readme-token|ReadMe|rdme_|{l70}
        prefect-token|Prefect|pnu_ pnb_|{a36}
        expo-token|Expo|EXPO_TOKEN_|{w30-60}
        """;
}

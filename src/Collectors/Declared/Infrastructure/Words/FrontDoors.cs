using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>Addresses that lead to a model: function URLs and API methods, where what stands behind them may call one. Others are not spoken of.</summary>
internal static class FrontDoors
{
    private static readonly string[] FunctionTypes = ["aws_lambda_function", "AWS::Lambda::Function", "AWS::Serverless::Function"];
    private static readonly string[] Words = ["bedrock", "sagemaker:invoke", "sagemaker_endpoint", "aws_sagemaker", "invokemodel", "runtime.sagemaker", "openai", "anthropic"];

    /// <summary>What is said of every such address.</summary>
    public static IEnumerable<Claim> Read(Estate estate) => FunctionUrls(estate).Concat(Methods(estate)).Concat(Routes(estate));

    private static IEnumerable<Claim> FunctionUrls(Estate estate)
    {
        foreach (var url in estate.Of("aws_lambda_function_url", "AWS::Lambda::Url"))
        {
            if (Function(url.Properties.Any("function_name", "target_function_arn"), estate) is not { } function || !CallsModels(function, estate)) continue;
            foreach (var claim in Door(url, url.Properties.Any("authorization_type", "auth_type").Text("AWS_IAM").Map(t => t != "NONE"), new(false, url.Line, null), function)) yield return claim;
        }

        foreach (var function in estate.Of("AWS::Serverless::Function"))
        {
            if (function.Properties.At("function_url_config") is not { } config || !CallsModels(function, estate)) continue;
            foreach (var claim in Door(function, config.At("auth_type").Text("NONE").Map(t => t != "NONE"), new(false, config.Line, null), function)) yield return claim;
        }
    }

    private static IEnumerable<Claim> Methods(Estate estate)
    {
        foreach (var method in estate.Of("aws_api_gateway_method", "AWS::ApiGateway::Method"))
        {
            var p = method.Properties;
            if (p.At("http_method")?.AsText == "OPTIONS") continue;
            var integration = p.At("integration") ?? estate.Of("aws_api_gateway_integration").FirstOrDefault(i =>
                Same(i.Properties.At("resource_id"), p.At("resource_id")) && Same(i.Properties.At("rest_api_id"), p.At("rest_api_id")))?.Properties;
            if (integration is null || !LeadsToModel(integration.At("uri"), estate)) continue;
            var isKeyed = p.Any("api_key_required").Flag(false);
            var authenticated = p.Any("authorization", "authorization_type").Text("NONE").Map(t => t != "NONE").With(isKeyed, (auth, key) => auth || key);
            var limits = estate.Of("aws_api_gateway_usage_plan", "aws_api_gateway_method_settings", "AWS::ApiGateway::UsagePlan").Any()
                || estate.Of("AWS::ApiGateway::Stage").Any(s => s.Properties.At("method_settings") is not null);
            foreach (var claim in Door(method, authenticated, new(limits, method.Line, null), null)) yield return claim;
        }
    }

    private static IEnumerable<Claim> Routes(Estate estate)
    {
        foreach (var route in estate.Of("aws_apigatewayv2_route", "AWS::ApiGatewayV2::Route"))
        {
            var integration = estate.Named(route.Properties.At("target"), ["aws_apigatewayv2_integration", "AWS::ApiGatewayV2::Integration"], "id");
            if (integration is null || !LeadsToModel(integration.Properties.At("integration_uri"), estate)) continue;
            var limits = estate.Of("aws_apigatewayv2_stage", "AWS::ApiGatewayV2::Stage").Any(s => s.Properties.At("default_route_settings") is not null || s.Properties.At("route_settings") is not null);
            foreach (var claim in Door(route, route.Properties.At("authorization_type").Text("NONE").Map(t => t != "NONE"), new(limits, route.Line, null), null)) yield return claim;
        }
    }

    private static IEnumerable<Claim> Door(Resource door, Known<bool> authenticated, Known<bool> throttled, Resource? function)
    {
        var asset = new Subject(door, AssetKind.Endpoint, Term.Of(function is null ? door.Name : $"the address of {function.Name}"));
        asset.Optional("authenticated", authenticated);
        asset.Optional("throttled", throttled);
        return asset.Claims();
    }

    private static Resource? Function(Term? term, Estate estate) => estate.Named(term, FunctionTypes, "function_name", "arn");

    private static bool LeadsToModel(Term? uri, Estate estate)
    {
        if (Says(uri)) return true;
        return Function(uri, estate) is { } function && CallsModels(function, estate);
    }

    private static bool Same(Term? a, Term? b) => (a, b) switch
    {
        (OpenTerm x, OpenTerm y) => x.Refs.Any(y.Refs.Contains),
        (not null, not null) => Term.Same(a, b),
        _ => false,
    };

    // By what its variables name, what its policies allow, or what the policies of its role allow.
    private static bool CallsModels(Resource function, Estate estate)
    {
        if (Says(function.Properties.At("environment")) || Says(function.Properties.At("policies"))) return true;
        var role = estate.Named(function.Properties.At("role"), ["aws_iam_role", "AWS::IAM::Role"], "name", "role_name");
        return role is not null && Roles.Policies(role, estate).Any(Says);
    }

    private static bool Says(Term? term) => term switch
    {
        TextTerm text => IsOfModels(text.Text),
        OpenTerm open => IsOfModels(open.Why) || open.Refs.Any(IsOfModels),
        ListTerm list => list.Items.Any(Says),
        MapTerm map => map.Entries.Any(e => IsOfModels(e.Key) || Says(e.Value)),
        _ => false,
    };

    private static bool IsOfModels(string text) => Words.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase));
}

using System.Xml.Linq;
using Plumbline.Collectors.Files;

namespace Plumbline.Clouds.Aws.Shapes;

/// <summary>Reads errors, which each protocol writes in its own way.</summary>
internal static class ErrorText
{
    private static readonly string[] Ids = ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"];

    /// <summary>The failure that an answer tells.</summary>
    public static Failure Read(HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        var id = RequestId(response);
        if (XmlShape.Parse(body) is { } xml)
        {
            var error = xml.DescendantsAndSelf().FirstOrDefault(e => e.Name.LocalName == "Error");
            var code = Child(error, "Code") ?? $"{status}";
            id ??= xml.DescendantsAndSelf().FirstOrDefault(e => e.Name.LocalName is "RequestId" or "RequestID")?.Value;
            return new Failure(Word(code), status, id, Failure.ResourceOf(Child(error, "Message")));
        }

        try
        {
            return OfJson(response, body, status, id);
        }
        catch (InvalidOperationException)
        {
            // A text in it that is no Unicode says no more than the status does.
            return new Failure(Word($"{status}"), status, id);
        }
    }

    private static Failure OfJson(HttpResponseMessage response, byte[] body, int status, string? id)
    {
        using var json = Json.Parse(body, out _);
        var root = json?.RootElement ?? default;
        var word = Header(response, "x-amzn-errortype") ?? root.Text("__type") ?? root.Text("code") ?? root.Text("Code") ?? $"{status}";
        var message = root.Text("message") ?? root.Text("Message");
        // One service has no word of its own for what is not there.
        if (word == "ValidationException" && message?.StartsWith("Could not find", StringComparison.Ordinal) == true) word = "ResourceNotFound";
        return new Failure(Word(word.Split(':')[0]), status, id, Failure.ResourceOf(message));
    }

    /// <summary>The id of the request; null where the answer does not say.</summary>
    public static string? RequestId(HttpResponseMessage response) => Ids.Select(i => Header(response, i)).FirstOrDefault(i => i is { Length: > 0 and < 128 });

    // What stands before `#` names the service's model.
    private static string Word(string code)
    {
        var word = code[(code.LastIndexOf('#') + 1)..];
        return word.Length is > 0 and < 80 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') ? word : "UnknownError";
    }

    private static string? Child(XElement? element, string name) => element?.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

    internal static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}

namespace Plumbline.Code.Deeds;

/// <summary>What is sent and fetched.</summary>
internal sealed partial class Machine
{
    private Value Send(Api api, string path, Site site)
    {
        var isNamed = site.Arguments.Any(a => a.Name == "url");
        var first = site.At(0, "url", "uri", "host", "address");
        // `request("GET", url)`.
        if (!isNamed && site.Name is "request" or "urlopen" or "stream" && site.At(1).Atoms.Length > 0 && !first.Texts.Any(Hosts.IsAddress)) first = site.At(1);
        var options = first.Objects.Select(o => heap.Of(o)).FirstOrDefault(h => h.IsMap);
        if (options is not null) first = options.Fields.GetValueOrDefault("url") ?? options.Fields.GetValueOrDefault("hostname") ?? options.Fields.GetValueOrDefault("host") ?? first;
        var address = Based(api == Api.Message ? Value.Nothing : Flat(first), site);
        if (api == Api.Connect && first.Objects.Any()) address = ElementOf(first, Value.Text("0"), site.Frame);
        if (api is Api.Connect) foreach (var of in site.Receiver.Objects) heap.Set(of, "base_url", address);
        var files = address.Texts.Where(t => t.StartsWith("file://", StringComparison.OrdinalIgnoreCase)).Select(t => t[7..]).ToList();
        if (Secrets.KindOf(files) == SourceKind.Credential) Note(DeedKind.ReadsCredentials, path, Value.Of(files.Select(t => (Atom)new TextAtom(t))), site, []);
        var host = HostOf(address, api);
        var flows = Into(address, address.Texts.Any(t => Hosts.Of(t) is { } h && Hosts.IsWritten(h)) ? SinkKind.Url : SinkKind.Host).ToList();
        foreach (var argument in site.Arguments)
        {
            if (ReferenceEquals(argument.Value, first) || argument.Name is "timeout" or "verify") continue;
            if (argument.Name is "headers" or "auth" or "cookies")
            {
                // A key in a header is how services are asked; whole files of keys and the whole environment are not.
                flows.AddRange(Into(argument.Value, SinkKind.Header).Where(f => f.Source == SourceKind.Credential || f is { Source: SourceKind.Environment, Name: "*" }));
                continue;
            }

            flows.AddRange(Into(argument.Value, SinkKind.Body));
        }

        if (api is Api.Fetch && path.StartsWith("urllib", StringComparison.Ordinal)) flows.AddRange(Into(site.Receiver, SinkKind.Body));
        Record(api, path, host, address, flows, site);
        foreach (var other in site.Arguments.SelectMany(a => CopiesIn(a.Value, 0)).Distinct().Take(4)) Record(Api.Send, "copy", other, Value.Nothing, flows, site);
        if (Hosts.IsMetadata(host)) Note(DeedKind.ReadsCredentials, path, Value.Text(host), site, []);
        return Value.Of(new Taint(Hosts.IsMetadata(host) ? SourceKind.Credential : SourceKind.Network, host, site.Line, false, Checks.None)).Or(Value.Symbol(path + "()"));
    }

    // A written recipient of a copy, beside those who are given.
    private IEnumerable<string> CopiesIn(Value value, int level) => level > 3 ? [] : value.Objects.SelectMany(o => heap.Of(o).Fields.ToList())
        .SelectMany(f => f.Key.ToLowerInvariant() is "bcc" or "cc" or "blindcopy" or "blind_copy" or "forward_to" or "forwardto" ? TextsIn(f.Value).Where(t => t.Contains('@') && !t.Contains(Value.Hole)) : CopiesIn(f.Value, level + 1));

    private void Record(Api api, string path, string host, Value address, List<Flow> flows, Site site)
    {
        var frame = site.Frame;
        Ledger.Add(new Deed(DeedKind.SendsNetwork, frame.File.Path, site.Line, path, host, frame.Scope, frame.Tool)
        {
            Flows = [.. flows.Distinct().Take(24)], IsQuiet = IsQuiet(frame), IsAside = frame.IsAside, IsUncalled = frame.IsUncalled, Trigger = TriggerOf(frame),
            Others = [.. address.Texts.Select(t => Hosts.Of(t)).OfType<string>().Where(h => h != host && Hosts.IsWritten(h)).Distinct().Take(8)],
            IsFetch = api is Api.Fetch or Api.Address,
        });
        Exhausted(DeedKind.SendsNetwork, site);
    }

    private static string HostOf(Value address, Api api)
    {
        var texts = address.Texts.ToList();
        var hosts = texts.Select(Hosts.Of).OfType<string>().ToList();
        if (hosts.FirstOrDefault(Hosts.IsWritten) is { } written) return written;
        if (hosts.Count > 0) return Value.Text(hosts[0]).Shown();
        if (api is Api.Connect or Api.Address && texts.FirstOrDefault() is { } bare) return Value.Text(bare).Shown();
        return address.Taints.FirstOrDefault() is { } taint ? $"{{{taint.Name}}}" : "";
    }

    // A client that was made with an address sends there.
    private Value Based(Value address, Site site)
    {
        if (address.Texts.Any(Hosts.IsAddress)) return address;
        var bases = site.Receiver.Objects.Select(o => heap.Of(o).Fields).SelectMany(f => f.Where(x => x.Key is "base_url" or "baseURL" or "prefixUrl" or "0" || x.Value.Objects.Any())).ToList();
        var known = bases.Where(b => b.Key is "base_url").Select(b => b.Value).Concat(bases.SelectMany(b => b.Value.Objects).SelectMany(o => heap.Of(o).Fields.Where(f => f.Key is "baseURL" or "base_url" or "prefixUrl").Select(f => f.Value)))
            .Concat(bases.Where(b => b.Key == "0" && b.Value.Texts.Any(Hosts.IsAddress)).Select(b => b.Value)).FirstOrDefault();
        return known is null ? address : address.IsNothing ? known : Value.Join([known, address], "/");
    }
}

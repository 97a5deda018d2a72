using System.Buffers;

namespace Plumbline.Guardrails.Skills;

/// <summary>What a host says about what comes from it or goes to it.</summary>
internal enum HostKind
{
    /// <summary>This machine or this network by name.</summary>
    Near,

    /// <summary>A publisher of installers that half the world uses.</summary>
    Installer,

    /// <summary>A place where anybody publishes code under a name.</summary>
    CodeHost,

    /// <summary>Any other.</summary>
    Other,

    /// <summary>A bare address.</summary>
    Address,

    /// <summary>A name that hides another: shortener, punycode.</summary>
    Veiled,

    /// <summary>A place where anybody leaves a text or file without a name.</summary>
    Drop,

    /// <summary>A place that takes whatever is sent: request bins, tunnels, chat hooks.</summary>
    Catcher,
}

/// <summary>Judges hosts of addresses.</summary>
internal static class Hosts
{
    private static readonly SearchValues<char> Ends = SearchValues.Create("/?#\"'` )>");

    private static readonly HashSet<string> Installers = Set(
        "astral.sh sh.rustup.rs rustup.rs bun.sh deno.land get.docker.com install.python-poetry.org nodejs.org deb.nodesource.com rpm.nodesource.com ollama.com ollama.ai starship.rs get.pnpm.io cli.github.com aka.ms get.helm.sh dl.k8s.io get.sdkman.io sdk.cloud.google.com packages.microsoft.com dot.net dotnet.microsoft.com "
        + "python.org www.python.org bootstrap.pypa.io nixos.org releases.hashicorp.com apt.releases.hashicorp.com fly.io claude.ai code.visualstudio.com cursor.com go.dev golang.org get.k3s.io mise.run pixi.sh micro.mamba.pm repo.anaconda.com conda.anaconda.org download.docker.com dl.google.com storage.googleapis.com awscli.amazonaws.com cli.run.nu brew.sh install.determinate.systems vercel.com supabase.com volta.sh get.volta.sh fnm.vercel.app sh.rustup.rs huggingface.co hf.co");

    private static readonly HashSet<string> CodeHosts = Set("github.com raw.githubusercontent.com gist.githubusercontent.com gist.github.com gitlab.com bitbucket.org codeberg.org objects.githubusercontent.com cdn.jsdelivr.net unpkg.com esm.sh");

    private static readonly HashSet<string> Veils = Set("bit.ly tinyurl.com t.co is.gd goo.gl cutt.ly rb.gy ow.ly shorturl.at tiny.cc rebrand.ly t.ly s.id v.gd soo.gd bl.ink shorte.st adf.ly qr.ae buff.ly clck.ru u.to");

    private static readonly HashSet<string> Drops = Set(
        "pastebin.com paste.ee rentry.co rentry.org glot.io hastebin.com ghostbin.com dpaste.com dpaste.org controlc.com ix.io sprunge.us paste.rs termbin.com 0x0.st transfer.sh file.io anonfiles.com gofile.io mediafire.com www.mediafire.com mega.nz mega.io catbox.moe files.catbox.moe litter.catbox.moe temp.sh bashupload.com wetransfer.com sendspace.com zippyshare.com pixeldrain.com "
        + "cdn.discordapp.com dropmefiles.com uguu.se filebin.net send.cm workupload.com krakenfiles.com paste.c-net.org justpaste.it privatebin.net");

    private static readonly string[] Catchers =
    [
        "webhook.site", "requestbin.com", "requestbin.net", "pipedream.net", "ngrok.io", "ngrok-free.app", "ngrok.app", "ngrok.dev", "trycloudflare.com", "serveo.net", "localhost.run", "loca.lt", "lhr.life", "interact.sh", "oast.fun", "oast.pro", "oast.live", "oast.site", "oast.online", "oast.me", "burpcollaborator.net", "oastify.com", "beeceptor.com",
        "hookb.in", "requestcatcher.com", "webhook.cool", "hookdeck.com", "ptsv2.com", "ptsv3.com", "dnslog.cn", "ceye.io", "canarytokens.com", "api.telegram.org", "localtunnel.me", "pinggy.link", "bore.pub", "playit.gg", "portmap.io", "duckdns.org", "no-ip.org", "hopto.org", "ddns.net", "onion", "i2p",
    ];

    /// <summary>The host of an address; empty where it has none that is written.</summary>
    public static string Of(string address)
    {
        var from = address.IndexOf("://", StringComparison.Ordinal);
        var rest = from < 0 ? address : address[(from + 3)..];
        var end = rest.AsSpan().IndexOfAny(Ends);
        if (end >= 0) rest = rest[..end];
        rest = rest[(rest.LastIndexOf('@') + 1)..];
        if (rest.StartsWith('[')) return rest;
        var colon = rest.LastIndexOf(':');
        return (colon > 0 ? rest[..colon] : rest).TrimEnd('.').ToLowerInvariant();
    }

    /// <summary>What kind of host it is.</summary>
    public static HostKind KindOf(string host)
    {
        if (host.Length == 0 || host[0] is '$' or '<' or '{' || host is "localhost" or "0.0.0.0" or "host.docker.internal" || host.StartsWith("127.", StringComparison.Ordinal)) return HostKind.Near;
        if (System.Net.IPAddress.TryParse(host.Trim('[', ']'), out var address)) return IsInner(address) ? HostKind.Near : HostKind.Address;
        if (!host.Contains('.', StringComparison.Ordinal)) return HostKind.Near;
        if (Veils.Contains(host) || host.StartsWith("xn--", StringComparison.Ordinal) || host.Contains(".xn--", StringComparison.Ordinal)) return HostKind.Veiled;
        if (Drops.Contains(host)) return HostKind.Drop;
        foreach (var catcher in Catchers) if (host == catcher || host.EndsWith("." + catcher, StringComparison.Ordinal)) return HostKind.Catcher;
        if (host.Split('.').Any(l => l.StartsWith("ngrok", StringComparison.Ordinal))) return HostKind.Catcher;
        if (Installers.Contains(host)) return HostKind.Installer;
        return CodeHosts.Contains(host) || host.EndsWith(".github.io", StringComparison.Ordinal) ? HostKind.CodeHost : HostKind.Other;
    }

    /// <summary>True of an address that stands for any.</summary>
    public static bool IsExample(string host) => host is "example.com" or "example.org" or "example.net" or "your-domain.com" or "yourdomain.com" || host.StartsWith("your", StringComparison.Ordinal);

    /// <summary>True of hooks of chat services, which take what anybody sends.</summary>
    public static bool IsHook(string address) => address.Contains("/api/webhooks/", StringComparison.Ordinal) || address.Contains("hooks.slack.com/", StringComparison.Ordinal);

    private static bool IsInner(System.Net.IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return System.Net.IPAddress.IsLoopback(address) || (bytes.Length == 4 && (bytes[0] == 10 || (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 172 && bytes[1] is >= 16 and <= 31) || bytes[0] == 0));
    }

    private static HashSet<string> Set(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}

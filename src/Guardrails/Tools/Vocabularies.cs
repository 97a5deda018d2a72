using System.Collections.Frozen;

namespace Plumbline.Guardrails.Tools;

/// <summary>What sort of doing a verb names.</summary>
internal enum Doing { Read, Write, Delete, Send, Execute, Pay, Permit, Schedule, Drive }

/// <summary>What a noun names, as far as it matters who writes it and who may know it.</summary>
[Flags]
internal enum Matter
{
    /// <summary>Nothing of these.</summary>
    None = 0,

    /// <summary>Strangers may have written it.</summary>
    Foreign = 1,

    /// <summary>Not everybody may know it.</summary>
    Private = 2,

    /// <summary>Others see what is put there.</summary>
    Outlet = 4,

    /// <summary>Code, commands, queries.</summary>
    Code = 8,

    /// <summary>Money or its like.</summary>
    Money = 16,

    /// <summary>Who may do what.</summary>
    Right = 32,

    /// <summary>Files and folders.</summary>
    File = 64,

    /// <summary>A browser.</summary>
    Browser = 128,

    /// <summary>Something that runs later.</summary>
    Later = 256,

    /// <summary>By itself the noun says little: a page may be of a book.</summary>
    Weak = 512,
}

/// <summary>The verbs and nouns that tools are named and described with.</summary>
internal static class Vocabularies
{
    /// <summary>Verbs, in their bare form.</summary>
    public static FrozenDictionary<string, Doing> Verbs { get; } = new Dictionary<Doing, string>
    {
        [Doing.Read] = "get list read fetch retrieve search find query view show download describe lookup look export extract scrape crawl summarize summarise analyze analyse check inspect monitor tail load obtain browse discover enumerate explore poll watch peek scan count filter transcribe access pull collect receive grep cat dump select answer recall recommend",
        [Doing.Write] = "create add update edit write set insert save modify put append upsert rename move copy import replace patch assign label tag merge commit make store remember register apply change configure attach link rotate restore enable disable complete start stop pause resume build deploy provision launch",
        [Doing.Delete] = "delete remove drop destroy purge truncate wipe erase terminate kill uninstall clear reset overwrite discard shutdown deactivate unpublish trash expunge nuke",
        [Doing.Send] = "send post publish share email notify reply comment forward tweet message broadcast submit upload push dispatch announce dm mail respond retweet emit transmit",
        [Doing.Execute] = "execute run eval evaluate exec invoke spawn interpret shell call",
        [Doing.Pay] = "pay purchase buy transfer refund charge withdraw deposit swap trade wire remit checkout donate sell bid stake mint order redeem payout",
        [Doing.Permit] = "grant revoke invite authorize authorise permit allow deny impersonate elevate promote",
        [Doing.Schedule] = "schedule persist autostart automate subscribe",
        [Doing.Drive] = "navigate click type press hover scroll drag fill goto screenshot snapshot visit",
    }.SelectMany(p => p.Value.Split(' ').Select(w => (w, p.Key))).DistinctBy(p => p.w).ToFrozenDictionary(p => p.w, p => p.Key, StringComparer.Ordinal);

    /// <summary>Nouns, in the singular.</summary>
    public static FrozenDictionary<string, Matter> Nouns { get; } = new (Matter Matter, string Words)[]
    {
        (Matter.Foreign, "web website webpage url internet html rss feed news article tweet issue ticket review feedback forum transcript youtube reddit hackernews wikipedia comment discussion reply submission mention google bing duckduckgo brave tavily serp arxiv podcast video site link advisory readme newsletter subreddit hacker"),
        (Matter.Foreign | Matter.Private, "email mail inbox gmail outlook imap attachment message thread conversation channel chat dm slack discord telegram whatsapp sms teams voicemail mailbox"),
        (Matter.Private, "drive gdrive onedrive sharepoint dropbox database db sql postgres mysql sqlite mongodb bigquery snowflake redshift crm contact customer client lead calendar secret credential password vault keychain env environment note memory memories knowledge notion confluence salesforce hubspot zendesk invoice patient employee payroll salary health medical bucket s3 blob clipboard history transaction bank statement tax user member profile account order subscription repository repo code codebase document doc wiki log audit backup passport contract deal opportunity apikey certificate key secretmanager bookmark photo location device case investigation vulnerability finding incident alert meeting recording warehouse dataset table row record schema collection kubeconfig configmap namespace pod"),
        (Matter.File | Matter.Private, "file directory folder filesystem path disk workspace document"),
        (Matter.Outlet, "email mail message channel chat dm slack discord telegram whatsapp sms teams tweet post comment issue pr pull gist webhook http request api notification newsletter blog article page release reply discussion forum status story thread form survey pastebin ticket wall announcement push"),
        (Matter.Code, "command shell bash script code python javascript typescript powershell terminal sql cypher snippet program expression notebook cell subprocess interpreter repl query graphql lambda jq awk binary executable macro kql promql sparql logql container cli"),
        (Matter.Money, "payment fund money amount wallet balance usdc eth btc bitcoin crypto currency card purchase transaction payout refund invoice gift giftcard stock share trade swap stablecoin dollar cash bank subscription nft coin order"),
        (Matter.Right, "permission role policy acl access collaborator member scope privilege iam group sudo admin administrator rbac owner ownership apikey token invitation sharing visibility user"),
        (Matter.Browser, "browser tab page dom chrome chromium playwright puppeteer selenium website screenshot element viewport"),
        (Matter.Later, "cron job schedule startup autostart timer reminder automation workflow trigger daemon service hook webhook recurring crontab launchd systemd"),
        (Matter.Weak, "page post key account order record row user group member share token link history location device status form job workflow service hook trigger query request api code case access profile path log document doc alert finding thread client review video site mention reply element cell card amount story environment location schema collection table note memory namespace pod program expression order subscription owner policy deal meeting pull push"),
    }.SelectMany(p => p.Words.Split(' ').Select(w => (w, p.Matter))).GroupBy(p => p.w).ToFrozenDictionary(g => g.Key, g => g.Aggregate(Matter.None, (sum, p) => sum | p.Matter), StringComparer.Ordinal);

    /// <summary>What a verb does, in whatever form it stands; null for a word that is none.</summary>
    public static Doing? VerbOf(string word)
    {
        foreach (var form in Forms(word)) if (Verbs.TryGetValue(form, out var doing)) return doing;
        return null;
    }

    /// <summary>What a noun names, in singular or plural.</summary>
    public static Matter NounOf(string word)
    {
        if (Nouns.TryGetValue(word, out var matter)) return matter;
        if (word.EndsWith("ies", StringComparison.Ordinal) && Nouns.TryGetValue(word[..^3] + "y", out matter)) return matter;
        if (word.EndsWith("es", StringComparison.Ordinal) && Nouns.TryGetValue(word[..^2], out matter)) return matter;
        return word.EndsWith('s') && Nouns.TryGetValue(word[..^1], out matter) ? matter : Matter.None;
    }

    private static IEnumerable<string> Forms(string word)
    {
        yield return word;
        if (word.Length < 4) yield break;
        if (word.EndsWith("ies", StringComparison.Ordinal)) yield return word[..^3] + "y";
        if (word.EndsWith("es", StringComparison.Ordinal)) yield return word[..^2];
        if (word.EndsWith('s')) yield return word[..^1];
        if (!word.EndsWith("ing", StringComparison.Ordinal) || word.Length < 6) yield break;
        yield return word[..^3];
        yield return word[..^3] + "e";
        if (word[^4] == word[^5]) yield return word[..^4];
    }
}

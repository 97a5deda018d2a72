using System.Diagnostics;
using System.Text;
using Plumbline.Guardrails.Pii;
using Xunit;

namespace Plumbline.Guardrails.Tests;

/// <summary>Numbers are found where their form or the words beside them prove them, and nowhere else.</summary>
public sealed class PiiProfileTests
{
    public static TheoryData<string, string, string> Numbers()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var row in Cases.Lines("Pii", "numbers.tsv")) data.Add(row[0], row[1], row.Length > 2 ? row[2] : "");
        return data;
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_at_rest_is_found_where_it_is_proven(string kind, string text, string number)
    {
        var found = PiiScanner.Find(text, PiiProfile.AtRest).Where(m => m.Kind == kind).ToList();
        if (number.Length == 0) Assert.Empty(found);
        else Assert.Contains(found, m => text.Substring(m.Start, m.Length) == number);
    }

    [Theory]
    [InlineData("us-passport", "C12345679")]
    [InlineData("us-driver-license", "H12234567")]
    [InlineData("uk-postcode", "SW1A 2AA")]
    [InlineData("person", "Ada Maria Lovelace")]
    [InlineData("tr-phone", "0 (532) 1234567")]
    public void A_caller_who_knows_the_column_needs_no_words(string kind, string text) =>
        Assert.Equal(new PiiMatch(kind, 0, text.Length), Assert.Single(PiiScanner.Find(text, PiiProfile.Expecting(kind))));

    [Theory]
    [InlineData("2026-06-01T10:00:00.123Z INFO request 7f3a41 took 1532 ms, id=84021377, trace 4bf92f3577b34da6a3ce929d0e0e4736")]
    [InlineData("orders,2024-11-03,100045,19.99,EUR,SKU-88213,4006381333931")]
    [InlineData("{\"ts\": 1718041234567, \"price\": 1299.00, \"count\": 123456789, \"v\": \"10.0.26100\"}")]
    [InlineData("0x7ffd5a3c 1234567890 98765432101 12345678901234567890 3.14159265")]
    [InlineData("ISBN 978-3-16-148410-0, RFC 9110, page 12-34, 555-1234")]
    [InlineData("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("namespace A::B; std::vector<int>; ratio 1:2:3; time 12:34:56; 80:443")]
    [InlineData("M 12 screws, AB 12 parts, DIN 912, A4 2020, B2B 24/7")]
    public void Ordinary_numbers_are_nobody_s(string text) => Assert.Empty(PiiScanner.Find(text, PiiProfile.AtRest));

    [Theory]
    [InlineData("due 2024-06-05T09:15:30.500-07:00, or not", "2024-06-05T09:15:30.500-07:00")]
    [InlineData("due 21.5.2021.", "21.5.2021")]
    [InlineData("due 5-May-2021!", "5-May-2021")]
    [InlineData("am 3. März 2021 um", "3. März 2021")]
    [InlineData("on May 1st, 1977", "May 1st, 1977")]
    [InlineData("since May 2021 only", "May 2021")]
    [InlineData("(https://docs.corp.example/a_(b)?q=1&b=2).", "https://docs.corp.example/a_(b)?q=1&b=2")]
    [InlineData("see www.corp.example/a, then", "www.corp.example/a")]
    [InlineData("at shop.corp.com:8080/x;", "shop.corp.com:8080/x")]
    public void Days_and_pages_are_told_exactly_to_who_asks(string text, string place)
    {
        var match = Assert.Single(PiiScanner.Find(text, PiiProfile.Complete));
        Assert.Equal(place, text.Substring(match.Start, match.Length));
        Assert.Empty(DataClasses.Of(match.Kind));
        Assert.Empty(PiiScanner.Find(text, PiiProfile.AtRest));
    }

    [Theory]
    [InlineData("5/21")]
    [InlineData("05/2021")]
    [InlineData("May-21")]
    [InlineData("21.5.21")]
    public void A_short_date_counts_only_where_one_is_expected(string text)
    {
        Assert.Empty(PiiScanner.Find(text, PiiProfile.Complete));
        Assert.Equal(new PiiMatch("date-time", 0, text.Length), Assert.Single(PiiScanner.Find(text, PiiProfile.Expecting("date-time"))));
    }

    [Theory]
    [InlineData("today is5/21and fine, 2024-13-40, 31/31/2020, may I, 1.2.2021.4")]
    [InlineData("http://intranet www.corp read.me main.py a.b.c jo@corp.com app.run(x)")]
    public void What_is_no_day_and_no_page_is_not_told(string text) =>
        Assert.DoesNotContain(PiiScanner.Find(text, PiiProfile.Expecting("date-time", "url")), m => !text.AsSpan(m.Start, m.Length).SequenceEqual("read.me") && !text.AsSpan(m.Start, m.Length).SequenceEqual("main.py"));

    [Fact]
    public void A_birthday_stays_one_where_words_say_so() =>
        Assert.Equal(["date-of-birth"], PiiScanner.Find("born 1977-05-01", PiiProfile.Complete).Select(m => m.Kind));

    [Fact]
    public void Prompts_are_looked_at_as_before()
    {
        const string text = "ip 192.0.2.17, NI number AB123456C, mail jo@mail.example";
        Assert.Equal(["email"], PiiScanner.Kinds(text));
        Assert.Equal(PiiScanner.Find(text), PiiScanner.Find(text, PiiProfile.Prompts));
    }

    [Fact]
    public void Health_words_beside_a_person_make_health_data()
    {
        const string text = "patient jo@mail.example: medication changed";
        Assert.Equal(["phi", "pii"], DataClasses.Of(text, PiiScanner.Find(text)));
        Assert.Equal(["financial", "pci", "pii"], DataClasses.Of("payment-card"));
        Assert.Equal(["pii"], DataClasses.Of("mail jo@mail.example", PiiScanner.Find("mail jo@mail.example")));
    }

    [Fact]
    public void Whatever_is_read_matches_never_overlap()
    {
        var dice = new Random(5);
        var texts = Cases.Lines("Pii", "numbers.tsv").Select(r => r[1]).ToList();
        for (var round = 0; round < 2000; round++)
        {
            var text = new StringBuilder();
            for (var part = dice.Next(1, 6); part > 0; part--) text.Append(texts[dice.Next(texts.Count)]).Append(" -,.:/+(\n"[dice.Next(9)]);
            for (var change = dice.Next(6); change > 0; change--) text[dice.Next(text.Length)] = (char)dice.Next(1, 300);
            var end = 0;
            foreach (var match in PiiScanner.Find(text.ToString(), round % 2 == 0 ? PiiProfile.AtRest : PiiProfile.Expecting(PiiKinds.All.Select(k => k.Name))))
            {
                Assert.True(match.Start >= end && match.Length > 0 && match.Start + match.Length <= text.Length);
                end = match.Start + match.Length;
            }
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1 ")]
    [InlineData("@")]
    [InlineData("a.")]
    [InlineData("a@a.")]
    [InlineData("-")]
    [InlineData("1-")]
    [InlineData(":")]
    [InlineData("a:")]
    [InlineData("1.")]
    [InlineData("name is ")]
    [InlineData("+(1")]
    [InlineData("AB 12 ")]
    public void A_megabyte_of_one_thing_is_read_in_moments(string piece)
    {
        var text = new StringBuilder(1 << 20);
        while (text.Length < 1 << 20) text.Append(piece);
        var began = Stopwatch.GetTimestamp();
        PiiScanner.Find(text.ToString(), PiiProfile.AtRest);
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20));
    }
}

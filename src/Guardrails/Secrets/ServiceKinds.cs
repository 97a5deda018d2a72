namespace Plumbline.Guardrails.Secrets;

/// <summary>Keys of payment, messaging, commerce, observability and office services.</summary>
internal static class ServiceKinds
{
    /// <summary>Kind, provider, prefixes, shape behind them, flags (<see cref="Shapes"/>).</summary>
    public const string Table =
        """
        slack-token|Slack|xoxb- xoxp- xoxa- xoxr- xoxs- xoxo- xoxc- xoxd-|{d6-20}-{w10-150}
        slack-token|Slack|xoxa- xoxr-|{d1}-{w16-170}
        slack-token|Slack|xoxa- xoxr-|{a16-64}|weak
        slack-app-token|Slack|xapp-|{d1}-{u6-16}-{d8-16}-{l32-80}
        slack-app-token|Slack|xapp-|{d1}-{w20-150}
        slack-config-token|Slack|xoxe-|{d1}-{a120-180}
        slack-config-token|Slack|xoxe.xoxp- xoxe.xoxb-|{d1}-{a120-180}
        slack-webhook|Slack|hooks.slack.com/services/|T{i5-20}/B{i5-20}/{i12-40}
        slack-webhook|Slack|hooks.slack.com/workflows/ hooks.slack.com/triggers/|T{i5-20}/{i5-20}/{x16-60}
        slack-webhook|Slack|hooks.slack.com/services/ hooks.slack.com/workflows/ hooks.slack.com/triggers/|{b43-56}
        discord-webhook|Discord|discord.com/api/webhooks/ discordapp.com/api/webhooks/|{d17-20}/{w60-80}
        teams-webhook|Microsoft|.webhook.office.com/webhookb2/|{a8}-{a4}-{a4}-{a4}-{a12}@{a8}-{a4}-{a4}-{a4}-{a12}/IncomingWebhook/{l32}/{a8}-{a4}-{a4}-{a4}-{a12}
        telegram-bot-token|Telegram|:AA|{w33}|left={d8-10}
        stripe-secret-key|Stripe|sk_live_ rk_live_ sk_test_ rk_test_ sk_prod_ rk_prod_|{a10-255}
        stripe-webhook-secret|Stripe|whsec_|{B32-64}
        square-token|Square|sq0atp-|{w22}
        square-token|Square|sq0csp-|{w43}
        square-token|Square|EAAAE EAAAl|{w55-59}
        shopify-token|Shopify|shpat_ shpca_ shppa_ shpss_ shptka_|{H32}
        shopify-token|Shopify|shpss_|{a32-40}
        softlayer-api-key|IBM|api.softlayer.com/soap/v3/ api.softlayer.com/soap/v3.1/|{l64}
        paypal-braintree-token|PayPal|access_token$production$ access_token$sandbox$|{l16}${h32}
        plaid-token|Plaid|access-sandbox- access-development- access-production-|{h8}-{h4}-{h4}-{h4}-{h12}
        flutterwave-key|Flutterwave|FLWSECK_TEST- FLWSECK-|{l12-40}
        flutterwave-key|Flutterwave|FLWSECK_TEST- FLWSECK-|{l32}-X
        razorpay-key|Razorpay|rzp_live_|{a14}
        easypost-key|EasyPost|EZAK EZTK|{a54}
        shippo-token|Shippo|shippo_live_ shippo_test_|{H40}
        duffel-token|Duffel|duffel_live_ duffel_test_|{w43}
        sendgrid-api-key|SendGrid|SG.|{w22}.{w43}
        mailgun-api-key|Mailgun|key-|{h32}
        mailchimp-api-key|Mailchimp|-us|{d1-2}|left={l32}
        brevo-api-key|Brevo|xkeysib- xsmtpsib-|{h64}-{a16}
        twilio-api-key|Twilio|SK0 SK1 SK2 SK3 SK4 SK5 SK6 SK7 SK8 SK9 SKa SKb SKc SKd SKe SKf|{h31}
        twilio-account-sid|Twilio|AC0 AC1 AC2 AC3 AC4 AC5 AC6 AC7 AC8 AC9 ACa ACb ACc ACd ACe ACf|{h31}
        resend-api-key|Resend|re_|{a8}_{a24}
        intercom-token|Intercom|dG9rOj|{B50-80}
        facebook-token|Meta|EAAC EAAM EAAB EAAG|{a90-400}
        instagram-token|Meta|IGQV|{w100-400}
        twitch-token|Twitch|oauth:|{l30}
        figma-token|Figma|figd_ figo_ figp_|{w38-64}
        notion-token|Notion|ntn_|{d11}{a35}
        notion-token|Notion|secret_|{a43}
        linear-token|Linear|lin_api_ lin_oauth_ lin_wh_|{a32-64}
        airtable-token|Airtable|pat|{a14}.{h64}
        typeform-token|Typeform|tfp_|{t44-80}
        contentful-token|Contentful|CFPAT-|{w43}
        dropbox-token|Dropbox|sl.|{w130-150}
        dropbox-token|Dropbox|sl.u.|{w130-1400}
        zapier-webhook|Zapier|hooks.zapier.com/hooks/catch/|{d5-10}/{l5-10}
        hubspot-token|HubSpot|pat-na1- pat-na2- pat-eu1-|{H8}-{H4}-{H4}-{H4}-{H12}
        grafana-token|Grafana|glsa_|{a32}_{H8}
        grafana-token|Grafana|glc_|{B32-400}
        grafana-api-key|Grafana|eyJrIjoi|{a70-400}{B0-3}
        newrelic-key|New Relic|NRAK-|{u27}
        newrelic-key|New Relic|NRII- NRIQ-|{w32}
        newrelic-key|New Relic|NRJS-|{h19}
        newrelic-key|New Relic|NRAL|{a0-4}|left={h36}
        sentry-token|Sentry|sntryu_|{h64}
        sentry-token|Sentry|sntrys_|{B60-400}_{b43}
        datadog-key|Datadog|ddapp_ ddapi_|{a32-64}
        honeycomb-key|Honeycomb|hcaik_ hcbik_|{l58-64}
        logfire-token|Logfire|pylf_v1_us_ pylf_v1_eu_|{a43}
        posthog-key|PostHog|phx_|{a43-50}
        onepassword-secret-key|1Password|A3-|{u6}-{u6}-{u5}-{u5}-{u5}-{u5}
        onepassword-secret-key|1Password|A3-|{u6}-{u11}-{u5}-{u5}-{u5}
        onepassword-service-token|1Password|ops_eyJ|{B250-2000}
        age-secret-key|age|AGE-SECRET-KEY-1|{e58}
        adobe-client-secret|Adobe|p8e-|{a32}
        frameio-token|Frame.io|fio-u-|{w64}
        octopus-key|Octopus Deploy|API-|{u26}
        scalingo-token|Scalingo|tk-us-|{w48}
        harness-token|Harness|pat. sat.|{w22}.{a24}.{a20}
        mapbox-secret|Mapbox|sk.eyJ|{w50-120}.{w22}
        maxmind-key|MaxMind|_mmk||left={i36}
        intra42-client-secret|42|s-s4t2ud- s-s4t2af-|{h64}
        settlemint-token|SettleMint|sm_aat_ sm_pat_ sm_sat_|{a16}
        """;
}

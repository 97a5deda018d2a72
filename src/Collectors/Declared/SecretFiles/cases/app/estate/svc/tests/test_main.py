KEY = "csk-29326ml64lg2tjf8cz2ka7edcmpb3u2m7os5af3r09fquo6s"

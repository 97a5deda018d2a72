import os

from ask import ask, from_settings, of_client, passed_on, preset, spread, summarize, unknown, client

SMALL = "gpt-4o-mini"


def run(pool, jobs):
    ask("one", "gpt-4.1")
    ask(model=SMALL, question="two")
    summarize("text", "gpt-4.1-mini")
    from_settings(os.environ["DESK_MODEL"])
    from_settings("gpt-4o")
    unknown(jobs[0].model)
    passed_on("gpt-4o")
    pool.submit(passed_on, "later")
    spread(**{"model": "gpt-4.1", "temperature": 0})
    preset()
    preset("gpt-4.1")
    of_client(client, "three")

from ask import only_tested, ask


def test_it():
    only_tested("fake-model")
    ask("q", "another-fake")

def f(:
    eval(

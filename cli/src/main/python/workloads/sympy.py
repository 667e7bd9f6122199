"""Algebra, calculus, equations, matrices, numbers, and what is printed and compiled of them."""

import sympy as sp


def run():
    x, y = sp.symbols("x y")
    f = sp.Function("f")
    return [
        str(v)
        for v in (
            sp.factor(x**4 - 5 * x**2 + 4),
            sp.integrate(sp.exp(-x) * sp.sin(x), (x, 0, sp.oo)),
            sp.diff(sp.sin(x) ** 2 * sp.log(x), x),
            sp.limit(sp.sin(x) / x, x, 0),
            sp.series(sp.tan(x), x, 0, 8),
            sp.solve([x**2 + y - 3, x - y + 1], [x, y]),
            sp.dsolve(f(x).diff(x, 2) + f(x), f(x)),
            sp.Matrix([[2, 1], [1, 3]]).eigenvals(),
            sp.simplify(sp.sin(x) ** 2 + sp.cos(x) ** 2),
            sp.factorint(2**64 + 1),
            sp.pi.evalf(60),
            sp.summation(1 / x**2, (x, 1, sp.oo)),
            sp.latex(sp.sqrt(x / (1 + y))),
            sp.lambdify((x, y), x**y + 1)(3, 4),
            sp.groebner([x**2 + y, x * y - 1], x, y, order="lex").exprs,
        )
    ]

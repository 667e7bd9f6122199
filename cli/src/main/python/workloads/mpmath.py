"""Numbers with many digits: functions, sums, roots, integrals and matrices."""

from mpmath import e, findroot, gamma, identify, inf, mp, mpf, nsum, odefun, pi, polyroots, quad, workdps, zeta


def run():
    mp.dps = 40
    with workdps(60):
        long = str(pi * e)
    return (
        str(gamma(mpf(1) / 3)),
        str(zeta(3)),
        str(nsum(lambda n: 1 / n**2, [1, inf])),
        str(quad(lambda t: t**t, [0, 1])),
        str(findroot(lambda t: t**3 - 2, 1)),
        [str(mp.chop(root)) for root in polyroots([1, 0, -2])],
        str(mp.det(mp.matrix([[1, 2], [3, 4]]))),
        str(odefun(lambda t, v: v, 0, 1)(1)),
        identify(mpf("0.5") ** 0.5),
        long,
    )

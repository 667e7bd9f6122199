"""Constraints of several strengths, an editable value, and one that cannot be met."""

from kiwisolver import Constraint, Solver, UnsatisfiableConstraint, Variable


def run():
    left, width, right = Variable("left"), Variable("width"), Variable("right")
    solver = Solver()
    solver.addConstraint(left + width == right)
    solver.addConstraint((width >= 100) | "strong")
    solver.addConstraint((left == 10) | "weak")
    solver.addEditVariable(right, "medium")
    solver.suggestValue(right, 250)
    solver.updateVariables()
    values = left.value(), width.value(), right.value()
    try:
        solver.addConstraint(left + width <= right - 5)
    except UnsatisfiableConstraint as error:
        failure = isinstance(error.args[0], Constraint)
    return values, failure, str(left + 2 * width)

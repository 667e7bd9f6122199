"""Hooks, wrappers, their order, and an error."""

import pluggy

spec, hook = pluggy.HookspecMarker("own"), pluggy.HookimplMarker("own")


class Spec:
    @spec
    def count(self, n):
        """Count."""

    @spec(firstresult=True)
    def first(self, n):
        """Find the first."""


class One:
    @hook
    def count(self, n):
        return n + 1

    @hook(tryfirst=True)
    def first(self, n):
        return None


class Two:
    @hook(trylast=True)
    def count(self, n):
        return n + 2

    @hook
    def first(self):
        return "two"


class Around:
    @hook(wrapper=True)
    def count(self, n):
        return [*(yield), "wrapped"]


class Wrong:
    @hook
    def count(self, other):
        pass


def run():
    manager = pluggy.PluginManager("own")
    manager.add_hookspecs(Spec)
    for plugin in (One(), Two(), Around()):
        manager.register(plugin)
    try:
        manager.register(Wrong())
    except pluggy.PluginValidationError as error:
        failure = type(error).__name__
    results = manager.hook.count(n=5), manager.hook.first(n=1)
    calls = []
    manager.add_hookcall_monitoring(lambda name, impls, kwargs: calls.append(name), lambda *args: None)
    manager.hook.first(n=2)
    return results, failure, calls, len(manager.get_plugins())

"""Configurations of interpreters: the presets and fields of CPython's ``PyInterpreterConfig``."""

from types import SimpleNamespace

_FLAGS = (
    "use_main_obmalloc",
    "allow_fork",
    "allow_exec",
    "allow_threads",
    "allow_daemon_threads",
    "check_multi_interp_extensions",
)
_GILS = "default", "shared", "own"

_PRESETS = {
    "isolated": (False, False, False, True, False, True, 2),
    "legacy": (True, True, True, True, True, False, 1),
    "empty": (False, False, False, False, False, False, 0),
}
_ALIASES = {"": "isolated", "default": "isolated"}


def new_config(name="isolated", /, **overrides):
    """Return a new configuration, a namespace of flags and ``gil``.

    name: a preset: "isolated" (or "default"), "legacy" or "empty".
    overrides: fields with values other than the preset's.
    """
    config = of(_preset(name))
    _check(overrides)
    vars(config).update(overrides)
    return config


def of(fields):
    """Return the configuration for the seven values that host functions know it by."""
    return SimpleNamespace(**dict(zip(_FLAGS, fields)), gil=_GILS[fields[-1]])


def to_tuple(config):
    """Return the seven values for a preset's name, a configuration, or None for the default."""
    if config is None or isinstance(config, str):
        return _preset(config or "")
    if not hasattr(config, "__dict__"):
        raise TypeError(f"an interpreter is made from a preset's name or a new_config(), not from {config!r}")
    fields = vars(config)
    _check(fields)
    missing = [name for name in (*_FLAGS, "gil") if name not in fields]
    if missing:
        raise ValueError(f"the interpreter config has no {', '.join(missing)}")
    return (*(fields[name] for name in _FLAGS), _GILS.index(fields["gil"]))


def _preset(name):
    name.encode()
    try:
        return _PRESETS[_ALIASES.get(name, name)]
    except KeyError:
        raise ValueError(f"unsupported config name {name!r}: use one of {', '.join(_PRESETS)}") from None


def _check(fields):
    for name, value in fields.items():
        if name == "gil":
            _check_gil(value)
        elif name not in _FLAGS:
            raise ValueError(f"an interpreter config has no field {name!r}")
        elif not isinstance(value, bool):
            raise TypeError(f"{name} must be a bool, not {value!r}")


def _check_gil(value):
    if not isinstance(value, str):
        raise TypeError(f"gil must be a str, not {value!r}")
    if value not in _GILS:
        raise ValueError(f"unsupported gil {value!r}: use one of {', '.join(_GILS)}")

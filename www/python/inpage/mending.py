"""Modules of the standard library that are mended as they are first imported: most programs never import them."""

import sys

_mends = {}


def after_import(name, mend):
    """Calls ``mend`` with the module of this name once it is imported, at once if it is."""
    if name in sys.modules:
        mend(sys.modules[name])
    else:
        _mends[name] = mend


def without(name, why):
    """From now on who imports the module of this name is told that it is not there, and why."""
    _missing[name] = why


_missing = {}


class _Finder:
    def find_spec(self, name, path=None, target=None):
        if name in _missing:
            raise ModuleNotFoundError(_missing[name], name=name)
        mend = _mends.pop(name, None)
        if mend is None:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec is not None:
                spec.loader = _Loader(spec.loader, mend)
                return spec
        return None


class _Loader:
    def __init__(self, loader, mend):
        self._loader, self._mend = loader, mend

    def __getattr__(self, name):
        return getattr(self._loader, name)

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        self._loader.exec_module(module)
        self._mend(module)


def install():
    """From now on imports are looked at."""
    sys.meta_path.insert(0, _Finder())

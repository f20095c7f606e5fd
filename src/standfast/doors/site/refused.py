"""Why a site was not built, as errors that a person can act on."""

from __future__ import annotations

from standfast.model import StandfastError


class BuildRefused(StandfastError):
    """The folder, the runtime or a program is not as it must be; ``why`` says which, and what to do."""

    code = "SF-SITE-001"


class NoRuntime(BuildRefused):
    """Pyodide's files were not found, or are not those that were tested: ``place`` is the folder, ``why`` the file."""

    code = "SF-SITE-002"


class NotOurs(BuildRefused):
    """The folder holds something that is no earlier build."""

    code = "SF-SITE-003"


class Damaged(BuildRefused):
    """A built site differs from its manifest."""

    code = "SF-SITE-004"


class NoNode(BuildRefused):
    """Node.js prepares the Python files once; it is not on this computer."""

    code = "SF-SITE-005"

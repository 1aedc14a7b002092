"""The whole error tree. A message names the thing and ends with the remedy; it is fit to be shown to a user.

IscgError
├── UsageError                 the command or request itself is wrong                     exit 2, HTTP 4xx
│   ├── IdentifierError        a string is no identifier of a document, revision or clause
│   ├── QuestionError          what was asked is no question at all (empty, too long, binary)
│   └── SettingsError          a setting has a value that cannot be used
├── CorpusError                a document that ships breaks a rule of its format
│   └── ManuscriptError        names the file and the line
├── SourceError                a file or folder to be indexed cannot be read
│   └── UnsupportedFormat      no loader knows this kind of file
├── ConversationUnknown        no conversation has this id                             HTTP 404
└── StoreError                 the store cannot serve
    ├── StoreMissing           nothing was indexed yet
    ├── StoreCorrupt           a file of a generation is not what its manifest says
    ├── StoreLocked            another process is writing to it
    └── EmbedderMismatch       it was built with another embedder
"""

from __future__ import annotations


class IscgError(Exception):
    """Base of every error the project raises on purpose; ``str()`` is one clear sentence for a user."""


class UsageError(IscgError):
    """The command or request itself is wrong: exit code 2, HTTP 4xx."""


class IdentifierError(UsageError):
    """A string is no identifier of a document, revision or clause."""

    def __init__(self, value: str, expected: str) -> None:
        super().__init__(f"“{value[:80]}” is not {expected}.")
        self.value = value
        self.expected = expected


class QuestionError(UsageError):
    """What was asked is no question at all: empty, too long, or not text."""


class SettingsError(UsageError):
    """A setting has a value that cannot be used."""


class CorpusError(IscgError):
    """A document breaks a rule of the corpus."""


class ManuscriptError(CorpusError):
    """A Markdown file of the corpus does not follow its format; names the file and the line."""

    def __init__(self, where: str, line: int, problem: str) -> None:
        super().__init__(f"{where}, line {line}: {problem}")
        self.where = where
        self.line = line
        self.problem = problem


class SourceError(IscgError):
    """A file or folder that was to be indexed cannot be read."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


class UnsupportedFormat(SourceError):
    """No loader knows this kind of file."""


class ConversationUnknown(IscgError):
    """There is no conversation of that id: never was, expired or deleted."""

    def __init__(self) -> None:
        super().__init__(
            "There is no conversation of this id; it may have expired or been deleted. Begin another one with “new”."
        )


class StoreError(IscgError):
    """The store cannot serve."""


class StoreMissing(StoreError):
    """Nothing was indexed yet at this place."""

    def __init__(self, place: str) -> None:
        super().__init__(f"There is no store at {place}. Build one with: iscg index --store {place}")
        self.place = place


class StoreCorrupt(StoreError):
    """A file of a generation is missing or is not what its manifest says."""


class StoreLocked(StoreError):
    """Another process is writing to the store."""


class EmbedderMismatch(StoreError):
    """The store was built with another embedder than the one configured."""

    def __init__(self, place: str, built_with: str, configured: str) -> None:
        super().__init__(
            f"The store at {place} was built with the embedder {built_with}, but {configured} is configured. "
            f"Rebuild it with: iscg index --store {place}"
        )
        self.place = place
        self.built_with = built_with
        self.configured = configured

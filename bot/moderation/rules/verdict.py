"""What rules say about a message, with their evidence."""

from dataclasses import dataclass

from bot.moderation.rules.model import Action, ActionKind


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence. `kind`: the condition's name; `span` where it stands in the text as written, None where it
    stands nowhere; `reading`: how it was read, or the value that was found, for people.
    """

    kind: str
    span: tuple[int, int] | None
    reading: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule that holds."""

    rule: str
    version: int
    actions: tuple[Action, ...]
    evidence: tuple[Finding, ...]
    explain: str = ""

    def does(self, kind: ActionKind) -> bool:
        return any(action.kind is kind for action in self.actions)

    @property
    def removes(self) -> bool:
        """Whether the message leaves the group."""
        return self.does(ActionKind.DELETE) or self.does(ActionKind.HOLD)


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that rules say about one message: the enforced verdict that counts, and what rules in `observe` would have done."""

    enforced: Verdict | None = None
    observed: tuple[Verdict, ...] = ()

"""The whole page. Everything from outside is escaped where it is put in. Pure but for the style that comes with it."""

from collections.abc import Iterable
from html import escape
from importlib.resources import files

from bot.i18n.durations import show_duration
from bot.i18n.negotiation import Language
from bot.i18n.translator import Html, Translator, isolated
from bot.replay.findings import Findings, PersonFound, RuleFound
from bot.replay.labels import Rate
from bot.replay.report.chart import chart
from bot.replay.report.samples import sample_html
from bot.replay.tally import PEOPLE
from bot.settings.durations import parse_duration

PRESET = "preset "
"""`rules_from` begins so where no file of rules was given."""


def page(findings: Findings, translator: Translator, language: Language) -> str:
    """The report as a complete HTML document."""
    return _Page(findings, translator, language).whole()


def percent(share: float | None) -> str:
    """`0.7 %`; a share that is not zero never reads as zero."""
    if share is None:
        return "–"
    if 0 < share < 0.001:
        return "<0.1%"
    return f"{100 * share:.1f}%" if share < 0.995 or share == 1 else ">99.4%"


class _Page:
    def __init__(self, findings: Findings, translator: Translator, language: Language) -> None:
        self._found = findings
        self._translator = translator
        self._language = language

    def whole(self) -> str:
        style = (files("bot.replay.report") / "style.css").read_text(encoding="utf-8")
        title = self._text("replay-title")
        names = ", ".join(escape(group.name) for group in self._found.groups)
        # No scripts and nothing from elsewhere, whatever a message says.
        policy = "default-src 'none'; style-src 'unsafe-inline'"
        return (
            f'<!doctype html>\n<html lang="{self._language.value}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="color-scheme" content="light dark">\n'
            f"<title>{title} · {names}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
            + "\n".join(self._parts())
            + "\n</main>\n</body>\n</html>\n"
        )

    def _parts(self) -> Iterable[str]:
        yield self._head()
        yield self._tiles()
        yield self._regulars()
        yield self._timeline()
        yield self._rules()
        yield from self._samples()
        if self._found.labels is not None:
            yield self._missed()
        yield self._people()
        yield self._notes()

    def _head(self) -> str:
        found = self._found
        groups = " · ".join(
            f"{isolated(group.name)} <small>{group.messages:,}</small>"
            if len(found.groups) > 1
            else isolated(group.name)
            for group in found.groups
        )
        period = self._text("replay-period", **{"from": found.since[:10], "to": found.until[:10]})
        return (
            f'<header class="top"><p class="eyebrow">{self._text("replay-title")}</p><h1>{groups}</h1>'
            f"<p>{period} · {self.source()} · <em>{self._text('replay-dry')}</em></p></header>"
        )

    def source(self) -> str:
        told = self._found.rules_from
        if told.startswith(PRESET):
            name = self._text(f"setting-moderation-preset.choice-{told.removeprefix(PRESET)}")
            return self._text("replay-rules-preset", preset=name)
        return self._text("replay-rules-file", file=told)

    def _tiles(self) -> str:
        found = self._found
        writers = found.people or 1
        tiles = [
            self._tile(
                "replay-messages", f"{found.messages:,}", self._text("replay-messages-about", people=found.people)
            ),
            self._tile(
                "replay-hits",
                f"{found.hits:,}",
                self._text("replay-hits-about", percent=percent(found.hits / (found.messages or 1))),
            ),
            self._tile("replay-acted", f"{found.acted:,}", self._text("replay-acted-about", count=found.removed)),
            self._tile(
                "replay-people",
                f"{found.people_hit:,}",
                self._text("replay-people-about", percent=percent(min(1.0, found.people_hit / writers))),
            ),
            self._tile(
                "replay-regulars",
                f"{found.regulars_hit:,}",
                self._text("replay-regulars-about"),
                kind="bad" if found.regulars_hit else "good",
            ),
        ]
        if found.labels is not None:
            tiles += [
                self._tile(
                    "replay-precision", percent(found.labels.precision.share), self._interval(found.labels.precision)
                ),
                self._tile("replay-recall", percent(found.labels.recall.share), self._interval(found.labels.recall)),
            ]
        return f'<section class="tiles">{"".join(tiles)}</section>'

    def _tile(self, key: str, value: str, about: str, *, kind: str = "") -> str:
        return (
            f'<div class="tile {kind}"><h2>{self._text(key)}</h2><p class="value">{escape(value)}</p>'
            f'<p class="about">{about}</p></div>'
        )

    def _interval(self, found: Rate) -> Html:
        if found.low is None or found.high is None:
            return self._text("replay-interval-none")
        return self._text(
            "replay-interval", right=found.right, of=found.of, low=percent(found.low), high=percent(found.high)
        )

    def _regulars(self) -> str:
        samples = self._found.regular_samples
        if not samples:
            return self._section("replay-regulars-title", f'<p class="fine">{self._text("replay-regulars-none")}</p>')
        cards = "".join(sample_html(one, self._translator, self._language, with_rules=True) for one in samples)
        lead = f'<p class="lead">{self._text("replay-regulars-lead")}</p>'
        return self._section("replay-regulars-title", lead + cards, kind="warning")

    def _timeline(self) -> str:
        drawn = chart(
            self._found.days,
            self._translator.plain(self._language, "replay-timeline-hits"),
            self._translator.plain(self._language, "replay-timeline-messages"),
            lambda day: self._translator.plain(
                self._language, "replay-timeline-point", day=day.day, messages=day.messages, hits=day.hits
            ),
        )
        return self._section("replay-timeline-title", drawn)

    def _rules(self) -> str:
        has_labels = self._found.labels is not None
        columns = ["rule", "mode", "then", "hits", "people", "regulars"]
        heads = [self._text(f"replay-column-{name}") for name in columns]
        if has_labels:
            heads += [self._text("replay-precision"), self._text("replay-recall")]
        most = max((rule.hits for rule in self._found.rules), default=0) or 1
        rows = "".join(self._rule_row(rule, most, has_labels=has_labels) for rule in self._found.rules)
        return self._section("replay-rules-title", _table(heads, rows, numbers_from=3))

    def _rule_row(self, rule: RuleFound, most: int, *, has_labels: bool) -> str:
        actions = "、" if self._language is not Language.EN else ", "
        cells = [
            f"<td><b>{escape(rule.name)}</b>{self._reason(rule)}</td>",
            f'<td><span class="mode {rule.mode}">{self._text(f"rule-mode-{rule.mode}")}</span></td>',
            f"<td>{actions.join(map(self._action, rule.actions))}</td>",
            f'<td class="n"><span class="bar" style="--share:{rule.hits / most:.3f}"></span>{rule.hits:,}</td>',
            f'<td class="n">{rule.people:,}</td>',
            f'<td class="n {"bad" if rule.regulars else ""}">{rule.regulars:,}</td>',
        ]
        if has_labels:
            cells += [self._rate_cell(rule.precision), self._rate_cell(rule.recall)]
        return f"<tr>{''.join(cells)}</tr>"

    def _rate_cell(self, found: Rate | None) -> str:
        if found is None or found.share is None:
            return '<td class="n">–</td>'
        return (
            f'<td class="n">{escape(percent(found.share))}<small>{escape(percent(found.low))}–'
            f"{escape(percent(found.high))} · {found.right}/{found.of}</small></td>"
        )

    def _reason(self, rule: RuleFound) -> str:
        key = f"moderation-reason-{rule.name}"
        if not self._translator.has(self._language, key) or rule.name in ("own", "of_case"):
            return ""
        return f"<small>{self._text(key)}</small>"

    def _action(self, told: str) -> str:
        kind, _, lasting = told.partition(" ")
        name = self._text(f"rule-action-{kind}")
        duration = parse_duration(lasting) if lasting else None
        if duration is None:
            return name
        shown = show_duration(self._translator, self._language, duration)
        return self._text("rule-action-timed", action=name, duration=shown)

    def _samples(self) -> Iterable[str]:
        hit = [rule for rule in self._found.rules if rule.samples]
        if not hit:
            yield self._section("replay-samples-title", f"<p>{self._text('replay-none')}</p>")
        for rule in hit:
            about = self._text("replay-samples-of", shown=len(rule.samples), hits=rule.hits)
            cards = "".join(
                sample_html(one, self._translator, self._language, with_rules=False) for one in rule.samples
            )
            title = f"{self._text('replay-samples-title')} · <code>{escape(rule.name)}</code>"
            yield f'<section class="card"><h2>{title} <small>{about}</small></h2>{cards}</section>'

    def _missed(self) -> str:
        labels = self._found.labels
        missed = labels.missed if labels is not None else ()
        if not missed:
            return self._section("replay-missed-title", f'<p class="fine">{self._text("replay-missed-none")}</p>')
        cards = "".join(sample_html(one, self._translator, self._language, with_rules=False) for one in missed)
        return self._section("replay-missed-title", f'<p class="lead">{self._text("replay-missed-lead")}</p>{cards}')

    def _people(self) -> str:
        heads = [self._text(f"replay-column-{name}") for name in ("member", "hits", "messages", "joined", "rules")]
        rows = "".join(map(self._person_row, self._found.most_hit))
        if not rows:
            return self._section("replay-people-title", f"<p>{self._text('replay-none')}</p>")
        lead = f'<p class="lead">{self._text("replay-people-lead", count=PEOPLE)}</p>'
        return self._section("replay-people-title", lead + _table(heads, rows, numbers_from=1, numbers=2))

    def _person_row(self, person: PersonFound) -> str:
        joined = escape(person.joined_at[:10]) if person.joined_at else self._text("replay-not-seen")
        rules = " ".join(f'<code class="rule">{escape(rule)}</code>' for rule in person.rules)
        name = isolated(person.name) or self._text("replay-no-name")
        return (
            f"<tr><td><b>{name}</b><small>{person.user_id}</small></td>"
            f'<td class="n">{person.hits:,}</td><td class="n">{person.messages:,}</td><td>{joined}</td><td>{rules}</td></tr>'
        )

    def _notes(self) -> str:
        items = "".join(f"<li>{note}</li>" for note in self.notes())
        return f'<section class="notes"><h2>{self._text("replay-notes-title")}</h2><ul>{items}</ul></section>'

    def notes(self) -> Iterable[Html]:
        found = self._found
        if not found.joins:
            yield self._text("replay-note-no-joins")
        yield self._text("replay-note-staff")
        if found.removers:
            separator = ", " if self._language is Language.EN else "、"
            names = separator.join(f"{name} ({user_id})" for user_id, name in list(found.removers.items())[:20])
            yield self._text("replay-note-removers", names=names)
        yield self._text("replay-note-deleted")
        for key, count in (
            ("replay-note-edited", found.edited),
            ("replay-note-forwards", found.unknown_forwards),
            ("replay-note-unreadable", found.unreadable),
            ("replay-note-skipped", found.skipped_chats),
            ("replay-note-absent", found.labels.absent if found.labels is not None else 0),
        ):
            if count:
                yield self._text(key, count=count)

    def _section(self, key: str, content: str, *, kind: str = "") -> str:
        return f'<section class="card {kind}"><h2>{self._text(key)}</h2>{content}</section>'

    def _text(self, key: str, **arguments: str | int | float) -> Html:
        return self._translator.text(self._language, key, **arguments)


def _table(heads: list[Html], rows: str, *, numbers_from: int, numbers: int = 99) -> str:
    cells = "".join(
        f'<th class="n">{head}</th>' if numbers_from <= index < numbers_from + numbers else f"<th>{head}</th>"
        for index, head in enumerate(heads)
    )
    return f'<div class="wide"><table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table></div>'

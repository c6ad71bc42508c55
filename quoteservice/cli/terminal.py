"""Answers as a person reads them at a terminal."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from quoteservice.cli import margin
from quoteservice.domain.draft import CheckedDraft
from quoteservice.domain.quote import Page, Quote, Source
from quoteservice.domain.speaker import Resolution, ResolutionStatus, SpeakerAction, SpeakerChange, SpeakerProfile
from quoteservice.domain.verdict import Change, DiffOp, DiffPart, Evidence, Finding, Severity, Verdict, Verification
from quoteservice.service import ReadSource
from quoteservice.web import wording
from quoteservice.web.markup import is_telling, paragraphs
from quoteservice.workflows.ingest import Ingested
from quoteservice.workflows.merge import SplitSpeakers

# Lines longer than this are hard to read, however wide the terminal is (characters).
WIDEST = 100

# SGR parameters of ECMA-48.
BOLD, FAINT, RED, GREEN, YELLOW = "1", "2", "31", "32", "33"

SIGNS = {Verdict.CONFIRMED: "✓", Verdict.REJECTED: "✗", Verdict.UNVERIFIED: "?"}
COLOURS = {Verdict.CONFIRMED: GREEN, Verdict.REJECTED: RED, Verdict.UNVERIFIED: YELLOW}

# From the one that stops a publication on.
WORST_FIRST = (Verdict.REJECTED, Verdict.UNVERIFIED, Verdict.CONFIRMED)

INDENT = "  "

# Columns of a table of answers.
_WIDEST_VERDICT = max(map(len, wording.VERDICTS.values()))
_WIDEST_FINDING = max(map(len, Finding))

# The margin of a draft: room for two signs of statements below a hundred (characters), and what parts it from the text.
MARGIN = 7
RULE = " │ "


@dataclass(frozen=True, slots=True)
class Terminal:
    """Writes to `out`, at most `width` characters a line, with `colour` where that helps."""

    out: TextIO
    width: int
    colour: bool

    @classmethod
    def of(cls, out: TextIO) -> Terminal:
        """Colour only if `out` is a terminal and NO_COLOR (https://no-color.org) is not set."""
        width = min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)
        return cls(out, max(40, width), out.isatty() and not os.environ.get("NO_COLOR"))

    def verification(self, verification: Verification) -> None:
        """One answer: verdict, why, what differs, evidence, what was searched."""
        judgement = verification.judgement
        finding = wording.FINDINGS[judgement.finding]
        head = f"{SIGNS[judgement.verdict]} {wording.VERDICTS[judgement.verdict].upper()}"
        sure = wording.confidence(judgement.confidence)
        self._line(f"{self._paint(head, BOLD, COLOURS[judgement.verdict])}  {judgement.finding} ({sure})")
        self._text(judgement.explanation)
        self._text(f"{finding.meaning} {finding.advice}", FAINT)
        if judgement.said_by:
            self._text(
                f"{wording.whose(judgement.finding)} {', '.join(speaker.name for speaker in judgement.said_by)}."
            )
        self._changes(judgement.changes)
        for evidence in judgement.evidence:
            self._line()
            self._evidence(evidence)
        self._line()
        whose = judgement.speaker.name if judgement.speaker else verification.claim.speaker
        self._text(wording.coverage(verification.coverage, whose), FAINT)

    def row(self, line: int, verification: Verification) -> None:
        """One answer of many in a line, cut at the width; below it why, unless it is confirmed."""
        judgement, claim = verification.judgement, verification.claim
        verdict = judgement.verdict
        said = self._paint(f"{SIGNS[verdict]} {wording.VERDICTS[verdict]:<{_WIDEST_VERDICT}}", COLOURS[verdict])
        rest = f"{claim.speaker or 'anybody'}: “{' '.join(claim.text.split())}”"
        before = f"{line:>5}  "
        finding = f"  {judgement.finding:<{_WIDEST_FINDING}}  "
        room = max(20, self.width - len(before) - len(SIGNS[verdict]) - 1 - _WIDEST_VERDICT - len(finding))
        self._line(f"{before}{said}{finding}{rest if len(rest) <= room else rest[: room - 1] + '…'}")
        if verdict is not Verdict.CONFIRMED:
            self._text(judgement.explanation, FAINT, indent=" " * len(before))

    def summary(self, verdicts: Sequence[Verdict]) -> None:
        """How many got which verdict."""
        self._line(", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in Verdict))

    def checked(self, checked: CheckedDraft) -> None:
        """The draft with verdicts in its margin, then why, then how many got which."""
        verdicts = checked.verdicts
        if not verdicts:
            self._line("No statement with a speaker was found.")
            return
        self._draft(checked, verdicts)
        for number, statement in enumerate(checked.statements, 1):
            judgement = statement.verification.judgement
            said = statement.quote.statement
            head = f"{number} {SIGNS[judgement.verdict]} {wording.VERDICTS[judgement.verdict].upper()}"
            who = said.speaker or said.mention or "speaker not clear"
            self._line(f"{self._paint(head, BOLD, COLOURS[judgement.verdict])}  {judgement.finding}: {who}")
            self._text(judgement.explanation, FAINT)
            self._changes(judgement.changes)
            self._line()
        self.summary(verdicts)

    def _draft(self, checked: CheckedDraft, verdicts: Sequence[Verdict]) -> None:
        text = paragraphs(checked.text, [statement.quote for statement in checked.statements])
        for line in margin.lines(text, self.width - MARGIN - len(RULE)):
            signs = " ".join(f"{number}{SIGNS[verdicts[number - 1]]}" for number in line.starts)
            # The worst of them gives the margin its colour.
            worst = next((each for each in WORST_FIRST if each in {verdicts[n - 1] for n in line.starts}), None)
            # Spaces stand outside the colour; more signs than the margin holds push the line to the right.
            signed = self._paint(signs, BOLD, COLOURS[worst]) if worst else signs
            words = (self._runs(word, verdicts) for word in line.words)
            self._line(f"{' ' * (MARGIN - len(signs))}{signed}{RULE}{' '.join(words)}".rstrip())
        self._line()

    def _runs(self, word: margin.Word, verdicts: Sequence[Verdict]) -> str:
        return "".join(
            self._paint(run.text, COLOURS[verdicts[run.mark - 1]]) if run.mark else run.text for run in word.runs
        )

    def ingested(self, ingested: Ingested, file: str) -> None:
        """One article: its title, or the file if it has none, and what was found in it."""
        source = ingested.source
        news = "added" if ingested.created else "on record before"
        title = self._paint(source.title or file, BOLD)
        self._line(f"{title} ({news}, {wording.count(len(ingested.quotes), 'statement')})")
        for quote in ingested.quotes:
            self._text(f"{self._paint(_who(quote), BOLD)}: {_printed(quote)}")

    def articles(self, page: Page[Source]) -> None:
        """A page of articles."""
        for source in page.items:
            parts = (source.publisher, wording.day(source.published_on), source.url)
            self._line(self._paint(source.title or "Untitled", BOLD))
            self._text(", ".join(filter(None, (*parts, source.id))), FAINT)
        if not page.items:
            self._line("No article was read yet.")
        self._next(page.next)

    def article(self, read: ReadSource) -> None:
        """One article, and what is said in it."""
        self.articles(Page((read.source,)))
        for quote in read.quotes:
            self._text(f"{self._paint(_who(quote), BOLD)}: {_printed(quote)}")
        if not read.quotes:
            self._line("No statement with a speaker was found.")

    def speakers(self, page: Page[SpeakerProfile]) -> None:
        """A page of speakers."""
        self._people(page.items)
        if not page.items:
            self._line("Nobody is on record.")
        self._next(page.next)

    def resolution(self, name: str, found: Resolution) -> None:
        """Whom a name means."""
        if found.status is ResolutionStatus.RESOLVED and found.resolved:
            self._line(f"“{name}” means {found.resolved.speaker.name}.")
        elif found.status is ResolutionStatus.AMBIGUOUS:
            self._line(f"“{name}” fits {wording.count(len(found.candidates), 'speaker')}:")
        else:
            self._line(f"Nobody on record is called “{name}”.")
        self._people(found.candidates)

    def merged(self, profile: SpeakerProfile) -> None:
        """A speaker that others count as."""
        self._people([profile])
        self._text(f"Also {', '.join(profile.aliases) or 'nothing else'}.", FAINT)

    def split(self, found: SplitSpeakers) -> None:
        """Who stayed and who left."""
        self._people([found.kept, *found.split])

    def history(self, answer: Mapping[str, Sequence[SpeakerChange]]) -> None:
        """What was merged and split by hand."""
        for change in answer["history"]:
            names = ", ".join(change.aliases) or "no name"
            how = "came to" if change.action is SpeakerAction.MERGE else "left"
            moved = f" with {wording.count(len(change.quotes), 'statement')}" if change.quotes else ""
            self._text(f"{change.at:%Y-%m-%d %H:%M} {names} ({change.other_id}) {how} {change.speaker_id}{moved}")
        if not answer["history"]:
            self._line("Nothing was merged or split by hand.")

    def quotes(self, page: Page[Quote]) -> None:
        """A page of quotes."""
        for quote in page.items:
            self._quote(quote)
        if not page.items:
            self._line("Nothing on record fits.")
        self._next(page.next)

    def _people(self, people: Iterable[SpeakerProfile]) -> None:
        for profile in people:
            latest = profile.roles[-1].title if profile.roles else ""
            # A description is its own role.
            role = f", {latest}" if latest and latest not in profile.speaker.name else ""
            kind = wording.SPEAKER_KINDS[profile.speaker.kind].lower()
            count = wording.count(profile.quotes, "statement")
            self._line(f"{self._paint(profile.speaker.name, BOLD)}{role} ({kind}, {count})")

    def _quote(self, quote: Quote) -> None:
        self._text(f"{self._paint(_who(quote), BOLD)}: {_printed(quote)}")
        self._text(_where(quote), FAINT, indent=INDENT * 2)

    def _evidence(self, evidence: Evidence) -> None:
        quote = evidence.quote
        role = f", {quote.statement.role}" if quote.statement.role else ""
        how = " ".join(filter(None, (quote.statement.cue, quote.statement.channel)))
        self._text(f"{self._paint(_who(quote), BOLD)}{role}{', ' + how if how else ''}:")
        self._text(self._diff(evidence.diff) if is_telling(evidence.diff) else _printed(quote), indent=INDENT * 2)
        self._text(_where(quote), FAINT, indent=INDENT * 2)

    def _diff(self, diff: Sequence[DiffPart]) -> str:
        """Both texts in one, as `git diff --word-diff` writes them: `[-on record-]{+claimed+}`."""
        words = []
        for part in diff:
            if part.op is DiffOp.EQUAL:
                words.append(part.recorded)
                continue
            words.append(self._marked(part.recorded, "[-", "-]", GREEN))
            words.append(self._marked(part.claimed, "{+", "+}", RED))
        return "".join(words)

    def _marked(self, text: str, before: str, after: str, colour: str) -> str:
        words = text.strip()
        if not words:
            return text
        lead = text[: len(text) - len(text.lstrip())]
        return f"{lead}{self._paint(before + words + after, colour)}{text[len(lead) + len(words) :]}"

    def _changes(self, changes: Iterable[Change]) -> None:
        for change in changes:
            done = {
                "added": f"added “{change.claimed.strip()}”",
                "left out": f"left out “{change.recorded.strip()}”",
                "changed": f"“{change.claimed.strip()}” for “{change.recorded.strip()}”",
            }[wording.change(change)]
            weight = wording.SEVERITIES[change.severity]
            if change.severity is Severity.MATERIAL:
                weight = self._paint(weight, RED)
            self._text(f"{wording.CHANGE_KINDS[change.kind]}: {done} ({weight})")

    def _next(self, cursor: str | None) -> None:
        if cursor:
            self._text(f"There is more: --cursor {cursor}", FAINT)

    def _text(self, text: str, *styles: str, indent: str = INDENT) -> None:
        """`text` wrapped and indented; words longer than a line, such as addresses, stay whole."""
        lines = textwrap.wrap(
            " ".join(text.split()),
            self.width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines:
            self._line(self._paint(line, *styles))

    def _line(self, text: str = "") -> None:
        print(text, file=self.out)

    def _paint(self, text: str, *styles: str) -> str:
        return f"\033[{';'.join(styles)}m{text}\033[0m" if self.colour and styles else text


def _who(quote: Quote) -> str:
    return quote.speaker.name if quote.speaker else quote.statement.mention or "speaker not clear"


def _printed(quote: Quote) -> str:
    said = quote.statement.readable
    return f"“{said}”" if quote.form == "direct" else said


def _where(quote: Quote) -> str:
    source = quote.source
    parts = (source.title or "Untitled", source.publisher, wording.day(source.published_on), source.url)
    return ", ".join(filter(None, parts))

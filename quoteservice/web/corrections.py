"""The pages that add to the record and correct it: a quote by hand, who is one speaker, and what is no evidence."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quoteservice.domain.quote import Page, PageRequest, Quote, QuoteFilter
from quoteservice.domain.speaker import SpeakerChange, SpeakerProfile
from quoteservice.errors import InvalidInput
from quoteservice.service import Service, SplitOrder
from quoteservice.web.forms import RecordForm

# Quotes of which some may be picked as somebody else's: a page of them, as of any list.
ROWS = 30

# Speakers that are offered to be merged in: a name that fits more than this says too little.
MOST_OFFERED = 20


@dataclass(frozen=True, slots=True)
class Corrections:
    """One method for each page; what they add and change is kept in the history of the record."""

    service: Service

    def add_to(self, page: Blueprint) -> None:
        """Adds the pages to those that there are."""
        page.add_url_rule("/speakers/<speaker_id>/correct", "correct", self.correct)
        page.add_url_rule("/speakers/<speaker_id>/merge", "merge", self.merge, methods=["POST"])
        page.add_url_rule("/speakers/<speaker_id>/split", "split", self.split, methods=["POST"])
        page.add_url_rule("/quotes/new", "record", self.record, methods=["GET", "POST"])
        page.add_url_rule("/quotes/<quote_id>/withdraw", "withdraw", self.withdraw, methods=["POST"])

    def correct(self, speaker_id: str) -> str | tuple[str, int]:
        """What can be corrected of one speaker, and what was."""
        return self._shown(speaker_id)

    def merge(self, speaker_id: str) -> str | Response | tuple[str, int]:
        """Makes another speaker count as this one."""
        try:
            self.service.merge_speakers(speaker_id, request.form.get("other", ""))
        except InvalidInput as error:
            return self._shown(speaker_id, error)
        return redirect(url_for("page.correct", speaker_id=speaker_id, done="merged", _anchor="trail"), 303)

    def split(self, speaker_id: str) -> str | Response | tuple[str, int]:
        """Takes names, quotes or somebody merged in from this speaker."""
        form = request.form
        order = SplitOrder(tuple(form.getlist("alias")), form.get("speaker"), tuple(form.getlist("quote")))
        try:
            self.service.split_speaker(speaker_id, order)
        except InvalidInput as error:
            return self._shown(speaker_id, error)
        return redirect(url_for("page.correct", speaker_id=speaker_id, done="split", _anchor="trail"), 303)

    def record(self) -> str | tuple[str, int] | Response:
        """The form for one quote; posted, it is on record and shown in its place."""
        if request.method == "GET":
            return render_template("record.html", form=RecordForm(speaker=request.args.get("speaker", "")))
        form = RecordForm.posted(request.form)
        try:
            quote = self.service.record(form.record())
        except InvalidInput as error:
            return render_template("record.html", form=form, error=error), 422
        return redirect(url_for("page.article", source_id=quote.source.id, added="recorded"), 303)

    def withdraw(self, quote_id: str) -> Response:
        """Takes a quote out of evidence."""
        source = self.service.quote(quote_id).source
        self.service.withdraw(quote_id)
        return redirect(url_for("page.article", source_id=source.id, added="withdrawn"), 303)

    def _shown(self, speaker_id: str, error: InvalidInput | None = None) -> str | tuple[str, int]:
        profile = self.service.speaker(speaker_id)
        name = request.args.get("q", "").strip()
        offered: tuple[SpeakerProfile, ...] = ()
        try:
            offered = self._offered(profile, name) if name else ()
        except InvalidInput as refused:
            error = error or refused
        page = render_template(
            "correct.html",
            profile=profile,
            q=name,
            offered=offered,
            quotes=self._quotes(profile),
            trail=self._trail(profile),
            done=request.args.get("done"),
            error=error,
        )
        return (page, 422) if error else page

    def _offered(self, profile: SpeakerProfile, name: str) -> tuple[SpeakerProfile, ...]:
        """Those whom the name fits and who could be this speaker: of the same kind, and not counted as them yet."""
        found = self.service.resolve(name)
        everybody = (*found.candidates, *found.forms, *found.maybe)
        others = {each.speaker.id: each for each in everybody if each.speaker.id != profile.speaker.id}
        return tuple(each for each in others.values() if each.speaker.kind is profile.speaker.kind)[:MOST_OFFERED]

    def _quotes(self, profile: SpeakerProfile) -> Page[Quote]:
        request_ = PageRequest(cursor=request.args.get("after") or None, limit=ROWS)
        return self.service.quotes(QuoteFilter(speaker_ids=(profile.speaker.id,)), request_)

    def _trail(self, profile: SpeakerProfile) -> tuple[tuple[SpeakerChange, bool], ...]:
        """What was done, the last first; with True where it is a merge that still holds, and so can be undone."""
        history = self.service.speaker_history(profile.speaker.id)
        undone: set[str] = set()
        told: list[tuple[SpeakerChange, bool]] = []
        for change in reversed(history):
            holds = change.action == "merge" and change.other_id in profile.merged and change.other_id not in undone
            undone.add(change.other_id)
            told.append((change, holds))
        return tuple(told)

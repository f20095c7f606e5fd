"""One request: who asks, where, in which language, with what they told us so far."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from standfast import pipeline
from standfast.knowledge import RouteRow, facts, guide, home_answers, home_routes, ids, words
from standfast.model import Kind, Plan, Route, Situation
from standfast.plan import answers_from

from . import render
from .addresses import NEED_A_PERSON, address
from .notebook import Notebook
from .place import Place

SITE_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; "
    "img-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'"
)
"""What the pages of the site carry themselves, beside the header that the host must send."""
AGE_VARIANTS: Mapping[str, Mapping[str, str]] = {
    "1": {"about": "me", "shown_age": "16-17"},
    "2": {"about": "me", "shown_age": "35-plus"},
}
"""Plans made ahead of time: under 18, and 18 or over. Neutral names, because they stand in an address.

The three bands of minors have the same lines and steps. For adults the oldest band is taken: its lines answer every adult,
while those of the younger ones turn some away.
"""


class Visit:
    def __init__(self, request: Request, place: Place, page: str, lang: str, variant: str = "") -> None:
        self.request = request
        self.place = place
        self.page = page
        self.lang = lang
        self.variant = variant
        self.now: datetime = place.clock()

    @property
    def notebook(self) -> Notebook:
        return self.place.notebooks.of(self.request)

    def keep(self, notebook: Notebook) -> None:
        """From here on the answers and the advice are those of this notebook."""
        self.place.notebooks.put(self.request, notebook)
        for made in ("answers", "advice"):
            self.__dict__.pop(made, None)

    def say(self, key: str, **gaps: object) -> str:
        return render.say(self.lang, key, **gaps)

    def link(self, page: str, variant: str = "") -> str:
        return address(page, self.lang, variant)

    @cached_property
    def answers(self) -> dict[str, str]:
        """What the path says, then the person's own words, which win. The home's place is only supposed: see ``supposed``."""
        notebook = self.notebook
        path = dict(guide(notebook.path).sets) if notebook.path in ids("guides") else {}
        ahead = dict(AGE_VARIANTS.get(self.variant, {})) if self.page == "plan" else {}
        land = {"country": self.variant.upper()} if self.page == "people" and self.variant else {}
        own = answers_from({question: chosen for question, chosen in notebook.ticked.items() if chosen})
        if land and land["country"] != own.get("country"):
            own = {key: value for key, value in own.items() if key not in ("area", "nation")}
        return {**path, **ahead, **own, **land}

    @property
    def supposed(self) -> dict[str, str]:
        """Where the home supposes that the person is, as far as they did not say otherwise."""
        return home_answers(self.place.home, self.answers)

    @property
    def more(self) -> tuple[RouteRow, ...]:
        """The home's own contact rows, for people in its country."""
        return home_routes(self.place.home, self.answers.get("country", ""))

    def advise(self, more: Mapping[str, str] | None = None) -> tuple[Situation, Plan]:
        """The situation and the plan for what is known, and ``more`` answers beside."""
        answers = {**self.answers, **(more or {})}
        return pipeline.advise(answers, self.now, self.lang, more=self.more, supposed=self.supposed)

    @cached_property
    def advice(self) -> tuple[Situation, Plan]:
        return self.advise()

    def show(self, template: str, *, plan: Plan | None = None, status: int = 200, **values: Any) -> Response:
        """The page, with what stands on every page around it."""
        plan = plan or self.advice[1]
        body = render.html(template, self.lang, **self._around(plan), **values)
        return HTMLResponse(body, status)

    def to(self, page: str, query: str = "") -> Response:
        """Post, redirect, get: a reload never sends anything twice."""
        return RedirectResponse(self.link(page) + query, 303)

    def _around(self, plan: Plan) -> dict[str, Any]:
        home, place = self.place.home, self.place
        return {
            "page": self.page,
            "where": place.where,
            "live": place.live,
            "policy": SITE_POLICY if place.where == "site" else "",
            "link": self.link,
            "strip": plan.people_now,
            "strip_hours": self._strip_hours(plan.people_now),
            "clock_time": self.now.strftime("%H:%M"),
            "notices": plan.notices,
            "script_words": render.SCRIPT_WORDS,
            "home_says": home.says.get(self.lang, home.says.get("en", "")),
            "logo": f"home-{home.logo}" if home.logo else "",
            "logo_alt": home.logo_alt,
            "other_languages": self._other_languages(),
            "due": "" if place.live else min(fact.recheck_by for fact in facts()).isoformat(),
            "has_file": self.page not in NEED_A_PERSON,
            "sheet_only": self.page in ("device", "letter"),
            "largest": place.largest,
        }

    def _strip_hours(self, strip: tuple[Route, ...]) -> str:
        """One sentence about the hours, where one is true of all."""
        always = self.say("hours.always")
        return self.say("page.strip.always") if all(route.hours == always for route in strip) else ""

    def _other_languages(self) -> list[dict[str, str]]:
        page, variant = self.page, self.variant
        others = [one for one in self.place.home.languages if one != self.lang]
        return [{"id": one, "name": words(one).name, "href": address(page, one, variant)} for one in others]


def verdict_key(kind: Kind, asks: bool) -> str:
    """Key of the one sentence for a verdict; a cry for help is never called harmless. With "page." before it: the large one."""
    return "verdict.asks" if asks and kind is Kind.NONE else f"verdict.{kind.value}"



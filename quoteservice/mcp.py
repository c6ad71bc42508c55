"""A Model Context Protocol server: assistants verify quotations before they print them.

It speaks over standard input and output, which are the protocol's alone: nothing else may be printed there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from quoteservice import __version__
from quoteservice.api.schemas.quote import QuoteSchema
from quoteservice.api.schemas.speaker import ProfileSchema
from quoteservice.api.schemas.verification import CheckedDraftSchema, VerificationSchema
from quoteservice.domain.claim import Claim, ClaimForm, Profile
from quoteservice.domain.quote import Document, PageRequest, QuoteFilter
from quoteservice.errors import QuoteserviceError
from quoteservice.service import Service

Answer = TypeVar("Answer")

INSTRUCTIONS = (
    "Verifies who said what against news articles on record. Verify every quotation before you print it, and give the "
    "evidence with it. `confirmed` may be printed with its source; `rejected` may not: the explanation and `changes` "
    "say what is wrong; `unverified` means that the record does not decide, never that the words were not said."
)

# Quotes in one answer: what a reader of a conversation can take in.
MOST_QUOTES = 50

READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

Words = Annotated[str, Field(description="The words as quoted, with or without quotation marks.")]
Speaker = Annotated[
    str | None, Field(description="Who is said to have said it, as you would type it; leave it out to ask who did.")
]
Said = Annotated[ClaimForm, Field(description="`direct` claims exact words, `indirect` their meaning, `any` either.")]
Day = Annotated[date | None, Field(description="The day on which it was said.")]
Style = Annotated[
    Profile, Field(description="The house style: `strict`, `deletions` (marked cuts) or `clean-up` (slips of speech).")
]
Draft = Annotated[str, Field(description="The draft as plain text, with names and reporting words such as “said”.")]
Name = Annotated[str, Field(description="A name, an office or an id of a speaker.")]
About = Annotated[str | None, Field(description="Words or a meaning; the quotes nearest to it come first.")]
Limit = Annotated[int, Field(ge=1, le=MOST_QUOTES, description="Most quotes.")]


def server(service: Service) -> MCPServer[Any]:
    """The tools over `service`; they change nothing that is on record."""
    made = MCPServer[Any]("quoteservice", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING")

    @made.tool(title="Verify a quotation", annotations=READS)
    def verify_quote(
        text: Words,
        speaker: Speaker = None,
        form: Said = ClaimForm.ANY,
        said_on: Day = None,
        profile: Style = Profile.STRICT,
    ) -> dict[str, Any]:
        """Answers whether somebody said these words: verdict, finding, differing words and evidence with its source."""
        claim = Claim(text, speaker, form, said_on, profile)
        return _dumped(VerificationSchema(), _asked(lambda: service.verify(claim)))

    @made.tool(title="Check a draft", annotations=READS)
    def check_draft(text: Draft) -> dict[str, Any]:
        """Finds every attributed statement in a draft and answers each; nothing of the draft is kept."""
        return _dumped(CheckedDraftSchema(), _asked(lambda: service.check(Document(text=text))))

    @made.tool(title="Quotes of a speaker", annotations=READS)
    def quotes_of(speaker: Name, q: About = None, limit: Limit = 20) -> dict[str, Any]:
        """Lists what a speaker is on record with; `candidates` has whom the name fits if it does not settle one."""
        page = _asked(lambda: service.quotes(QuoteFilter(), PageRequest(limit=limit), speaker=speaker, q=q))
        meant = _asked(lambda: service.resolve(speaker))
        return {
            "resolution": meant.status.value,
            "candidates": [_dumped(ProfileSchema(), each) for each in meant.candidates[:MOST_QUOTES]],
            "quotes": [_dumped(QuoteSchema(), quote) for quote in page.items],
            "more": page.next is not None,
        }

    return made


def _asked(question: Callable[[], Answer]) -> Answer:
    """What the service answers; what it refuses is told to the assistant in the same words as to people."""
    try:
        return question()
    except QuoteserviceError as error:
        raise ToolError(str(error)) from error


def _dumped(schema: Any, answer: Any) -> dict[str, Any]:
    return dict(schema.dump(answer))

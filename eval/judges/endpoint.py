"""A language model as a judge, behind an OpenAI-compatible endpoint (``POST {base_url}/chat/completions``).

The prompt is ``prompts/judge.md``; its fingerprint and the model's name are the judge's. A reply that is not one of the
three labels is no verdict: whoever rambles, invents a label or stalls is not helped to a better one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

import httpx

from eval.judges.judge import LABELS, JudgeError, Label
from prompts.loading import load_prompt

TIMEOUT: Final = 30.0
ATTEMPTS: Final = 3
PATIENCE: Final = 5
"""So many failures in a row, each after all its attempts, and the endpoint is taken for dead."""
_PASSING: Final = frozenset((408, 429, 500, 502, 503, 504))


def open_endpoint(
    *,
    base_url: str,
    model: str,
    api_key: str | None = None,
    client: httpx.Client | None = None,
    wait: Callable[[float], None] = time.sleep,
) -> EndpointJudge:
    """Returns a judge that asks an endpoint; nothing is sent yet.

    Args:
        base_url: Address up to and including the version, without ``/chat/completions``.
        model: Name of the model as the endpoint knows it.
        api_key: Sent as a bearer token; None sends none.
        client: HTTP client to use; by default one with a timeout of 30 s.
        wait: How to let time pass between attempts.

    Raises:
        JudgeError: Address or model is empty.
    """
    if not base_url.startswith(("http://", "https://")) or not model:
        raise JudgeError("The judge “openai” needs --base-url, which starts with http:// or https://, and --model.")
    headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
    address = f"{base_url.rstrip('/')}/chat/completions"
    return EndpointJudge(address, model, headers, client or httpx.Client(timeout=TIMEOUT), wait)


class EndpointJudge:
    """Asks a model at temperature 0, at most three times a claim, and reads nothing but a label."""

    def __init__(
        self, address: str, model: str, headers: dict[str, str], client: httpx.Client, wait: Callable[[float], None]
    ) -> None:
        self.model = model
        self._prompt = load_prompt("judge")
        self.fingerprint = f"openai:{model}:judge-{self._prompt.version}-{self._prompt.fingerprint}"
        self._address, self._headers, self._client, self._wait = address, headers, client, wait
        self._failed = 0

    def judge(self, claim: str, evidence: str) -> Label | None:
        """Returns the label the model replied with, None where it replied with anything else or not in time.

        Raises:
            JudgeError: The endpoint refuses, or did not answer five claims in a row.
        """
        reply = self._ask(claim, evidence[: 4 * self._prompt.evidence_tokens])
        if reply is None:
            self._failed += 1
            if self._failed >= PATIENCE:
                raise JudgeError(f"The judge at {self._address} does not answer. Check its address and model.")
            return None
        self._failed = 0
        return read_label(reply)

    def _ask(self, claim: str, evidence: str) -> str | None:
        system, user = self._prompt.fill({"claim": claim, "evidence": evidence})
        body: dict[str, Any] = {
            "model": self.model,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "temperature": 0,
            "seed": 0,
            "max_tokens": self._prompt.answer_tokens,
        }
        for attempt in range(1, ATTEMPTS + 1):
            try:
                reply = self._client.post(self._address, json=body, headers=self._headers)
            except httpx.TransportError:
                pass
            else:
                if reply.is_success:
                    return _content(reply)
                if reply.status_code not in _PASSING:
                    raise JudgeError(f"The judge at {self._address} answered {reply.status_code}. Check model and key.")
            if attempt < ATTEMPTS:
                self._wait(0.5 * 2**attempt)
        return None


def read_label(reply: str) -> Label | None:
    """Returns the label that a reply is, but for white space, capitals and marks around it; None for anything else."""
    word = reply.strip().strip("\"'`*.").upper().replace(" ", "_")
    return next((label for label in LABELS if word == label), None)


def _content(reply: httpx.Response) -> str:
    """The words of the first choice; "" where the reply is of another shape, which is no label."""
    try:
        words = reply.json()["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError):
        return ""
    return words if isinstance(words, str) else ""

"""Answers what was taken, in the background, a bounded number at a time: one complete message or one sentence each."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, ParamSpec, TypeVar

from assistant.answer import Answer
from assistant.api.asking import answer_question
from assistant.api.channels import CHANNEL
from assistant.api.context import Workers
from assistant.api.loading import ServiceLoader
from assistant.api.ports import Service, Signals
from assistant.language import detect_language
from assistant.limits import check_question
from assistant.messages import say
from assistant.signals import READERS, SignalKind
from bots.channel import Message
from bots.slack.blocks import SLACK
from bots.slack.config import SlackConfig
from bots.slack.deliveries import MOST_TRIES, Deliveries, Job
from bots.slack.reading import Task
from bots.slack.sending import NotSent, Sender
from bots.slack.verdicts import verdicts
from corpus.errors import ConversationUnknown, StoreError, UsageError

P = ParamSpec("P")
T = TypeVar("T")
MOST_CHECKED: Final = 20_000
"""Signs of a text that is checked from a message."""
_log = logging.getLogger("iscg.slack")


class Desk:
    """Takes jobs and answers them. ``start`` and ``stop`` go with the life of the application."""

    def __init__(self, config: SlackConfig, deliveries: Deliveries, *, loader: ServiceLoader, workers: Workers) -> None:
        self._config, self._deliveries = config, deliveries
        self._loader, self._workers = loader, workers
        self._sender = Sender(config)
        self._queue: asyncio.Queue[Job] = asyncio.Queue(config.waiting)
        self._running: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Begins to work, on what a process that died left behind first."""
        for work in (_warm, self._beat, *[self._consume] * self._config.consumers):
            self._keep(asyncio.create_task(work()))

    async def stop(self) -> None:
        """Ends at once; what is not answered stays on disk for another process, or the next start."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await _thread(self._deliveries.leave)

    def offer(self, job: Job) -> None:
        """Takes a job in hand; where too many wait, whoever asked is told so."""
        try:
            self._queue.put_nowait(job)
        except asyncio.QueueFull:
            busy = SLACK.sentence(say("slack.busy", _language(job.task)), language=_language(job.task))
            self._keep(asyncio.create_task(self._deliver(job, [busy])))

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _beat(self) -> None:
        while True:
            try:
                for job in await _thread(self._deliveries.beat):
                    self.offer(job)
            except StoreError as error:
                _log.warning("%s", error)
            await asyncio.sleep(self._config.beat)

    async def _consume(self) -> None:
        CHANNEL.set("slack")
        while True:
            job = await self._queue.get()
            try:
                await self._serve(job)
            except Exception as error:  # the next question is answered all the same
                _log.error("a question of Slack was given up: %s", type(error).__name__)

    async def _serve(self, job: Job) -> None:
        if job.task.kind == "ask" and job.task.reply is None:
            job = await self._announced(job)
        await self._deliver(job, await self._messages(job))

    async def _announced(self, job: Job) -> Job:
        """Posts that the question is being worked on, once; the answer takes the place of that message."""
        if job.message is not None:
            return job
        language = _language(job.task)
        searching = SLACK.sentence(say("widget.searching", language), language=language)
        try:
            stamp = await self._sender.post(job.task.channel, searching, thread=job.task.thread)
        except NotSent:
            return job  # the answer may find its way
        await _thread(self._deliveries.posted, job.task.event, message=stamp, sent=0)
        return replace(job, message=stamp)

    async def _messages(self, job: Job) -> Sequence[Message]:
        """Returns what is to be said: an answer, or one sentence on why there is none. Never raises."""
        language = _language(job.task)
        try:
            if job.tries > MOST_TRIES:
                return [SLACK.sentence(say("slack.failed", language), language=language)]
            async with asyncio.timeout(self._config.answer_seconds):
                return await self._made(job.task, language)
        except UsageError as error:
            return [SLACK.sentence(str(error), language=language)]
        except Exception as error:
            _log.warning("a question of Slack got no answer: %s", type(error).__name__)
            return [SLACK.sentence(say("slack.failed", language), language=language)]

    async def _made(self, task: Task, language: str) -> Sequence[Message]:
        if task.kind == "help":
            return [SLACK.sentence(say("slack.help", language), language=language)]
        service = await self._loader.ready()
        if task.kind == "judge":
            return [SLACK.sentence(await self._judged(task, service), language=language)]
        if task.kind == "verify":
            items = await self._workers.run(service.holdings.checker().check, task.text[:MOST_CHECKED])
            blocks, citations = verdicts(items, language)
            return SLACK.report(blocks, citations, language=language, home=self._config.home)
        return SLACK.draw(await self._answer(task, service), home=self._config.home)

    async def _answer(self, task: Task, service: Service) -> Answer:
        question = check_question(task.text)
        talk = await self._conversation(task, service)
        try:
            return await answer_question(service, self._workers, question, conversation=talk)
        except ConversationUnknown:  # it expired, or was deleted
            fresh = await self._conversation(task, service, fresh=True)
            return await answer_question(service, self._workers, question, conversation=fresh)

    async def _conversation(self, task: Task, service: Service, *, fresh: bool = False) -> str | None:
        """Returns the conversation of the task's thread, begun where it has none."""
        if task.talk is None or service.conversations is None:
            return None
        known = None if fresh else await _thread(self._deliveries.conversation, task.talk)
        if known is None:
            known = await self._workers.run(service.conversations.begin)
            await _thread(self._deliveries.converse, task.talk, known)
        return known

    async def _judged(self, task: Task, service: Service) -> str:
        kind, _, answer = task.text.partition(":")
        said = next((one for one in READERS if one == kind), None)
        kept = False
        if service.signals is not None and said is not None:
            kept = await self._workers.run(_say, service.signals, answer, said)
        return say("widget.thanks" if kept else "slack.forgotten")

    async def _deliver(self, job: Job, messages: Sequence[Message]) -> None:
        """Sends what is left to be sent; a fault that may pass leaves the job to be taken up again."""
        try:
            for place, message in enumerate(messages):
                if place >= job.sent:
                    await self._send(job, message, first=place == 0)
                    await _thread(self._deliveries.posted, job.task.event, message=job.message, sent=place + 1)
        except NotSent as failure:
            _log.warning("a message to Slack did not go out: %s", failure)
            if failure.for_now and job.tries <= MOST_TRIES:
                await _thread(self._deliveries.release, job.task.event)
                return
        await _thread(self._deliveries.done, job.task.event)

    async def _send(self, job: Job, message: Message, *, first: bool) -> None:
        """Sends one part; where Slack refuses its blocks, a sentence in their place. Raises NotSent."""
        try:
            await self._put(job, message, first=first)
        except NotSent as failure:
            if failure.for_now or not _is_about_blocks(failure):
                raise
            _log.error("Slack refused blocks: %s", failure)
            language = _language(job.task)
            await self._put(job, SLACK.sentence(say("slack.failed", language), language=language), first=first)

    async def _put(self, job: Job, message: Message, *, first: bool) -> None:
        task = job.task
        if task.reply is not None:
            await self._sender.reply(task.reply, message)
            return
        if first and job.message is not None:
            try:
                await self._sender.update(task.channel, job.message, message)
                return
            except NotSent as failure:
                if failure.for_now or _is_about_blocks(failure):
                    raise  # else the message was deleted meanwhile, or may not be changed: a new one is posted
        await self._sender.post(task.channel, message, thread=task.thread)


async def _warm() -> None:
    """Loads what the first request would wait for otherwise, off the event loop: it has to be acknowledged at once."""

    def load() -> None:
        import slack_sdk.web.async_client
        import slack_sdk.webhook.async_client  # noqa: F401

        for text in ("Who is responsible?", "谁负责？", "Кто отвечает?", "من المسؤول؟", "Qui est responsable ?"):
            say("widget.searching", detect_language(text))

    await _thread(load)


def _is_about_blocks(failure: NotSent) -> bool:
    return "blocks" in str(failure) or "too_long" in str(failure)


def _language(task: Task) -> str:
    return "en" if task.kind in ("help", "judge") and not task.text else detect_language(task.text)


def _say(signals: Signals, answer: str, kind: SignalKind) -> bool:
    return signals.say(answer, kind)


async def _thread(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    return await asyncio.to_thread(work, *args, **kwargs)

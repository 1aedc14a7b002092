"""Slack: signed requests in, Block Kit out.

``blocks`` draws an answer, ``splitting`` keeps it within Slack's limits; ``front`` takes requests, ``signature`` says
whose they are, ``reading`` what they ask; ``deliveries`` remembers them, ``answering`` answers them in the background,
``sending`` posts.
"""

"""``/widget.js``: one custom element for any page, and ``/chat``, the page that is nothing else.

``widget.js`` and ``widget.css`` are the sources; texts and style are put in where it is served.
"""

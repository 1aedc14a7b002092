"""From answers to channels: the command ``iscg``, the web pages, and the chat adapters."""

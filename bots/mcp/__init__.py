"""The assistant as a server of the Model Context Protocol at ``/mcp``. The ``mcp`` package is imported here alone."""

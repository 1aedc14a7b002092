"""The HTTP surface: routes, schemas, problem+json, limits. FastAPI is imported here and in ``bots`` alone."""

"""Prose by a language model, held to the passages it was given. Nothing here can make an answer less true.

``writing`` lets a model tell what an extractive answer already carries; ``sentences`` cuts what it writes,
``grounds`` and ``checking`` hold each sentence against the passage it names, ``across`` a translation against the
sentence it translates. What fails is replaced by the words it should have quoted, or left out.
"""

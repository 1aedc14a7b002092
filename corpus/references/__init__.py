"""References in running text: find them, then say what they name. Two steps, six languages, no guess.

    find_references("see Resolutions 71 and 191 (Rev. Bucharest, 2022)")   where and what is written
    resolve(reference, known=…)                                            which document and revision that is

``folding`` makes spellings alike, ``grammar`` compiles the words of ``reference_words.yaml`` into one expression for
each set of languages, ``lexer`` cuts the text into tokens, ``parser`` reads lists and organs, ``conference`` knows
which conference a bracket names, ``resolve`` looks at what is held.
"""

from corpus.references.model import Genre, Known, Reference, Resolution, State
from corpus.references.parser import find_references
from corpus.references.resolve import resolve

__all__ = ["Genre", "Known", "Reference", "Resolution", "State", "find_references", "resolve"]

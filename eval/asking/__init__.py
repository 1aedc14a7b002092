"""How well questions are understood and declined: conversations, abstention, and the prose of a model."""

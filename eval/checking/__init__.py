"""How well the check of a text judges references and quotations."""

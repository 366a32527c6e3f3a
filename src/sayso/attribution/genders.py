"""Whether a text or a given name tells that somebody is a man or a woman, which a pronoun asks for."""

from __future__ import annotations

from sayso.attribution.names import MAN, WOMAN

__all__ = ["gender_of", "given_gender"]

# Given names of one gender in English-speaking countries, for pronouns only.
_WOMEN = frozenset(
    """
    Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Sandra Margaret Ashley Emily Donna Michelle
    Carol Amanda Melissa Deborah Stephanie Rebecca Laura Helen Sharon Cynthia Kathleen Amy Angela Shirley Anna Brenda Pamela Emma Nicole
    Katherine Christine Samantha Debra Janet Catherine Carolyn Rachel Heather Diane Virginia Julie Joyce Victoria Kelly Christina Joan Evelyn
    Lauren Judith Olivia Martha Cheryl Megan Andrea Hannah Jacqueline Ann Anne Alice Jean Doris Julia Teresa Theresa Gloria Sara Janice
    Marie Madison Judy Beverly Denise Marilyn Danielle Sophia Isabella Abigail Hillary Loretta Ivana Melania Claire Dianne Nora Sonia Wendy
    Jill Jane Jen Jenny Kamala Karine Gina Gretchen Liz Beth Connie Dorothy Eleanor Erin Esther Florence Frances Nikki Susie Usha
    Ellen Kate Kathy Lucy Maria Monica Ruth Sally Sheila Tina Ursula Valerie Yvonne Zoe Fatima Aisha Khadija Maryam Ingrid Elena Olga Svetlana
    """.split()
)
_MEN = frozenset(
    """
    James Robert John Michael David William Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Donald Steven Paul Andrew
    Joshua Kenneth Kevin Brian George Timothy Ronald Edward Jason Jeffrey Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott
    Brandon Benjamin Samuel Gregory Alexander Patrick Raymond Jack Dennis Jerry Tyler Aaron Jose Adam Nathan Henry Zachary Douglas Peter
    Kyle Noah Ethan Jeremy Walter Keith Roger Terry Sean Austin Gerald Carl Harold Dylan Arthur Lawrence Jordan Jesse Bryan Billy Bruce
    Gabriel Joe Logan Alan Juan Albert Willie Elijah Wayne Randy Vincent Mason Roy Ralph Bobby Russell Bradley Philip Eugene Bernie Barack
    Bill Bob Jim Mike Mitch Mitt Ted Tim Tom Tony Vladimir Ahmed Ali Hassan Hussein Ibrahim Mohammed Muhammad Omar Yusuf Ivan Sergei Pierre
    """.split()
)


def gender_of(words: str) -> str | None:
    """The gender that words beside a name tell, "woman" or "man"; None where they tell none."""
    return "woman" if WOMAN.search(words) else "man" if MAN.search(words) else None


def given_gender(name: str) -> str | None:
    """The gender that somebody's given names tell, None where they tell none."""
    given = name.split()[:-1]
    return next(("woman" if word in _WOMEN else "man" for word in given if word in _WOMEN or word in _MEN), None)

from __future__ import annotations

import pytest

from compendium.languages import BREAK, OBJECT, typeset, typeset_nodes

SHOWN = {"\u00a0": "~", "\u202f": "_"}


def shown(text: str) -> str:
    """Unbreakable spaces made visible: `~` for U+00A0, `_` for U+202F."""
    return "".join(SHOWN.get(c, c) for c in text)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Que faire ?", "Que faire_?"),
        ("Que faire?", "Que faire_?"),
        ("Quoi?!", "Quoi_?!"),
        ("(?) et (!)", "(?) et (!)"),
        ("un; deux ; trois", "un_; deux_; trois"),
        ("Il dit: « oui »", "Il dit~: «_oui_»"),
        ("«oui»", "«_oui_»"),
        ('Il dit "oui".', "Il dit «_oui_»."),
        ('"Il dit "oui" ici"', "«_Il dit “oui” ici_»"),
        ('« le mot "oui" »', "«_le mot “oui”_»"),
        ("l'eau", "l’eau"),
        ("12 000 000 de personnes", "12_000_000 de personnes"),
        ("en 2003 150 États", "en 2003 150 États"),
        ("art. 3, par. 12, n° 5", "art.~3, par.~12, n°~5"),
        ("no 5 et nos 6 et 7", "n°~5 et nos~6 et 7"),
        ("l'article 22", "l’article~22"),
        ("le 22 décembre 2003", "le 22~décembre 2003"),
        ("le 1er mars", "le 1er~mars"),
        ("au XXIe siècle", "au XXIe~siècle"),
        ("M. Dupont et Mme Élise", "M.~Dupont et Mme~Élise"),
        ("J. L. Roy", "J.~L.~Roy"),
        ("50 % et 3 km", "50~% et 3~km"),
        ("à 14 h 30", "à 14~h~30"),
        ("le mot – rare – ici", "le mot –~rare~– ici"),
        ("le mot -- rare", "le mot~– rare"),
        ("et ainsi de suite...", "et ainsi de suite…"),
        ("à 14:30; fin", "à 14:30_; fin"),
        ("https://a.org/x?b;c:d ; fin", "https://a.org/x?b;c:d_; fin"),
        ("Voir A/RES/58/164: fin", "Voir A/RES/58/164~: fin"),
        ("écrire à bureau@ville.fr!", "écrire à bureau@ville.fr_!"),
        ("tél. +41 22 917 90 00", "tél. +41 22 917 90 00"),
    ],
)
def test_french(written: str, printed: str) -> None:
    assert shown(typeset(written, "fr")) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('the "war on terror"', "the “war on terror”"),
        ("\"the 'small' wars\"", "“the ‘small’ wars”"),
        ("nations' and cities'", "nations’ and cities’"),
        ("the '90s and 'tis", "the ’90s and ’tis"),
        ("para. 12, No. 5, art. 3", "para.~12, No.~5, art.~3"),
        ("article 22 and paragraph 10", "article~22 and paragraph~10"),
        ("No. He left", "No. He left"),
        ("22 December 2003", "22~December 2003"),
        ("September 2-3, 2003", "September~2–3, 2003"),
        ("J. L. Roy and Mr. Long", "J.~L.~Roy and Mr.~Long"),
        ("5 per cent at 3 p.m.", "5~per cent at 3~p.m."),
        ("one - two", "one~– two"),
        ("one--two", "one—two"),
        ("and so on...", "and so on…"),
        ("on 2003-09-03 at 14:30", "on 2003-09-03 at 14:30"),
        ("tel. 555-1234-99", "tel. 555-1234-99"),
        ("What? Who! Why: so; on", "What? Who! Why: so; on"),
        ("https://a.org/'x'--y ...", "https://a.org/'x'--y …"),
    ],
)
def test_english(written: str, printed: str) -> None:
    assert shown(typeset(written, "en")) == printed


@pytest.mark.parametrize(
    ("lang", "written", "printed"),
    [
        ("en", 'the "war on terror" - 22 December...', 'the "war on terror" - 22~December...'),
        ("en", "the cities' homes, pp. 12-15", "the cities' homes, pp.~12-15"),
        ("fr", 'L\'Assemblée: "oui"; «non»', 'L\'Assemblée~: "oui"_; «_non_»'),
        ("fr", "no 5... le 1er mars -- fin", "no~5... le 1er~mars -- fin"),
    ],
)
def test_adopted_text_changes_in_its_spaces_only(lang: str, written: str, printed: str) -> None:
    assert shown(typeset(written, lang, verbatim=True)) == printed


@pytest.mark.parametrize(
    ("lang", "nodes", "printed"),
    [
        ("fr", ['Il "', "dit", '" : oui', "; non"], ["Il «", "_dit", "_»~: oui", "_; non"]),
        ("fr", ["mot ", "!"], ["mot_", "!"]),
        ("fr", ["mot", "", "!"], ["mot", "", "_!"]),
        ("en", ['a "', "b", '" c'], ["a “", "b", "” c"]),
        ("en", ["para.", " 12"], ["para.", "~12"]),
        ("fr", ["fin", BREAK, "! non"], ["fin", BREAK, "! non"]),
        ("fr", ["le ", OBJECT, " : oui ", OBJECT, "!"], ["le ", OBJECT, "~: oui ", OBJECT, "_!"]),
        ("fr", ["le ", " : oui"], ["le ", " : oui"]),
        ("en", ['the "', OBJECT, '"'], ["the “", OBJECT, "”"]),
        ("fr", [], []),
    ],
)
def test_nodes_are_read_as_one_text(lang: str, nodes: list[str], printed: list[str]) -> None:
    assert [shown(node) for node in typeset_nodes(nodes, lang)] == printed


def test_another_language_comes_back_as_it_is() -> None:
    assert typeset("so 'was' ; nein", "de") == "so 'was' ; nein"

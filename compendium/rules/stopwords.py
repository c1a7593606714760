"""Words that carry no matter of their own; both languages at once, since either may quote the other."""

from __future__ import annotations

_ENGLISH = """
a an the this that these those it its they them their he she his her him we us our ours you your i me my who whom
whose which what where when how why there here and or nor but so if as than then though although while because since
until unless of to in on at by for from with without within into onto upon over under about above below between
among against during before after through throughout per via not no any all each every both such same other others
also be is are was were been being am has have had having do does did done can could may might must shall should
will would own more most less least very too only just even
"""
"""Articles, pronouns, prepositions, conjunctions, auxiliaries."""

_FRENCH = """
le la les l un une des du de d au aux ce cet cette ces c il ils elle elles on nous vous je j tu se s soi son sa ses
leur leurs notre nos votre vos mon ma mes qui que qu quoi dont ou où et ni mais donc or car si comme lorsque quand
puisque parce afin ainsi alors dans en sur sous par pour avec sans entre chez vers dès depuis pendant avant après
contre selon hors y ne n pas plus moins très trop aussi même mêmes autre autres tout toute tous toutes chaque tel
telle tels telles est sont était étaient être été étant soit soient a ont avait avaient avoir ayant eu fait faire
peut peuvent doit doivent lui celui celle ceux celles
"""
"""The same, with the elided forms as they stand without their apostrophe."""

STOP_WORDS = frozenset((_ENGLISH + _FRENCH).split())
"""The words of both languages, with their accents."""

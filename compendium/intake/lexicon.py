"""The set phrases of adopted texts in English and French, as patterns.

The forms are those of the United Nations Editorial Manual (resolutions: preamble opened by participles, operative
paragraphs opened by verbs in the present tense) and of the drafting habits of conferences and associations.
"""

from __future__ import annotations

import re

from compendium.model.words import Lang

I = re.IGNORECASE  # noqa: E741 - the short name keeps the patterns below readable

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january janvier",
            "february février fevrier",
            "march mars",
            "april avril",
            "may mai",
            "june juin",
            "july juillet",
            "august août aout",
            "september septembre",
            "october octobre",
            "november novembre",
            "december décembre decembre",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(MONTHS)
DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})\s*,?\s+(?P<y1>(?:1[6-9]|20)\d\d)"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{{1,2}})?,?\s+(?P<y2>(?:1[6-9]"
    rf"|20)\d\d))(?!\d{{2}})",
    I,
)

_PART = r"(?:(?:[A-Z]{1,6}|Add|Corr|Rev|Amend|Sub|Conf|Res)\.\d+|[A-Z]{1,7}(?![a-z])|\d+(?:[-.]\d+)*)"
_SYMBOL = rf"[A-Z]{{1,5}}(?:/{_PART})+(?: \((?:19|20)\d\d\))?"
SYMBOL = re.compile(rf"(?<![A-Za-z/]){_SYMBOL}")
"""A symbol of the United Nations, such as A/RES/58/164 or S/RES/1325 (2000)."""

ORGANS = {
    "general-assembly": ("General Assembly", "Assemblée générale"),
    "security-council": ("Security Council", "Conseil de sécurité"),
    "economic-and-social-council": ("Economic and Social Council", "Conseil économique et social"),
    "human-rights-council": ("Human Rights Council", "Conseil des droits de l’homme"),
    "commission-on-human-rights": ("Commission on Human Rights", "Commission des droits de l’homme"),
    "trusteeship-council": ("Trusteeship Council", "Conseil de tutelle"),
}
"""Principal organs by the id that a body of that name has; longer names are looked for before shorter ones."""

_ORGAN = "|".join(name.replace("’", "['’]") for pair in ORGANS.values() for name in pair)

ORDINAL_EN = r"[A-Z][a-z]+(?:[- ][a-z]+)*"
MASTHEAD = re.compile(
    r"(?P<unitednations>United Nations|Nations Unies)"
    rf"|(?P<organ>{_ORGAN})"
    r"|(?P<distribution>Distr\.\s*:?\s*(?i:General|Limited|Restricted|générale|limitée|restreinte|G[EÉ]N[EÉ]RALE)"
    r"|Original\s*:\s*[A-Za-zéçñ]+(?:(?:, | and | et )[A-Za-zéç]+)*)"
    rf"|(?P<symbol>{_SYMBOL}\*?)"
    rf"|(?P<date>\d{{1,2}}(?:er)? (?i:{_MONTH}) (?:19|20)\d\d)"
    r"|(?P<session>(?:(?:Resumed )?[A-Z][a-z]+(?:-[a-z]+)?(?: (?:hundred and [a-z-]+|emergency|special|regular"
    r"|organizational))* session"
    r"|[A-Z][a-zèéû]+(?:[- ][a-zèéû]+){0,4} session(?: extraordinaire| ordinaire)?(?: d['’]urgence)?))"
    r"|(?P<agenda>Agenda items? \d+(?: ?\([a-z]\))*(?:(?:,| and) (?:\d+ ?)?(?:\([a-z]\))*)*"
    r"|Points? \d+[^.;\n]{0,40}? de l['’]ordre du jour)"
    r"|(?P<year>Year \d{4}|Année \d{4})",
)
"""The parts of a masthead that exports run together on one line."""

ADOPTED_BY = re.compile(
    r"\[?(?:(?:Resolutions?|Decisions?|Declarations?)\b.{0,60}\badopted by\b|Adopted by\b|(?:Résolutions?"
    r"|Décisions?)\b.{0,60}\badoptées? par\b"
    r"|Adoptée? par\b|Resolution \d+ \(\d{4}\)$|Résolution \d+ \(\d{4}\)$)",
    I,
)
REPORT_LINE = re.compile(
    r"\[(?:on the (?:report|recommendation|proposal)|without reference|sur (?:le rapport|la recommandation)|sans "
    r"renvoi)",
    I,
)

TITLE_NUMBER = re.compile(
    r"\s*(?P<number>(?:S-|ES-)?\d{1,4}/\d{1,4}(?:[ .]?[A-Z]\b)?|\d{2,4} \([IVXLC]+\)|\d{4}/\d{1,4})\.?[ \t ]*(?=\D|$)"
)

OPENING = re.compile(
    rf"(?:The|L['’]|Le|La|Les)\s*(?:{_ORGAN})\s*,?$"
    r"|(?:The|L['’]|Le |La |Les )\s?(?-i:[A-ZÀ-Ý])[^.;:]{2,140},$"
    r"|(?:We|Nous),? [^.;]{3,600}[,:]$"
    r"|(?:The|L['’]|Le|La|Les) [^.;]{3,200}(?:meeting|gathered|assembled|having met|réunie?s?)\b[^.;]{0,300}[,:]$",
    I,
)

ENACTING = re.compile(
    r"(?:(?:now,? )?therefore\b|accordingly\b|hereby\b|has (?:adopted|agreed|decided|come)|have (?:adopted|agreed|come)"
    r"|do(?:es)? hereby\b|proclaims?:?$|(?:solemnly )?(?:declares?|proclaims?|adopts?)[^.;]{0,80}:$|in (?:view"
    r"|light) of (?:the above|this)"
    r"|(?:nous )?(?:proclam|déclar|décid|adopt|conven|recommand)\w+[^.;]{0,80}:$|en conséquence|par conséquent"
    r"|c['’]est pourquoi"
    r"|(?:we |nous )?(?:have )?(?:agree|resolve|declare|commit|conclude)[^.;]{0,80}:$|agrees? as follows|sommes "
    r"convenus"
    r"|ont? (?:adopté|convenu|décidé)|sont convenus)",
    I,
)
RESOLVED = re.compile(
    r"(?:now,? )?therefore,? be it (?:further )?resolved|be it (?:further )?(?:resolved|recalled)|il est (?:en "
    r"conséquence )?(?:décidé|résolu)",
    I,
)
"""Words that open an operative paragraph and are a part of it."""

ANNEX = re.compile(
    r"(?:Annexe?|Appendix|Appendice|Enclosure)(?:[ \t ]+(?:[IVXLC]+|[A-Z]|\d{1,2}))?[.:]?(?=$|[ \t]*[-–—:][ \t])", I
)
ARTICLE = re.compile(
    r"(?:Article|Principle|Principe|Section|Chapter|Chapitre|Part|Partie|Rule|Règle)[ \t ]+(?:\d+|[IVXLC]+"
    r"|premier|first)(?:er)?\b\.?",
    I,
)
SECTION = re.compile(r"(?:[IVX]{1,5}|[A-H])\.?$|(?:[IVX]{1,5}|[A-H])\.[ \t ]+[^.;:]{3,120}$")

CLOSING = re.compile(
    r"\[?\(?(?:\d+(?:st|nd|rd|th) (?:\(\w+\) )?(?:plenary )?meeting|\d+(?:e|re|ère|ème) (?:séance|réunion)(?: "
    r"plénière)?"
    r"|(?:debated and |unanimously |done and )?adopted\b[^;]{0,40}\b(?:on|in|at|by|without|unanimously|this)\b"
    r"|adopted unanimously"
    r"|adoptée?s?\b[^;]{0,40}\b(?:à|le|par|sans|au|en)\b|adoptée? à l['’]unanimité|done (?:at|in)\b|fait (?:à|en"
    r"|le)\b|signed (?:at|in)\b|signée? à\b"
    r"|in (?:favour|favor)\s*:|against\s*:|abstain(?:ing|ed)\s*:|abstentions\s*:|ont voté (?:pour|contre)\s*:|se "
    r"sont abstenus\s*:"
    r"|resolution adopted\b|résolution adoptée\b|recorded vote|vote enregistré)",
    I,
)

FURNITURE = (
    ("comment-mark", re.compile(r"\[[A-Z]{2,3}\d{1,2}\]")),
    ("job-number", re.compile(r"<<ODS JOB NO>>.*?<<ODS JOB NO>>")),
    ("running-symbol", re.compile(r"<<ODS DOC SYMBOL(\d)>>.*?<<ODS DOC SYMBOL\1>>")),
    (
        "job-number",
        re.compile(
            r"\*\d{7,9}\*|(?:GE\.)?\d{2}[- –]\d{5}(?:\s*\([A-Z]\))?(?:\s+\d{6})*(?:\s*\*\d+\*)?|N\d{7}[A-Z]?"
            r"|Please recycle.*|Merci de recycler.*",
            re.DOTALL,
        ),
    ),
    ("rule", re.compile(r"[_\-–—=*·.\s⁎∗]{3,}|[_\-–—=]{2,}")),
    (
        "page-number",
        re.compile(
            r"(?:[-–—]\s*)?(?:page\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*[-–—])?|/\s?(?:\.\.\.|…)"
            r"|page\s+\d+\s+(?:of|de|sur)\s+\d+|(?-i:[ivxl]{1,6})",
            I,
        ),
    ),
)
"""What print and word processors leave behind, each a whole block; `comment-mark` may also open a block."""

_ADVERBS_EN = (
    "deeply|gravely|strongly|firmly|fully|seriously|greatly|profoundly|keenly|particularly|extremely|solemnly"
    "|once again|again|also|further|urgently|especially|warmly|highly|unequivocally|categorically|vigorously"
    "|hereby|strictly"
)
_WORDS_EN = (
    "recalling reaffirming reiterating noting recognizing recognising welcoming emphasizing emphasising stressing "
    "underlining underscoring acknowledging affirming expressing considering acting appreciating commending "
    "condemning deploring regretting realizing realising believing concerned alarmed convinced mindful aware "
    "conscious guided "
    "encouraged determined desiring desirous disturbed taking bearing having being cognizant committed inspired "
    "seeking "
    "observing paying referring resolved wishing dismayed shocked appalled outraged saddened confident persuaded "
    "recalls reaffirms reiterates notes recognizes recognises welcomes emphasizes emphasises stresses underlines "
    "underscores "
    "acknowledges affirms expresses considers commends condemns deplores regrets requests urges calls invites "
    "encourages "
    "decides takes appeals demands declares endorses adopts approves appreciates appoints authorizes authorises "
    "calls directs draws "
    "establishes extends supports recommends reminds proclaims resolves thanks trusts transmits confirms "
    "concludes commits agrees "
    "pays insists instructs remains looks congratulates designates renews proposes undertakes accepts asserts "
    "believes elects "
    "whereas asks pledges repeats rejects reproves strives submits suggests supports suspends underscores warns hopes"
)
_TAIL_EN = (
    r"(?: (?:also|further|once again|once more|again|moreover|in particular|strongly|deeply|solemnly))?"
    r"(?: (?:upon|in mind|note|into account|into consideration|action|concern|alarm|considered|examined|received"
    r"|heard|met|reviewed|adopted|regard|cognizance|tribute|attention))?"
    r"(?: (?:also|further))?"
    r"(?:(?: (?:its|their|our))?(?: (?:deep|deepest|great|grave|serious|profound|sincere|strong|full|particular"
    r"|continued|utmost|warm))*"
    r" (?:gratitude|appreciation|concern|satisfaction|regret|alarm|interest|support|solidarity|thanks|conviction"
    r"|hope|dismay|outrage)"
    r"(?: and (?:deep )?(?:appreciation|gratitude|concern|regret))?)?"
    r"(?: with (?:(?:deep|great|grave|serious|profound|keen|particular|utmost|appreciation and) )*(?:appreciation"
    r"|satisfaction|concern|regret|interest|approval|alarm|gratitude|dismay|pleasure|pride|respect)(?: and "
    r"(?:appreciation|satisfaction|concern|gratitude))?)?"
    r"(?: seized)?"
)
LEAD_EN = re.compile(
    rf"(?:(?:{_ADVERBS_EN})(?: and (?:{_ADVERBS_EN}))? )*(?:{_WORDS_EN.replace(' ', '|')}|[a-z]+s(?= (?:its|upon"
    rf"|also|further)\b)|[a-z]+ing(?= (?:also"
    rf"|further|that|its|the|with|upon)\b))\b{_TAIL_EN}",
    I,
)
_WE_VERBS = (
    "acknowledge|affirm|agree|appeal|appreciate|ask|assert|believe|call|commend|commit|condemn|confirm"
    "|congratulate|consider|continue|decide|declare|demand|deplore|emphasi[sz]e|encourage|endorse|ensure|express"
    "|insist|invite|note|pledge|proclaim|promise|promote|propose|reaffirm|reali[sz]e|recall|recogni[sz]e"
    "|recommend|regret|reiterate|reject|remind|request|resolve|review|strengthen|stress|support|thank|undertake"
    "|underline|underscore|urge|welcome|work"
)
LEAD_WE = re.compile(
    rf"We (?:(?:also|further|hereby|therefore|strongly|firmly|solemnly|deeply|will|shall|must|jointly|fully|again"
    rf"|once again) )*(?:{_WE_VERBS})\b(?: (?:upon|ourselves))?(?: and (?:{_WE_VERBS})\b)?"
    r"|Nous (?:nous )?(?:(?:ne|y|en) )?(?:affirmons|appelons|approuvons|condamnons|considérons|convenons|croyons"
    r"|déclarons|décidons|demandons|encourageons|engageons|"
    r"estimons|exhortons|exprimons|félicitons|insistons|invitons|notons|prenons|prions|proclamons|réaffirmons"
    r"|rappelons|reconnaissons|recommandons|regrettons|"
    r"remercions|rejetons|réitérons|saluons|soulignons|soutenons|souhaitons)\b(?: (?:note|acte|également|aussi"
    r"|en outre|solennellement|instamment))*",
    I,
)
_WORDS_FR = (
    "rappelant réaffirmant réitérant notant reconnaissant saluant soulignant insistant affirmant exprimant "
    "considérant agissant appréciant "
    "condamnant déplorant regrettant constatant estimant sachant gardant ayant prenant tenant souhaitant "
    "désireuse désireux désirant se "
    "préoccupée préoccupé préoccupés alarmée alarmé convaincue convaincu convaincus consciente conscient "
    "conscients guidée guidé résolue résolu résolus "
    "déterminée déterminé encouragée encouragé inquiète inquiet profondément gravement vivement fermement pleinement "
    "considérant attachée attaché animée animé s'inspirant accueillant remerciant rendant relevant observant "
    "croyant félicitant jugeant "
    "rappelle réaffirme réitère note reconnaît salue souligne insiste affirme exprime considère apprécie "
    "condamne déplore regrette constate estime "
    "prie demande invite encourage engage exhorte décide prend lance appelle déclare approuve fait adopte "
    "adresse autorise charge attire établit appuie recommande "
    "proclame remercie confirme conclut convient rend souhaite exige sait félicite juge presse reste demeure "
    "renouvelle propose entérine accueille "
    "réprouve rejette crée nomme désigne espère compte transmet dénonce"
)
_ADVERBS_FR = (
    "également|aussi|en outre|de nouveau|à nouveau|une fois de plus|une nouvelle fois|instamment|solennellement"
    "|vivement|profondément|gravement|fermement|énergiquement|résolument|particulièrement|pleinement|encore|par "
    "ailleurs|notamment"
)
_TAIL_FR = (
    rf"(?:,? (?:{_ADVERBS_FR}))*"
    r"(?: (?:à l['’]esprit|acte|note|en considération|en compte|compte|conscience|connaissance|présent(?:e|s"
    r"|es)? à l['’]esprit|examiné|entendu|reçu|appel|hommage|l['’]attention|préoccupée?|préoccupés|inquiète"
    r"|alarmée?|consciente?|convaincue?|résolue?|"
    r"instamment|gré|sien(?:ne)?s?|siennes|saisie?|vœu|voeu))?"
    rf"(?:,? (?:{_ADVERBS_FR}))*"
    r"(?: (?:avec|sa|son|ses) (?:(?:une|un|la|le|plus|vive|vif|profonde?|grande?|grave|extrême|sincère|vives"
    r"|profonds?) )*(?:satisfaction|gratitude|préoccupation|inquiétude|regret|intérêt|appréciation|reconnaissance"
    r"|"
    r"remerciements|appui|soutien|solidarité|félicitations|consternation|émotion|conviction|espoir"
    r"|attachement)(?: et (?:sa |son )?(?:(?:profonde|vive) )?(?:gratitude|reconnaissance|satisfaction"
    r"|préoccupation))?)?"
)
LEAD_FR = re.compile(
    rf"(?:(?:{_ADVERBS_FR}) )?(?:S['’](?:inspirant|inquiétant|engage|inquiète|inspire|alarme|alarmant|élève"
    rf"|associe)|Se (?:félicitant|félicite|déclare|déclarant|dit|disant|réjouit|réjouissant|préoccupe|propose)"
    rf"|N['’]ignorant|"
    rf"{_WORDS_FR.replace(' ', '|')}|[a-zéèêà]+ant(?= (?:que|également|en outre|la|le|les"
    rf"|avec)\b))(?!['’\w]){_TAIL_FR}",
    I,
)

PREAMBLE_EN = re.compile(
    rf"(?:(?:{_ADVERBS_EN}|and) )*(?:[a-z]+ing\b|concerned|alarmed|convinced|mindful|aware|conscious|guided"
    rf"|encouraged|determined|desirous|disturbed|cognizant|committed|inspired|resolved(?! that)|dismayed|shocked"
    rf"|appalled|confident|persuaded|whereas|with the understanding)\b",
    I,
)
PREAMBLE_FR = re.compile(
    rf"(?:(?:{_ADVERBS_FR}) )*(?:[sn]['’])?(?:(?:se )?[a-zéèêàîôç]+ant\b|préoccupée?s?|alarmée?s?|convaincue?s?"
    rf"|consciente?s?|guidée?s?|résolue?s?|déterminée?s?|encouragée?s?|désireu(?:x|se)|attachée?s?|animée?s?"
    rf"|inquiet|inquiète|vivement préoccupée?)\b",
    I,
)
OPERATIVE_EN = re.compile(
    rf"(?:(?:{_ADVERBS_EN}) )*(?:[a-z]+s|be it resolved)\b(?= (?!(?:of|and|in|at|are|is|was|were|that are)\b))", I
)

_COMMON = {
    Lang.EN: frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "that",
            "which",
            "by",
            "with",
            "for",
            "its",
            "on",
            "as",
            "or",
            "all",
            "from",
            "at",
            "is",
            "be",
            "are",
            "this",
        ]
    ),
    Lang.FR: frozenset(
        [
            "le",
            "la",
            "les",
            "de",
            "des",
            "du",
            "et",
            "à",
            "en",
            "que",
            "qui",
            "par",
            "dans",
            "pour",
            "sur",
            "aux",
            "une",
            "un",
            "est",
            "sont",
            "au",
            "ce",
            "cette",
            "leur",
            "leurs",
        ]
    ),
}


_ALIKE = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "ʼ": "'"})


def alike(text: str) -> str:
    """The text with one kind of space and of apostrophe, character for character, so that patterns stay short."""
    return text.translate(_ALIKE)


def lead_of(lang: Lang, text: str) -> str:
    """The lead words at the start of a paragraph, or an empty text where none of the known ones stands there."""
    plain = alike(text)
    for pattern in (RESOLVED, LEAD_WE, LEAD_EN if lang is Lang.EN else LEAD_FR):
        if found := pattern.match(plain):
            return text[: found.end()].rstrip()
    return ""


def is_preambular(lang: Lang, text: str) -> bool:
    """Whether a paragraph opens as those of a preamble do: by a participle."""
    return bool((PREAMBLE_EN if lang is Lang.EN else PREAMBLE_FR).match(text))


def shares(text: str) -> dict[Lang, float]:
    """The share of each language's commonest words among the words of a text."""
    words = re.findall(r"[^\W\d_]+", text[:200_000].lower())
    total = max(1, len(words))
    return {lang: sum(1 for word in words if word in common) / total for lang, common in _COMMON.items()}

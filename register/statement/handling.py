"""How requests are handled: what the law says, and beside it what the provider writes."""

from providers.choices import Answer

from ..choices import IdentityCheck
from ..dossier import types as t
from ..wording import listed, rows, sentence
from .facts import Facts
from .page import Block, Heading, Line, Pair, Pairs, Strong


def handling(facts: Facts) -> tuple[Block, ...]:
    """A subject per row, each with the law and, when recorded, the provider."""
    say, row = facts.say, facts.dossier.requests or t.RequestHandling()
    pairs = [
        _pair(facts, say("Hoe vraagt u het aan?"), "", _texts(row.instructions)),
        _pair(
            facts, say("Wanneer krijgt u antwoord?"),
            say("binnen een maand. Is het verzoek ingewikkeld of zijn er veel verzoeken, dan mogen er twee maanden "
                "bij. U hoort dat binnen de eerste maand."),
            _time(facts, row),
        ),
        _pair(
            facts, say("Wat kost het?"),
            say("gratis. Alleen bij een verzoek dat duidelijk ongegrond of overdreven is, mag een redelijke vergoeding "
                "worden gevraagd."),
            _fee(facts, row),
        ),
        _pair(
            facts, say("Hoe laat u zien wie u bent?"),
            say("alleen als er echt twijfel is over wie u bent, mag om meer informatie worden gevraagd."),
            _identity(facts, row),
        ),
        _pair(
            facts, say("Wie mag een verzoek doen?"),
            say("iedereen over wie gegevens zijn vastgelegd, voor zichzelf."),
            _who(facts, row),
        ),
        _pair(facts, say("In welke vorm krijgt u uw bestand?"), "", _texts(row.portability_format)),
        _pair(facts, say("En als wij uw gegevens voor iets anders willen gebruiken?"), "", _new_purpose(facts, row)),
    ]  # fmt: skip
    return (Heading(say("Zo gaat een verzoek")), Pairs(tuple(pair for pair in pairs if pair.lines)))


def _pair(facts: Facts, label: str, law: str, own: list[str]) -> Pair:
    lines: list[Line] = []
    if law:
        lines.append((Strong(facts.say("De wet:")), f" {law}"))
    if own:
        lines.append((Strong(facts.say("Bij ons:")), f" {' '.join(own)}"))
    return Pair(label, tuple(lines))


def _texts(*texts: str | None) -> list[str]:
    return [sentence(text) for text in texts if text]


def _time(facts: Facts, row: t.RequestHandling) -> list[str]:
    say, period = facts.say, row.response
    texts = [say("Binnen {term}.", term=period)] if period else []
    texts += _texts(row.response_text)
    if row.extension == Answer.YES:
        longest = say(" met {term}", term=row.extension_period) if row.extension_period else ""
        texts.append(say("Die tijd kan langer worden{longest}.", longest=longest))
    elif row.extension == Answer.NO:
        texts.append(say("Die tijd wordt niet langer."))
    elif row.extension_period:
        texts.append(say("Er kan {term} bij.", term=row.extension_period))
    reason = say("De reden daarvoor: {text}", text=facts.small(row.extension_reason)) if row.extension_reason else None
    notice = say("Bericht daarover: {text}", text=facts.small(row.extension_notice)) if row.extension_notice else None
    return [*texts, *_texts(reason, notice)]


def _fee(facts: Facts, row: t.RequestHandling) -> list[str]:
    say = facts.say
    words = {Answer.YES: say("Er kunnen kosten zijn."), Answer.NO: say("Gratis.")}
    return [*([words[row.fee]] if row.fee in words else []), *_texts(row.fee_explanation)]


def _identity(facts: Facts, row: t.RequestHandling) -> list[str]:
    say = facts.say
    checks = {
        IdentityCheck.ALWAYS: say("Bij elk verzoek vragen wij wie u bent."),
        IdentityCheck.ACCESS: say("Bij een verzoek om inzage vragen wij wie u bent."),
        IdentityCheck.DOUBT: say("Alleen bij twijfel vragen wij wie u bent."),
        IdentityCheck.NEVER: say("Wij vragen nooit wie u bent."),
    }
    texts = [checks[row.identity_check]] if row.identity_check else []
    texts += _texts(row.identity_explanation)
    if row.id_copy == Answer.YES:
        texts.append(say("Wij vragen om een kopie van uw identiteitsbewijs."))
    elif row.id_copy == Answer.NO:
        texts.append(say("Wij vragen geen kopie van uw identiteitsbewijs."))
    return [*texts, *_masked(facts, row)]


def _masked(facts: Facts, row: t.RequestHandling) -> list[str]:
    say = facts.say
    parts = [facts.small(part) for part in rows(row.id_copy_masked_parts or "")]
    if parts:
        return [say("Maak op de kopie zwart: {parts}.", parts=listed(parts))]
    if row.id_copy_masked == Answer.YES:
        return [say("Maak op de kopie zwart wat wij niet nodig hebben.")]
    return [say("Op de kopie hoeft niets zwart.")] if row.id_copy_masked == Answer.NO else []


def _who(facts: Facts, row: t.RequestHandling) -> list[str]:
    say = facts.say
    texts = []
    if row.restricted_to:
        texts.append(sentence(say("Een verzoek kan alleen komen van {who}", who=facts.small(row.restricted_to))))
    elif row.restricted == Answer.YES:
        texts.append(say("Niet iedereen kan een verzoek doen."))
    if row.restricted == Answer.NO:
        texts.append(say("Iedereen kan een verzoek doen."))
    if row.restricted_reason:
        texts.append(sentence(say("De reden: {text}", text=facts.small(row.restricted_reason))))
    return texts


def _new_purpose(facts: Facts, row: t.RequestHandling) -> list[str]:
    say = facts.say
    words = {
        Answer.YES: say("Dan vragen wij eerst uw toestemming."),
        Answer.NO: say("Dan vragen wij geen toestemming."),
    }
    answer = row.new_purpose_consent
    return [*([words[answer]] if answer in words else []), *_texts(row.new_purpose_explanation)]

"""True and false sentences on passages in five more languages, written before the check was read."""
# ruff: noqa: E501  (a sentence on one line reads better)

from __future__ import annotations

import pytest
from factories_prose import citation

from assistant.prose.checking import fault_of_part, fault_of_sentence
from assistant.prose.grounds import Ground
from assistant.prose.sentences import sentences

LABEL = "Resolution 900 (Rev. Bucharest, 2022)"
PASSAGES = {
    "fr": (
        "charge le Secrétaire général",
        "de faire rapport chaque année au Conseil sur les activités des trois Secteurs, si le Conseil le demande, "
        "et de ne pas publier les contributions sans l'accord de leurs auteurs;",
    ),
    "fr-group": (
        "décide",
        "que le groupe se réunit deux fois par an, sauf si le Conseil en décide autrement; que ses documents sont "
        "publics ou réservés aux membres;",
    ),
    "es": (
        "encarga al Secretario General",
        "que informe cada año al Consejo sobre las actividades de los tres Sectores, si el Consejo lo solicita, "
        "y que no publique las contribuciones sin el acuerdo de sus autores;",
    ),
    "es-group": (
        "resuelve",
        "que el grupo se reúna dos veces al año, salvo que el Consejo decida otra cosa; que sus documentos sean "
        "públicos o reservados a los miembros;",
    ),
    "ru": (
        "поручает Генеральному секретарю",
        "ежегодно представлять Совету отчет о деятельности трех Секторов, если Совет об этом просит, и не "
        "публиковать вклады без согласия их авторов;",
    ),
    "ru-group": (
        "решает",
        "что группа собирается два раза в год, если Совет не примет иного решения; что ее документы являются "
        "открытыми или доступными только членам;",
    ),
    "zh": ("责成秘书长", "每年向理事会报告三个部门的活动，如理事会提出要求，且未经作者同意不得公布文稿；"),
    "zh-group": ("做出决议", "该组每年举行两次会议，除非理事会另有决定；其文件公开或仅供成员使用；"),
    "ar": (
        "يكلف الأمين العام",
        "بتقديم تقرير كل سنة إلى المجلس عن أنشطة القطاعات الثلاثة، إذا طلب المجلس ذلك، وبعدم نشر المساهمات دون موافقة "
        "مؤلفيها؛",
    ),
    "ar-group": (
        "يقرر",
        "أن يجتمع الفريق مرتين في السنة، ما لم يقرر المجلس خلاف ذلك؛ وأن تكون وثائقه عامة أو مقصورة على الأعضاء؛",
    ),
}
TRUE = (
    ("fr", "Le Secrétaire général est chargé de faire rapport chaque année au Conseil sur les activités des trois Secteurs, si le Conseil le demande [1]."),
    ("fr", "La Résolution 900 charge le Secrétaire général de faire rapport chaque année au Conseil sur les activités des trois Secteurs, si le Conseil le demande [1]."),
    ("fr", "« faire rapport chaque année au Conseil sur les activités des trois Secteurs, si le Conseil le demande » [1]."),
    ("fr-group", "Le groupe se réunit deux fois par an, sauf si le Conseil en décide autrement [1]."),
    ("fr-group", "Ses documents sont publics ou réservés aux membres [1]."),
    ("es", "La Resolución 900 encarga al Secretario General que informe cada año al Consejo sobre las actividades de los tres Sectores, si el Consejo lo solicita [1]."),
    ("es", "«que informe cada año al Consejo sobre las actividades de los tres Sectores, si el Consejo lo solicita» [1]."),
    ("es-group", "La Resolución 900 resuelve que el grupo se reúna dos veces al año, salvo que el Consejo decida otra cosa [1]."),
    ("es-group", "Resuelve que sus documentos sean públicos o reservados a los miembros [1]."),
    ("ru", "Резолюция 900 поручает Генеральному секретарю ежегодно представлять Совету отчет о деятельности трех Секторов, если Совет об этом просит [1]."),
    ("ru", "«ежегодно представлять Совету отчет о деятельности трех Секторов, если Совет об этом просит» [1]."),
    ("ru-group", "Группа собирается два раза в год, если Совет не примет иного решения [1]."),
    ("ru-group", "Ее документы являются открытыми или доступными только членам [1]."),
    ("zh", "第900号决议责成秘书长每年向理事会报告三个部门的活动，如理事会提出要求 [1]。"),
    ("zh", "“每年向理事会报告三个部门的活动，如理事会提出要求” [1]。"),
    ("zh-group", "该组每年举行两次会议，除非理事会另有决定 [1]。"),
    ("zh-group", "其文件公开或仅供成员使用 [1]。"),
    ("ar", "يكلف القرار 900 الأمين العام بتقديم تقرير كل سنة إلى المجلس عن أنشطة القطاعات الثلاثة، إذا طلب المجلس ذلك [1]."),
    ("ar", "«بتقديم تقرير كل سنة إلى المجلس عن أنشطة القطاعات الثلاثة، إذا طلب المجلس ذلك» [1]."),
    ("ar-group", "يجتمع الفريق مرتين في السنة، ما لم يقرر المجلس خلاف ذلك [1]."),
    ("ar-group", "أن تكون وثائقه عامة أو مقصورة على الأعضاء [1]."),
)  # fmt: skip
FALSE = (
    ("fr", "Le Secrétaire général est chargé de faire rapport chaque année au Conseil sur les activités des trois Secteurs [1]."),
    ("fr", "Le Conseil est chargé de faire rapport chaque année au Secrétaire général sur les activités des trois Secteurs, si le Conseil le demande [1]."),
    ("fr", "Le Secrétaire général est chargé de publier les contributions sans l'accord de leurs auteurs [1]."),
    ("fr", "Le Secrétaire général est chargé de faire rapport chaque année au Conseil sur les activités des deux Secteurs, si le Conseil le demande [1]."),
    ("fr", "Il est dit : « publier les contributions sans l'accord de leurs auteurs » [1]."),
    ("fr", "Le Secrétaire général est chargé de ne pas publier les contributions [1]."),
    ("fr-group", "Le groupe se réunit deux fois par an [1]."),
    ("fr-group", "Ses documents sont publics [1]."),
    ("fr-group", "Le groupe ne se réunit pas deux fois par an, sauf si le Conseil en décide autrement [1]."),
    ("fr-group", "Ses documents sont publics et réservés aux membres [1]."),
    ("es", "La Resolución 900 encarga al Secretario General que informe cada año al Consejo sobre las actividades de los tres Sectores [1]."),
    ("es", "La Resolución 900 encarga al Secretario General que publique las contribuciones sin el acuerdo de sus autores [1]."),
    ("es", "La Resolución 901 encarga al Secretario General que informe cada año al Consejo sobre las actividades de los tres Sectores, si el Consejo lo solicita [1]."),
    ("es", "La Resolución 900 encarga al Secretario General que no publique las contribuciones [1]."),
    ("es-group", "Resuelve que el grupo se reúna dos veces al año [1]."),
    ("es-group", "Resuelve que sus documentos sean públicos y reservados a los miembros [1]."),
    ("es-group", "Resuelve que sus documentos sean públicos [1]."),
    ("ru", "Резолюция 900 поручает Генеральному секретарю ежегодно представлять Совету отчет о деятельности трех Секторов [1]."),
    ("ru", "Резолюция 900 поручает Генеральному секретарю публиковать вклады без согласия их авторов [1]."),
    ("ru", "Резолюция 900 поручает Совету ежегодно представлять Генеральному секретарю отчет о деятельности трех Секторов, если Совет об этом просит [1]."),
    ("ru", "Резолюция 900 поручает Генеральному секретарю не публиковать вклады [1]."),
    ("ru-group", "Группа собирается два раза в год [1]."),
    ("ru-group", "Группа собирается два раза в год, если Совет примет иное решение [1]."),
    ("ru-group", "Ее документы являются открытыми [1]."),
    ("zh", "第900号决议责成秘书长每年向理事会报告三个部门的活动 [1]。"),
    ("zh", "第900号决议责成理事会每年向秘书长报告三个部门的活动，如理事会提出要求 [1]。"),
    ("zh", "第900号决议责成秘书长未经作者同意公布文稿 [1]。"),
    ("zh", "未经作者同意得公布文稿 [1]。"),
    ("zh-group", "该组每年举行两次会议 [1]。"),
    ("zh-group", "该组每年举行三次会议，除非理事会另有决定 [1]。"),
    ("zh-group", "其文件公开 [1]。"),
    ("ar", "يكلف القرار 900 الأمين العام بتقديم تقرير كل سنة إلى المجلس عن أنشطة القطاعات الثلاثة [1]."),
    ("ar", "يكلف القرار 900 المجلس بتقديم تقرير كل سنة إلى الأمين العام عن أنشطة القطاعات الثلاثة، إذا طلب المجلس ذلك [1]."),
    ("ar", "يكلف القرار 900 الأمين العام بنشر المساهمات دون موافقة مؤلفيها [1]."),
    ("ar-group", "يجتمع الفريق مرتين في السنة [1]."),
    ("ar-group", "أن يجتمع الفريق ثلاث مرات في السنة، ما لم يقرر المجلس خلاف ذلك [1]."),
    ("ar-group", "أن تكون وثائقه عامة [1]."),
)  # fmt: skip


def _reaches_reader(passage: str, told: str) -> bool:
    clause, quote = PASSAGES[passage]
    ground = Ground(citation(1, quote, label=LABEL, clause=clause, language=passage[:2]))
    return all(fault_of_sentence(one, {1: ground}) is None for one in sentences([told]))


@pytest.mark.parametrize(("passage", "told"), FALSE)
def test_no_false_sentence_reaches_a_reader(passage: str, told: str) -> None:
    assert not _reaches_reader(passage, told)


@pytest.mark.parametrize(("passage", "told"), TRUE)
def test_a_true_sentence_in_the_passages_words_does(passage: str, told: str) -> None:
    assert _reaches_reader(passage, told)


@pytest.mark.parametrize(
    ("language", "clause", "told"),
    [
        ("fr", "charge le Directeur du TSB", "Les Directeurs du TSB sont chargés de faire rapport au Conseil"),
        ("fr", "charge le Directeur du TSB", "Le Directeur du TSB est chargé de faire rapport du Conseil"),
        ("es", "encarga al Director de la TSB", "informó al Consejo"),
        ("ru", "поручает Директору БСЭ", "представлять Советам отчет"),
        ("ru", "поручает Директору БСЭ", "представил Совету отчет"),
    ],
)
def test_number_tense_and_case_stay_as_they_stand(language: str, clause: str, told: str) -> None:
    quotes = {"fr": "de faire rapport au Conseil", "es": "que informe al Consejo", "ru": "представлять Совету отчет"}
    ground = Ground(citation(1, f"{quotes[language]}.", label=LABEL, clause=clause, language=language))
    assert fault_of_part(quotes[language], ground) is None
    assert fault_of_part(told, ground) is not None

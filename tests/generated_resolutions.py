"""Invents resolutions in six languages, together with the paths and words a reader has to find in them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from factories import Line


@dataclass(frozen=True, slots=True)
class Tongue:
    """What a language brings: the head of a resolution, calls, words of sentences, names of parts."""

    number: str
    title: str
    adopter: str
    preamble: tuple[str, ...]
    operative: tuple[str, ...]
    opening: str
    words: tuple[str, ...]
    section: str
    annex: tuple[str, str]
    gap: str = " "
    stops: tuple[str, str, str] = (";", ",", ".")


TONGUES: dict[str, Tongue] = {
    "en": Tongue(
        "RESOLUTION 191 (REV. BUCHAREST, 2022)",
        "Strategy for the sharing of lighthouses",
        "The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),",
        ("considering", "recalling", "recognizing further", "noting", "bearing in mind", "taking into account"),
        (
            "resolves",
            "resolves to instruct the Directors of the three Bureaux",
            "instructs the Secretary-General",
            "instructs the Council",
            "further invites Member States and Sector Members",
            "instructs the Director of the Telecommunication Standardization Bureau",
            "requests the Secretary-General, in close cooperation with the Directors of the Bureaux,",
        ),
        "that",
        tuple("lamps oil the keepers of every harbour small islands shall light in Resolution 72 and No. 191".split()),
        "SECTION {}",
        ("ANNEX {}", "Annex {}"),
    ),
    "fr": Tongue(
        "RÉSOLUTION 191 (RÉV. BUCAREST, 2022)",
        "Stratégie pour le partage des phares",
        "La Conférence de plénipotentiaires de l'Union internationale des télécommunications (Bucarest, 2022),",
        ("considérant", "rappelant", "reconnaissant en outre", "notant", "tenant compte", "consciente"),
        (
            "décide",
            "charge le Secrétaire général",
            "charge le Conseil",
            "invite les Etats Membres",
            "prie le Secrétaire général",
            "charge le Directeur du Bureau des radiocommunications",
        ),
        "que",
        tuple("les lampes de chaque port gardent la lumière pour les îles la nuit où règne le brouillard".split()),
        "SECTION {}",
        ("ANNEXE {}", "Annexe {}"),
    ),
    "es": Tongue(
        "RESOLUCIÓN 191 (REV. BUCAREST, 2022)",
        "Estrategia para compartir los faros",
        "La Conferencia de Plenipotenciarios de la Unión Internacional de Telecomunicaciones (Bucarest, 2022),",
        ("considerando", "recordando", "reconociendo además", "observando", "teniendo en cuenta", "consciente"),
        (
            "resuelve",
            "encarga al Secretario General",
            "encarga al Consejo",
            "invita a los Estados Miembros",
            "pide al Secretario General",
            "encarga al Director de la Oficina de Radiocomunicaciones",
        ),
        "que",
        tuple(
            "las lámparas de cada puerto guardan la luz para las islas pequeñas una noche con niebla en el año".split()
        ),
        "SECCIÓN {}",
        ("ANEXO {}", "Anexo {}"),
    ),
    "ru": Tongue(
        "РЕЗОЛЮЦИЯ 191 (ПЕРЕСМ. БУХАРЕСТ, 2022 Г.)",
        "Стратегия совместного использования маяков",
        "Полномочная конференция Международного союза электросвязи (Бухарест, 2022 г.),",
        ("учитывая", "напоминая", "признавая далее", "отмечая", "принимая во внимание", "осознавая"),
        (
            "решает",
            "поручает Генеральному секретарю",
            "поручает Совету",
            "предлагает Государствам-Членам",
            "просит Генерального секретаря",
            "поручает Директорам трех Бюро",
        ),
        "что",
        tuple(
            "лампы каждой гавани хранят свет для малых островов ночью когда туман стоит над морем и маяк горит".split()
        ),
        "РАЗДЕЛ {}",
        ("ПРИЛОЖЕНИЕ {}", "Приложение {}"),
    ),
    "zh": Tongue(
        "第191号决议（2022年，布加勒斯特，修订版）",
        "共用灯塔的战略",
        "国际电信联盟全权代表大会（2022年，布加勒斯特），",
        ("考虑到", "忆及", "进一步认识到", "注意到", "铭记"),
        ("做出决议", "责成秘书长", "责成理事会", "请各成员国", "进一步责成秘书长"),
        "",
        tuple("灯塔 的 守护者 每天 夜里 点亮 油灯 并 记录 所有 船只 经过 小岛 的 时间 以及 天气".split()),
        "第{}节",
        ("附件{}", "附件{}"),
        "",
        ("；", "，", "。"),
    ),
    "ar": Tongue(
        "القرار 191 (المراجَع في بوخارست، 2022)",
        "استراتيجية تقاسم المنارات",
        "إن مؤتمر المندوبين المفوضين للاتحاد الدولي للاتصالات (بوخارست، 2022)،",
        ("إذ يضع في اعتباره", "وإذ يذكّر", "وإذ يدرك", "وإذ يلاحظ"),
        ("يقرر", "يكلف الأمين العام", "يكلف المجلس", "يدعو الدول الأعضاء"),
        "أن",
        tuple("المصابيح في كل ميناء تحفظ الضوء للجزر الصغيرة عند الليل حين يأتي الضباب فوق البحر".split()),
        "القسم {}",
        ("الملحق {}", "الملحق {}"),
        " ",
        ("؛", "،", "."),
    ),
}
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi")


@dataclass(slots=True)
class Invented:
    """A resolution as lines, and what a reader has to find: every clause's path with its words, in order."""

    lines: list[Line]
    expected: dict[str, str]


@dataclass(slots=True)
class Inventor:
    """Draws one resolution from a seed."""

    language: str
    seed: int
    _chance: random.Random = field(init=False)
    _lines: list[Line] = field(default_factory=list)
    _expected: dict[str, str] = field(default_factory=dict)
    _calls: dict[str, int] = field(default_factory=dict)
    _notes: int = 0

    def __post_init__(self) -> None:
        self._chance = random.Random(f"{self.language} {self.seed}")

    @property
    def tongue(self) -> Tongue:
        return TONGUES[self.language]

    def invent(self) -> Invented:
        chance, tongue = self._chance, self.tongue
        self._lines = [Line("number", tongue.number), Line("title", tongue.title), Line("adopter", tongue.adopter)]
        for call in chance.sample(tongue.preamble, chance.randint(1, min(4, len(tongue.preamble)))):
            self._section(call, self._preamble)
        operative = chance.sample(tongue.operative, chance.randint(1, min(4, len(tongue.operative))))
        for call in [*operative, *chance.sample(operative, chance.choice((0, 0, 1)))]:
            self._section(call, self._operative)
        for number in range(1, 1 + chance.choice((0, 0, 2))):
            self._numbered(number)
        for number in range(1, 1 + chance.choice((0, 0, 1, 2))):
            self._annex(number)
        notes = [Line("footnote", self._sentence(2), str(number)) for number in range(1, self._notes + 1)]
        self._expected.update({f"footnote {note.label}": note.text for note in notes})
        return Invented([*self._lines, *notes], self._expected)

    def _sentence(self, stop: int, *, note: bool = False, capital: bool = False) -> str:
        tongue, chance = self.tongue, self._chance
        words = [chance.choice(tongue.words) for _ in range(chance.randint(6, 28))]
        if capital:
            words[0] = words[0][:1].upper() + words[0][1:]
        elif tongue.opening:
            words.insert(0, tongue.opening)
        if note and chance.random() < 0.08 and words[-1].isalpha():
            self._notes += 1
            words[-1] += f"⟦{self._notes}⟧"
        return tongue.gap.join(words) + tongue.stops[stop]

    def _add(self, path: str, line: Line) -> None:
        self._lines.append(line)
        text = line.text.replace("⟦", "").replace("⟧", "")
        assert path not in self._expected, path
        self._expected[path] = text

    def _section(self, call: str, fill: object) -> None:
        self._lines.append(Line("call", call))
        written = call.rstrip(",")
        self._calls[written] = self._calls.get(written, 0) + 1
        count = self._calls[written]
        fill(written if count == 1 else f"{written} ({count})")  # type: ignore[operator]

    def _preamble(self, base: str) -> None:
        form = self._chance.choice(("one", "several", "letters", "letters"))
        if form == "letters":
            self._letters(base)
        else:
            self._several(base, 1 if form == "one" else self._chance.randint(2, 3))

    def _several(self, base: str, count: int, *, capital: bool = False) -> None:
        for number in range(1, count + 1):
            path = base if number == 1 else f"{base} ¶{number}"
            self._add(path, Line("plain", self._sentence(2 if capital else 1, note=True, capital=capital)))

    def _letters(self, base: str) -> None:
        for letter in "abcdefghijkl"[: self._chance.randint(2, 12)]:
            path = f"{base} {letter})"
            self._add(path, Line("item", self._sentence(0, note=True), f"{letter})"))
            if self._chance.random() < 0.15:
                path += "bis"
                self._add(path, Line("item", self._sentence(0), f"{letter})bis"))
            if self._chance.random() < 0.15:
                self._romans(path, 1)

    def _romans(self, parent: str, level: int) -> None:
        for roman in _ROMAN[: self._chance.randint(2, 6)]:
            self._add(f"{parent} {roman})", Line("item", self._sentence(0), f"{roman})", level))

    def _operative(self, base: str) -> None:
        form = self._chance.choice(("one", "numbers", "numbers", "lead-in"))
        if form == "one":
            self._several(base, 1)
            return
        if form == "lead-in":
            self._add(base, Line("plain", self._sentence(1, note=True)))
        count = self._chance.randint(2, 7)
        for number in range(1, count + 1):
            self._add(f"{base} {number}", Line("item", self._sentence(0, note=True), str(number)))
            self._below(base, number)
        if form == "lead-in" and self._chance.random() < 0.5:
            self._add(f"{base} ¶2", Line("plain", self._sentence(1)))

    def _below(self, base: str, number: int) -> None:
        form = self._chance.choice(("", "", "", "decimals", "letters", "romans", "dashes"))
        path = f"{base} {number}"
        for index in range(1, self._chance.randint(3, 5)) if form in ("decimals", "letters", "dashes") else ():
            label = {"decimals": f"{number}.{index}", "letters": f"{'abcd'[index - 1]})", "dashes": "–"}[form]
            shown = {"decimals": f"{base} {label}", "letters": f"{path} {label}", "dashes": f"{path} – {index}"}[form]
            self._add(shown, Line("item", self._sentence(0), label, 0 if form == "decimals" else 1))
            if form == "letters" and self._chance.random() < 0.2:
                self._romans(shown, 2)
        if form == "romans":
            self._romans(path, 1)

    def _numbered(self, section: int) -> None:
        self._lines.append(Line("section", self.tongue.section.format(section)))
        self._lines.append(Line("section-title", self.tongue.title))
        for number in range(1, self._chance.randint(3, 12)):
            label = f"{section}.{number}"
            if self._chance.random() < 0.2:
                self._lines.append(Line("heading", self.tongue.title, label))
                self._several(label, self._chance.randint(1, 3), capital=True)
                continue
            self._add(label, Line("item", self._sentence(2, note=True, capital=True), label))
            if self._chance.random() < 0.2:
                for letter in "abc":
                    self._add(f"{label} {letter})", Line("item", self._sentence(0), f"{letter})", 1))

    def _annex(self, number: int) -> None:
        written, shown = (name.format(number) for name in self.tongue.annex)
        self._lines.append(Line("annex", written))
        self._lines.append(Line("annex-title", self.tongue.title))
        if self._chance.random() < 0.5:
            self._several(shown, self._chance.randint(1, 3), capital=True)
            return
        for item in range(1, self._chance.randint(3, 6)):
            self._add(f"{shown} {item}", Line("item", self._sentence(2, capital=True), str(item)))


def invent(language: str, seed: int) -> Invented:
    """Returns one invented resolution; the same for the same seed."""
    return Inventor(language, seed).invent()

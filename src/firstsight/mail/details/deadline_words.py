"""The words of deadlines by language: units, numbers in words, days, and what makes a time a term.

Source: Unicode CLDR (units and relative days); prepositions collected by hand. English, German, French, Spanish,
Italian, Portuguese, Dutch, Polish, Swedish, Turkish; Danish, Czech and Russian where they cost nothing.
"""

from __future__ import annotations

UNITS: dict[float, tuple[str, ...]] = {
    1 / 60: (
        "minute", "minutes", "min", "mins", "minuten", "minutos", "minuto", "minuti", "minuut", "minut", "minuty",
        "minuter", "dakika", "минут",
    ),
    1: (
        "hour", "hours", "hr", "hrs", "h", "stunde", "stunden", "std", "heure", "heures", "hora", "horas", "ora", "ore",
        "uur", "uren", "godzin", "godziny", "godzinę", "godz", "timme", "timmar", "saat", "timer", "hodin", "часов",
        "часа",
    ),
    24: (
        "day", "days", "tag", "tage", "tagen", "werktage", "werktagen", "jour", "jours", "día", "días", "dia", "dias",
        "giorno", "giorni", "dag", "dagen", "werkdagen", "dzień", "dni", "dagar", "arbetsdagar", "gün", "iş günü",
        "dage", "dnů", "дней", "дня",
    ),
    168: (
        "week", "weeks", "woche", "wochen", "semaine", "semaines", "semana", "semanas", "settimana", "settimane",
        "weken", "tydzień", "tygodni", "tygodnie", "vecka", "veckor", "hafta", "uger", "недель",
    ),
}  # fmt: skip
"""Hours of a unit, and its names."""

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "ten": 10, "twelve": 12, "twenty-four": 24,
    "forty-eight": 48, "seventy-two": 72,
    "einer": 1, "eines": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sieben": 7, "zehn": 10,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5,
    "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "dois": 2, "três": 3, "twee": 2, "drie": 3, "vijf": 5,
    "dwóch": 2, "trzech": 3, "två": 2, "fem": 5, "iki": 2, "üç": 3, "beş": 5,
}  # fmt: skip
"""Numbers that are written as words before a unit."""

BEFORE = (
    r"with ?in(?: the)?(?: next| coming)?(?: a(?: period of)?)?", r"in(?: the)? next", r"in(?: less than| under| only| just)?",
    r"(?:have|has|got|given|give you|are)(?: only| just| exactly| up to| about)?", r"you have less than", r"only", r"less than",
    r"(?:final|remaining)", r"expires? (?:in|after)", r"(?:deadline|time limit|time)(?: is| of|:)?", r"no later than", r"not more than",
    r"innerhalb(?: von| der (?:nächsten|kommenden))?", r"binnen", r"in den nächsten", r"in weniger als", r"(?:letzte )?frist(?: von| beträgt|:)?",
    r"(?:haben|hast|bleiben)(?: sie| du| ihnen)?(?: nur)?(?: noch)?", r"(?:nur )?noch",
    r"sous(?: les)?", r"dans(?: un délai de)?(?: les)?(?: prochaines?)?", r"d['’]ici", r"en moins de", r"délai(?: de| :)?", r"avez(?: encore| seulement)?", r"plus que",
    r"en(?: las| los)?(?: próxim[ao]s)?", r"dentro de(?: las?)?", r"plazo(?: de)?", r"en menos de", r"tiene(?:s|n)?(?: sólo| solo)?",
    r"entro(?: le| i)?(?: prossim[ei])?", r"nelle prossime", r"avete|hai|ha(?: solo| ancora)?", r"meno di",
    r"em(?: até)?", r"nas próximas", r"nos próximos", r"prazo(?: de)?", r"até", r"tem(?: apenas)?", r"no prazo de",
    r"binnen(?: de komende)?", r"heb(?:t|ben)?(?: u| je)?(?: nog)?(?: slechts)?", r"nog", r"minder dan",
    r"w ciągu(?: najbliższych)?", r"masz(?: tylko)?", r"ma pan(?:i)?", r"za", r"przez", r"do",
    r"inom(?: de närmaste)?", r"om", r"har(?: du| ni)?(?: bara| endast)?(?: på dig)?", r"senast(?: inom)?",
    r"en geç", r"inden for", r"do", r"během", r"в течение", r"через",
)  # fmt: skip
"""What makes the number and unit after it a term."""

UNTIL = (
    r"by", r"before", r"until", r"till?", r"(?:no|not) later than", r"at the latest", r"due(?: by| on)?", r"deadline(?: is|:)?", r"expires?(?: on)?",
    r"bis(?: spätestens)?(?: zum)?", r"spätestens(?: bis)?(?: am)?", r"vor",
    r"avant", r"jusqu['’](?:à|au)", r"d['’]ici(?: à)?", r"au plus tard",
    r"antes de[l]?", r"hasta", r"a más tardar(?: el)?", r"entro", r"prima di", r"fino a", r"até(?: o| a| à| às)?", r"antes d[aeo]",
    r"v[óo][óo]r", r"uiterlijk(?: op)?", r"tot", r"przed", r"do(?: końca)?", r"najpóźniej(?: do)?", r"före", r"senast(?: på)?", r"en geç", r"před", r"до",
)  # fmt: skip
"""What makes the day, date or clock after it a term."""

_WEEK = {
    "monday": "montag lundi lunes lunedì segunda-feira maandag poniedziałku poniedziałkiem måndag pazartesi",
    "tuesday": "dienstag mardi martes martedì terça-feira dinsdag wtorku wtorkiem tisdag salı",
    "wednesday": "mittwoch mercredi miércoles mercoledì quarta-feira woensdag środy środą onsdag çarşamba",
    "thursday": "donnerstag jeudi jueves giovedì quinta-feira donderdag czwartku czwartkiem torsdag perşembe",
    "friday": "freitag vendredi viernes venerdì sexta-feira vrijdag piątku piątkiem fredag cuma",
    "saturday": "samstag sonnabend samedi sábado sabato zaterdag soboty sobotą lördag cumartesi",
    "sunday": "sonntag dimanche domingo domenica zondag niedzieli niedzielą söndag pazar",
    "today": "heute hoy oggi hoje vandaag dzisiaj dziś idag bugün tonight midnight noon",
    "tomorrow": "morgen demain mañana domani amanhã jutra jutrem imorgon yarın",
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""As they are called here."""

_ENDS = {
    "today": (
        "end of day", "end of the day", "end of business", "close of business", "cob", "eod", "the end of the day", "i dag",
        "ende des tages", "ce soir", "aujourd'hui", "aujourd’hui", "final del día", "fine giornata", "final do dia", "dnia",
    ),
    "tomorrow": ("i morgon", "tomorrow morning", "morgen früh", "demain matin"),
    "end of week": (
        "end of week", "end of the week", "end of this week", "ende der woche", "ende dieser woche", "fin de semaine",
        "la fin de la semaine", "fin de la semana", "fine settimana", "final da semana", "einde van de week", "tygodnia",
        "veckans slut", "hafta sonu",
    ),
    "end of month": (
        "end of month", "end of the month", "end of this month", "monatsende", "ende des monats", "la fin du mois",
        "fin de mes", "fine mese", "final do mês", "einde van de maand", "miesiąca", "månadens slut", "ay sonu",
    ),
}  # fmt: skip

DAYS = (
    {day: day for day in _WEEK}
    | {name: day for day, names in _WEEK.items() for name in names.split()}
    | {name: day for day, names in _ENDS.items() for name in names}
)
"""A day as it is written in lower case -> what it is called here."""

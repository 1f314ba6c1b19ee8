"""The words that dates and times are written with: months, weekdays and zones.

Words are compared in lower case without accents ("Février" is "fevrier"), zone words in upper case.
"""

from __future__ import annotations

from typing import Final

# One line a language, one comma a month or weekday, each with its full and its short forms.
# English, German (and Austrian), French, Spanish, Italian, Portuguese, Dutch.
_MONTHS: Final = (
    "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, "
    "september sept sep, october oct, november nov, december dec",
    "januar janner jan, februar feber feb, marz maerz mrz mar, april apr, mai, juni jun, juli jul, "
    "august aug, september sept sep, oktober okt, november nov, dezember dez",
    "janvier janv jan, fevrier fevr fev, mars, avril avr, mai, juin, juillet juil, aout, "
    "septembre sept sep, octobre oct, novembre nov, decembre dec",
    "enero ene, febrero feb, marzo mar, abril abr, mayo may, junio jun, julio jul, agosto ago, "
    "septiembre setiembre sept sep set, octubre oct, noviembre nov, diciembre dic",
    "gennaio gen, febbraio feb, marzo mar, aprile apr, maggio mag, giugno giu, luglio lug, agosto ago, "
    "settembre sett set, ottobre ott, novembre nov, dicembre dic",
    "janeiro jan, fevereiro fev, marco mar, abril abr, maio mai, junho jun, julho jul, agosto ago, "
    "setembro set, outubro out, novembro nov, dezembro dez",
    "januari jan, februari feb, maart mrt, april apr, mei, juni jun, juli jul, augustus aug, "
    "september sept sep, oktober okt, november nov, december dec",
)
# Spanish two-letter weekdays are left out: "ma" is Tuesday there and Monday in Dutch.
_WEEKDAYS: Final = (
    "monday mon, tuesday tues tue, wednesday weds wed, thursday thurs thur thu, friday fri, saturday sat, "
    "sunday sun",
    "montag mo, dienstag di, mittwoch mi, donnerstag do, freitag fr, samstag sonnabend sa, sonntag so",
    "lundi lun, mardi mar, mercredi mer, jeudi jeu, vendredi ven, samedi sam, dimanche dim",
    "lunes lun, martes mar, miercoles mie, jueves jue, viernes vie, sabado sab, domingo dom",
    "lunedi lun, martedi mar, mercoledi mer, giovedi gio, venerdi ven, sabato sab, domenica dom",
    "segunda-feira segunda seg, terca-feira terca ter, quarta-feira quarta qua, quinta-feira quinta qui, "
    "sexta-feira sexta sex, sabado sab, domingo dom",
    "maandag ma, dinsdag di, woensdag wo, donderdag do, vrijdag vr, zaterdag za, zondag zo",
)


def _numbered(languages: tuple[str, ...], first: int) -> dict[str, int]:
    return {
        word: number
        for language in languages
        for number, words in enumerate(language.split(","), first)
        for word in words.split()
    }


MONTHS: Final = _numbered(_MONTHS, 1)
"""Month names to 1 (January) .. 12."""

WEEKDAYS: Final = _numbered(_WEEKDAYS, 0)
"""Weekday names to 0 (Monday) .. 6."""

UTC_WORDS: Final = frozenset({"Z", "UTC", "GMT", "UT", "UCT", "ZULU"})
"""Words for UTC itself."""

# Abbreviations that mean one offset, in minutes. Those of North America are fixed by RFC 2822 (section 4.3),
# the others have one meaning among the zone database's abbreviations, or one that is by far the commoner
# (PST is also written in the Philippines, MST was in Malaysia). Where two are in everyday use, see below.
FIXED_ABBREVIATIONS: Final[dict[str, int]] = {
    "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
    "AKST": -540, "AKDT": -480, "HST": -600, "ADT": -180, "NDT": -150,
    "BRT": -180, "ART": -180, "CLT": -240, "CLST": -180,
    "WET": 0, "WEST": 60, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120, "MET": 60, "MEST": 120,
    "EET": 120, "EEST": 180, "MSK": 180, "TRT": 180,
    "WAT": 60, "CAT": 120, "SAST": 120, "EAT": 180,
    "PKT": 300, "NPT": 345, "WIB": 420, "WITA": 480, "WIT": 540, "HKT": 480, "SGT": 480,
    "JST": 540, "KST": 540,
    "AWST": 480, "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}  # fmt: skip

# Abbreviations that stand for several zones, or for a zone's standard and daylight time at once.
UNCLEAR_ABBREVIATIONS: Final = (
    "CST",  # North America, China, Cuba
    "IST",  # India, Israel, Ireland
    "BST",  # Britain, Bangladesh, Bougainville
    "AST",  # Atlantic Canada, Arabia
    "NST",  # Newfoundland, Nepal
    "GST",  # the Gulf, South Georgia
    "SST",  # Samoa, Singapore
    "WST",  # Western Australia, Samoa
    "AMT",  # the Amazon, Armenia
    "ECT",  # Ecuador, the eastern Caribbean
    "ET", "CT", "MT", "PT",  # Eastern, Central, Mountain, Pacific: summer or winter
)  # fmt: skip

# JavaScript and Java write these for the fixed offset, Windows for the zone the year round.
UNCLEAR_NAMES: Final = (
    "EASTERN STANDARD TIME",
    "CENTRAL STANDARD TIME",
    "MOUNTAIN STANDARD TIME",
    "PACIFIC STANDARD TIME",
)

MICROSOFT_ZONES: Final[dict[str, tuple[str, int]]] = {
    "AbuDhabiMuscat": ("Asia/Dubai", 240),
    "Adelaide": ("Australia/Adelaide", 570),
    "Alaska": ("America/Anchorage", -540),
    "AlmatyNovosibirsk": ("", 360),
    "AmsterdamBerlinBernRomeStockholmVienna": ("Europe/Berlin", 60),
    "Arizona": ("America/Phoenix", -420),
    "AstanaDhaka": ("", 360),
    "AthensBuckarestIstanbul": ("", 120),
    "AthensIslandanbulMinsk": ("", 120),
    "AtlanticTimeCanada": ("America/Halifax", -240),
    "AucklandWellington": ("Pacific/Auckland", 720),
    "Azores": ("Atlantic/Azores", -60),
    "Baghdad": ("Asia/Baghdad", 180),
    "BakuTbilisiYerevan": ("Asia/Baku", 240),
    "BangkokHanoiJakarta": ("Asia/Bangkok", 420),
    "BeijingChongqingHongKongUrumqi": ("Asia/Shanghai", 480),
    "BelgradeBratislavaBudapestLjubljanaPrague": ("Europe/Budapest", 60),
    "BogotaLimaQuito": ("America/Bogota", -300),
    "Brasilia": ("America/Sao_Paulo", -180),
    "Brisbane": ("Australia/Brisbane", 600),
    "BrusselsCopenhagenMadridParis": ("Europe/Paris", 60),
    "Bucharest": ("Europe/Bucharest", 120),
    "BuenosAiresGeorgetown": ("America/Argentina/Buenos_Aires", -180),
    "Cairo": ("Africa/Cairo", 120),
    "CanberraMelbourneSydney": ("Australia/Sydney", 600),
    "CapeVerdeIsland": ("Atlantic/Cape_Verde", -60),
    "CaracasLaPaz": ("America/Caracas", -240),
    "CasablancaMonrovia": ("", 0),
    "CentralAmerica": ("America/Guatemala", -360),
    "CentralTimeUSCanada": ("America/Chicago", -360),
    "ChennaiKolkataMumbaiNewDelhi": ("Asia/Kolkata", 330),
    "ChihuahuaLaPazMazatlan": ("", -420),
    "Darwin": ("Australia/Darwin", 570),
    "EasternTimeUSCanada": ("America/New_York", -300),
    "Ekaterinburg": ("Asia/Yekaterinburg", 300),
    "FijiKamchatkaMarshallIsland": ("Pacific/Fiji", 720),
    "Greenland": ("", -180),
    "GreenwichMeanTimeDublinEdinburghLisbonLondon": ("Europe/London", 0),
    "GuadalajaraMexicoCityMonterrey": ("America/Mexico_City", -360),
    "GuamPortMoresby": ("Pacific/Port_Moresby", 600),
    "HararePretoria": ("Africa/Harare", 120),
    "Hawaii": ("Pacific/Honolulu", -600),
    "HelsinkiKyivRigaSofiaTallinnVilnius": ("Europe/Kyiv", 120),
    "Hobart": ("Australia/Hobart", 600),
    "IndianaEast": ("America/Indiana/Indianapolis", -300),
    "InternationalDateLineWest": ("Etc/GMT+12", -720),
    "IrkutskUlaanBataar": ("Asia/Irkutsk", 480),
    "IslamabadKarachiTashkent": ("Asia/Tashkent", 300),
    "IslandamabadKarachiTashkent": ("Asia/Tashkent", 300),
    "Jerusalem": ("Asia/Jerusalem", 120),
    "Kabul": ("Asia/Kabul", 270),
    "Kathmandu": ("Asia/Kathmandu", 345),
    "Krasnoyarsk": ("Asia/Krasnoyarsk", 420),
    "KualaLumpurSingapore": ("Asia/Singapore", 480),
    "KuwaitRiyadh": ("Asia/Riyadh", 180),
    "MagadanSolomonIslandNewCaledonia": ("Asia/Magadan", 660),
    "MidAtlantic": ("America/Noronha", -120),
    "MidwayIslandAndSamoa": ("", -660),
    "MoscowStPetersburgVolgograd": ("Europe/Moscow", 180),
    "MountainTimeUSCanada": ("America/Denver", -420),
    "Nairobi": ("Africa/Nairobi", 180),
    "Newfoundland": ("America/St_Johns", -210),
    "Newfoundland and Labrador": ("America/St_Johns", -210),
    "Nukualofa": ("Pacific/Tongatapu", 780),
    "OsakaSapporoTokyo": ("Asia/Tokyo", 540),
    "PacificTimeUSCanadaTijuana": ("America/Los_Angeles", -480),
    "Perth": ("Australia/Perth", 480),
    "Rangoon": ("Asia/Yangon", 390),
    "Santiago": ("America/Santiago", -240),
    "SarajevoSkopjeWarsawZagreb": ("Europe/Warsaw", 60),
    "Saskatchewan": ("America/Regina", -360),
    "Seoul": ("Asia/Seoul", 540),
    "SolomonIslandNewCaledonia": ("Asia/Magadan", 660),
    "SriJayawardenepura": ("Asia/Colombo", 330),
    "Taipei": ("Asia/Taipei", 480),
    "Tehran": ("Asia/Tehran", 210),
    "Vladivostok": ("Asia/Vladivostok", 600),
    "WestCentralAfrica": ("Africa/Lagos", 60),
    "Yakutsk": ("Asia/Yakutsk", 540),
    "Yangon": ("Asia/Yangon", 390),
}
"""Microsoft Advertising's names of zones: the IANA zone, and the documented standard offset in minutes.

Source: Microsoft Advertising docs, "Time zones" guide, with the spellings of the reporting and customer
services, and the scripts' time zone mapping; as of 2026. The zone is "" where the documented offset is not
the one that the named places keep: what was meant must be asked.
"""


def zone_words() -> dict[str, int | str | None]:
    """Every known zone word in upper case, and its meaning: minutes from UTC, an IANA zone, or unclear."""
    meanings: dict[str, int | str | None] = dict(FIXED_ABBREVIATIONS)
    meanings |= dict.fromkeys(UNCLEAR_ABBREVIATIONS + UNCLEAR_NAMES)
    meanings |= {name.upper(): zone or None for name, (zone, _) in MICROSOFT_ZONES.items()}
    return meanings

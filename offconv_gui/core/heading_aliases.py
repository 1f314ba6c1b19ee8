"""Headings under which CRM and advertising systems export each field, in seven languages.

Gathered from exports, templates and vendors' pages of Salesforce, HubSpot, Dynamics 365, Pipedrive, Zoho,
Microsoft Advertising and Google Ads; English, German, French, Spanish, Portuguese, Italian, Dutch. Within a
field the likelier meaning comes first: where a file has both, it wins. `core.mapping` says how headings are
compared; an entity in front ("Deal - ", "Opportunity.") and a currency behind need no entry of their own.
"""

from __future__ import annotations


def _names(*lines: str) -> tuple[str, ...]:
    return tuple(name.strip() for line in lines for name in line.split("|"))


CLICK_ID = _names(
    "msclkid | ms clkid | microsoft click id | microsoft clickid | ms click id | bing click id",
    "microsoft ads click id | microsoft ad click id | microsoft advertising click id | bing ads click id",
    "microsoft ads msclkid | bing msclkid | hs msclkid | first msclkid | last msclkid | uetmsclkid",
    "bing clid",
    "click id microsoft | click id bing | msclkid value | bing ad click id",
    "microsoft klick id | microsoft klick kennung | bing klick id | microsoft advertising klick id",
    "id de clic microsoft | identifiant de clic microsoft | id clic microsoft | id de clic bing",
    "id de clic de microsoft | id de clic en microsoft | identificador de clic de microsoft",
    "id do clique da microsoft | id do clique microsoft | id de clique da microsoft | id de clique microsoft",
    "id clic di microsoft | id del clic microsoft | id di clic microsoft | id click microsoft",
    "microsoft klik id | klik id microsoft | bing klik id",
)

TIME = _names(
    "conversion time | conversion date | conversion date time | conversion timestamp | converted at",
    "time of conversion | date of conversion | conversion event time | offline conversion time",
    "conversion zeit | conversionzeit | conversion zeitpunkt | zeitpunkt der conversion | conversion datum",
    "datum der conversion | konversionszeit | konversionszeitpunkt | konversionsdatum | conversion uhrzeit",
    "heure de conversion | heure de la conversion | date de conversion | date de la conversion",
    "date et heure de conversion | date et heure de la conversion | horodatage de la conversion",
    "hora de la conversion | hora de conversion | fecha de conversion | fecha de la conversion",
    "fecha y hora de la conversion | hora da conversao | horario da conversao | data da conversao",
    "data e hora da conversao | data de conversao | data conversione | ora conversione",
    "ora della conversione",
    "data della conversione | data ora conversione | data e ora della conversione | conversietijd",
    "tijd van conversie | tijdstip van conversie | conversiedatum | conversie datum | datum conversie",
    "won time | won date | won on | won at | date won | closed won date | closed won time | close won date",
    "closed won on | closed won at | date closed won | hs closed won date | date entered closed won",
    "gewonnen am | gewonnen um | gewonnen zeit | gewonnen zeitpunkt | gewinndatum | gewinnzeitpunkt",
    "date de gain | heure de gain | date gagnee | gagne le | gagnee le | date d obtention",
    "fecha de ganado | hora de ganado | fecha ganada | fecha de ganancia | ganado el | ganado en",
    "data de ganho | data do ganho | hora do ganho | horario do ganho | ganho em | data da venda",
    "data di vincita | data vinta | vinto il | vinta il | ora di vincita | gewonnen op",
    "gewonnen tijd | winstdatum",
    "actual close date | actual closing date | actual closed date | actual close | actualclosedate",
    "tatsachlicher abschlusstermin | tatsachliches abschlussdatum | tatsachliches schlussdatum",
    "tatsachliches abschlussdatum uhrzeit | date de cloture reelle | date de fermeture reelle",
    "date reelle de cloture | fecha de cierre real | fecha real de cierre | data de fechamento real",
    "data real de fechamento | data de fecho real | data di chiusura effettiva | data effettiva di chiusura",
    "werkelijke sluitingsdatum | werkelijke afsluitdatum | werkelijke einddatum",
    "daadwerkelijke sluitingsdatum",
    "close date | closed date | closing date | date closed | close time | closed time | closed on",
    "closed at",
    "close on | closedate | closed date time | close date time | closing time | close timestamp",
    "tatsachl abschlussdatum | tats abschlussdatum | ist abschlussdatum | datum abschluss | abschluss am",
    "abschlussdatum | abschlusstermin | schlusstermin | schlussdatum | abgeschlossen am | geschlossen am",
    "datum des abschlusses | abschlusszeit | abschlusszeitpunkt | geschlossen um",
    "date de cloture | date de fermeture | date cloture | cloture le | cloturee le | ferme le",
    "date de conclusion",
    "fecha de cierre | fecha cierre | cerrado el | cerrada el | hora de cierre | fecha de clausura",
    "data de fechamento | data do fechamento | data fechamento | fechado em | data de fecho",
    "data de encerramento",
    "data di chiusura | data chiusura | chiuso il | chiusa il | sluitingsdatum | afsluitdatum",
    "datum afgesloten",
    "afgesloten op | gesloten op | datum gesloten | sluitdatum | einddatum opportunity",
    "sale date | sales date | date of sale | sold date | sold at | sold on | purchase date | purchase time",
    "purchased at | order date | order time | transaction date | transaction time | signed date",
    "contract date",
    "contract signed date | booking date | booked at | event time | event timestamp | paid at | payment date",
    "verkaufsdatum | kaufdatum | bestelldatum | auftragsdatum | vertragsdatum | date de vente | date d achat",
    "date de commande | date de signature | fecha de venta | fecha de compra | fecha de pedido",
    "data de venda",
    "data da compra | data do pedido | data vendita | data di vendita | data acquisto | data ordine",
    "verkoopdatum | aankoopdatum | besteldatum | orderdatum",
)

VALUE = _names(
    "conversion value | value of conversion | offline conversion value | conversion amount",
    "conversion revenue",
    "conversion wert | conversionwert | wert der conversion | konversionswert",
    "valeur de conversion | valeur de la conversion | valor de conversion | valor de la conversion",
    "valor da conversao | valor de conversao | valore conversione | valore di conversione",
    "valore della conversione | conversiewaarde | waarde van conversie | conversie waarde",
    "actual revenue | actual value | actual amount | actualvalue | won amount | closed won amount",
    "won value",
    "tatsachl umsatz | tats umsatz",
    "tatsachlicher umsatz | tatsachlicher erlos | tatsachlicher wert | ist umsatz",
    "chiffre d affaires reel | revenu reel | montant reel | ca reel | valeur reelle",
    "ingresos reales | importe real | valor real | receita real | ricavi effettivi | ricavo effettivo",
    "entrate effettive | importo effettivo | werkelijke omzet | werkelijke opbrengst | werkelijke waarde",
    "amount | deal amount | opportunity amount | deal value | opportunity value | value | deal size",
    "total amount | total value | closed amount | sale amount | sales amount | order value | order amount",
    "order total | purchase value | purchase amount | transaction value | transaction amount",
    "contract value",
    "contract amount | total contract value | revenue | total revenue | deal revenue | net amount",
    "sale value",
    "betrag | wert | auftragswert | auftragssumme | umsatz | verkaufswert | verkaufsbetrag | gesamtbetrag",
    "net revenue | invoice amount | payment amount | rechnungsbetrag | nettoumsatz | umsatz netto",
    "montant ht | importe neto | valor liquido | importo netto | netto bedrag",
    "dealwert | deal wert | vertragswert | bestellwert | nettobetrag | opportunity betrag",
    "montant | valeur | montant de l affaire | montant de la transaction | montant total",
    "chiffre d affaires",
    "valeur de l affaire | valeur de la transaction | montant de l opportunite | revenu",
    "importe | valor | monto | ingresos | importe total | valor del negocio | valor del trato",
    "importe de la oportunidad | monto de la oportunidad | ingreso | valor total",
    "quantia | montante | receita | valor do negocio | valor da oportunidade | valor da venda | faturamento",
    "importo | ammontare | valore | ricavi | ricavo | fatturato | valore dell affare | importo totale",
    "importo della trattativa | importo opportunita | valore trattativa",
    "bedrag | waarde | omzet | dealwaarde | deal waarde | opbrengst | orderwaarde | totaalbedrag",
    "dealbedrag",
    "amount converted | converted amount | amount in company currency | amount in base currency",
    "amount base",
    "actual revenue base | betrag in unternehmenswahrung | montant dans la devise de l entreprise",
    "importe en la moneda de la empresa | valor na moeda da empresa | importo nella valuta aziendale",
)

CURRENCY = _names(
    "conversion currency code | conversion currency | currency of conversion | value currency",
    "conversion wahrung | conversionwahrung | wahrung der conversion | conversion wahrungscode",
    "devise de la conversion | devise de conversion | moneda de la conversion | moneda de conversion",
    "divisa de la conversion | moeda da conversao | moeda de conversao | valuta conversione",
    "valuta della conversione | valuta di conversione | conversievaluta | valuta van conversie",
    "currency | currency code | currency iso code | currencyisocode | deal currency | deal currency code",
    "opportunity currency | amount currency | currency of value | currency of deal value",
    "value currency code",
    "transaction currency | order currency | actual revenue currency | curr | ccy | iso currency",
    "wahrung | waehrung | wahrungscode | wahrung des werts | wahrung des wertes | deal wahrung",
    "wahrungs iso code",
    "opportunity wahrung | wahrungskurzel | betrag wahrung | wahrungskennzeichen",
    "devise | code devise | devise du montant | devise de la valeur | monnaie | code de devise",
    "divisa | moneda | codigo de moneda | codigo de divisa | moneda del valor | divisa del valor",
    "moeda | codigo da moeda | moeda do valor | moeda do negocio | codigo de moeda",
    "valuta | codice valuta | valuta del valore | codice iso valuta | divisa importo",
    "valutacode | valuta van waarde | munteenheid | valuta code | valuta van het bedrag",
)

NAME = _names(
    "conversion name | conversion goal | conversion goal name | goal name | conversion action",
    "conversion action name | offline conversion name | microsoft conversion name | name of conversion",
    "conversion name microsoft | conversion event name | conversion event",
    "conversion ziel | name der conversion | conversionname | zielname | conversion zielname",
    "conversion aktion | name des conversion ziels | konversionsname | konversionsziel",
    "nom de la conversion | nom de conversion | nom de l objectif | objectif de conversion",
    "action de conversion | nombre de la conversion | nombre de conversion | objetivo de conversion",
    "nombre del objetivo | accion de conversion | nome da conversao | nome de conversao | meta de conversao",
    "nome da meta | acao de conversao | objetivo de conversao | nome conversione | nome della conversione",
    "obiettivo di conversione | nome obiettivo | azione di conversione | naam conversie | conversienaam",
    "naam van conversie | conversiedoel | naam van doel | doelnaam | conversieactie",
)

CLIENT_ID = _names(
    "client id | row id | upload id | external id | reference id | external reference",
    "opportunity id | opportunityid | deal id | record id | case safe id | opportunity number | deal number",
    "pipedrive system id | do not modify opportunity | do not modify lead | do not modify order",
    "opportunity record id | deal record id | object id | hs object id | dealid | potential id | crm id",
    "order id | order number | transaction id | invoice id | invoice number | contract id | contract number",
    "lead id | contact id | customer id | quote id | ticket id | sale id | order no | order reference",
    "datensatz id | datensatz kennung | opportunity nummer | verkaufschancen id | auftragsnummer",
    "bestellnummer | rechnungsnummer | vertragsnummer | kundennummer | vorgangsnummer | referenznummer",
    "nicht andern verkaufschance | nicht andern opportunity",
    "id d enregistrement | id de l enregistrement | identifiant | id de l affaire | id de la transaction",
    "id d opportunite | id de l opportunite | identifiant de l opportunite | numero de commande",
    "numero de facture | numero de contrat | reference client | ne pas modifier opportunite",
    "id de registro | id del registro | id de oportunidad | id de la oportunidad | id del negocio",
    "id del trato | numero de pedido | numero de factura | no modificar oportunidad",
    "id do registro | id da oportunidade | id do negocio | numero do pedido | numero da fatura",
    "nao modificar oportunidade | id record | id opportunita | id affare | id trattativa | numero ordine",
    "numero d ordine | non modificare opportunita | recordid | opportunity nr | ordernummer | factuurnummer",
    "verkoopkans id | niet wijzigen verkoopkans | id van record | deal nummer",
)

ADJUSTMENT_TYPE = _names(
    "adjustment type | conversion adjustment type | type of adjustment | adjustmenttype",
    "anpassungstyp | art der anpassung | anpassungsart | type d ajustement | tipo de ajuste",
    "tipo di rettifica | tipo di modifica | tipo di aggiustamento | aanpassingstype | type aanpassing",
)

ADJUSTMENT_TIME = _names(
    "adjustment time | adjustment date | adjustment date time | adjusted at | time of adjustment",
    "anpassungszeit | anpassungszeitpunkt | anpassungsdatum | heure d ajustement | heure de l ajustement",
    "date d ajustement | hora de ajuste | hora del ajuste | fecha de ajuste | hora do ajuste",
    "data do ajuste",
    "data di rettifica | ora di rettifica | data rettifica | aanpassingstijd | aanpassingsdatum",
)

ADJUSTMENT_VALUE = _names(
    "adjustment value | adjusted value | new conversion value | restated value | restatement value",
    "adjusted conversion value | new value | adjustment amount | adjusted amount",
    "anpassungswert | angepasster wert | valeur d ajustement | valeur ajustee | valor de ajuste",
    "valor del ajuste | valor ajustado | valor do ajuste | valore rettificato | valore di rettifica",
    "aanpassingswaarde | aangepaste waarde",
)

ADJUSTMENT_CURRENCY = _names(
    "adjustment currency code | adjustment currency | adjusted value currency | adjusted currency code",
    "adjusted currency | new currency | adjustment value currency | new conversion currency",
    "wahrung der anpassung | anpassungswahrung | devise d ajustement | devise de l ajustement",
    "moneda de ajuste | moneda del ajuste | divisa de ajuste | moeda do ajuste | valuta di rettifica",
    "valuta rettifica | aanpassingsvaluta | valuta van aanpassing",
)

HASHED_EMAIL = _names(
    "hashed email address | hashed email | email hash | email sha256 | sha256 email | hashed email sha 256",
    "email address hash | email hashed | sha256 email address | hashed e mail | email sha 256",
    "e mail hash | gehashte e mail adresse | gehashte e mail | adresse e mail hachee | e mail hache",
    "correo electronico con hash | correo con hash | e mail com hash | e mail con hash",
    "indirizzo e mail con hash | gehasht e mailadres | gehashte e mail adressen",
)

HASHED_PHONE = _names(
    "hashed phone number | hashed phone | phone hash | phone sha256 | sha256 phone | hashed phone sha 256",
    "phone number hash | sha256 phone number | hashed mobile | phone sha 256 | phone hashed",
    "gehashte telefonnummer | numero de telephone hache | telefono con hash | numero de telefono con hash",
    "telefone com hash | numero di telefono con hash | gehasht telefoonnummer",
)

ATTRIBUTION_MODEL = _names(
    "external attribution model | attribution model | externes attributionsmodell | attributionsmodell",
    "modele d attribution externe | modele d attribution | modelo de atribucion externo",
    "modelo de atribucion",
    "modelo de atribuicao externo | modelo de atribuicao | modello di attribuzione esterno",
    "modello di attribuzione | extern attributiemodel | attributiemodel",
)

ATTRIBUTION_CREDIT = _names(
    "external attribution credit | attribution credit | attributed credit | attribution weight",
    "externe attributionsgutschrift | attributionsgutschrift | credit d attribution externe",
    "credit d attribution | credito de atribucion | credito de atribuicao | credito di attribuzione",
    "attributiekrediet",
)

CLICK_TIME = _names(
    "click time | click timestamp | click date time | ad click time | ad click timestamp | clicked at",
    "clicked on",
    "time of click | msclkid time | msclkid timestamp | microsoft click time | bing click time",
    "klickzeit | klick zeit | klickzeitpunkt | zeitpunkt des klicks | klick zeitstempel",
    "heure du clic | heure de clic | date et heure du clic | horodatage du clic",
    "hora del clic | hora de clic | fecha y hora del clic | hora do clique | data e hora do clique",
    "ora del clic | data e ora del clic | kliktijd | tijd van klik | tijdstip van klik",
)

LANDING_PAGE = _names(
    "landing page | landing page url | landingpage | landing url | first landing page | entry page",
    "entry url",
    "first page seen | first url | first page url | page url | full url",
    "original landing page | initial landing page | hs analytics first url | form page url",
    "zielseite | landeseite | landingpage url | einstiegsseite | erste gesehene seite | page de destination",
    "page d atterrissage | url de destination | premiere page vue | pagina de destino | pagina de aterrizaje",
    "url de destino | primera pagina vista | pagina de entrada | url da pagina de destino",
    "primeira pagina vista | pagina di destinazione | url di destinazione | prima pagina visualizzata",
    "bestemmingspagina | landingspagina | url landingspagina | eerste bekeken pagina",
)

DOUBTFUL: dict[str, tuple[str, ...]] = {
    "CLICK_ID": _names(
        "click id | clickid | click | klick | clic | click identifier | ad click id | clid | klick id",
        "id de clic | id clic | id del clic | id do clique | id de clique | klik id",
    ),
    "TIME": _names(
        "date | datetime | date time | timestamp | time | datum | zeitpunkt | datum uhrzeit",
        "date heure | fecha",
        "fecha y hora | data | data ora | data e hora | data e ora | tijdstip | datum tijd | stage date",
        "lead conversion time | lead conversion date | qualified date | converted date | lead converted date",
        "conversion day | stage change date | status date | submitted at | submission date",
        "submission time | form submission date",
        "recent deal close date | became a customer date",
        "invoice date | rechnungsdatum | date de facture | date facture | fecha de factura | data da fatura",
        "data fattura | factuurdatum",
        "created date | create date | created on | created time | created at | date created | creation date",
        "creation time | add time | added on | added at | date added | lead created | lead created date",
        "lead create date | deal created date | createdate | erstelldatum | erstellungsdatum | erstellt am",
        "erstellt um | hinzugefugt am | angelegt am | date de creation | cree le | creee le | date d ajout",
        "fecha de creacion | creado el | creada el | fecha de alta | data de criacao | criado em | criada em",
        "data de entrada | data creazione | data di creazione | creato il | aanmaakdatum | gemaakt op",
        "aangemaakt op | datum aangemaakt | toegevoegd op",
        "modified date | modified on | modified time | last modified | last modified date | last modified on",
        "updated at | update time | last updated | geandert am | zuletzt geandert | date de modification",
        "modifie le | fecha de modificacion | modificado el | data de modificacao | modificado em",
        "data modifica | modificato il | gewijzigd op | laatst gewijzigd",
    ),
    "VALUE": _names(
        "recent deal amount",
        "total | price | sum | gross | net | sales | arr | mrr | acv | tcv | grand total | subtotal | income",
        "preis | summe | gesamt | erlos | prix | somme | precio | suma | preco | soma | prezzo",
        "somma | prijs",
        "totaal | som | totale | deal amount in home currency | gross amount | bruttobetrag | hohe",
        "gross revenue | umsatz brutto | bruttoumsatz | montant ttc | valor bruto | importo lordo",
        "cantidad",
    ),
    "NAME": _names(
        "goal | conversion | conversion type | event name | event | event type | ziel | objectif | doel",
        "objetivo | meta | obiettivo | conversie | conversione | conversao",
    ),
    "CLIENT_ID": _names(
        "id | ids | number | no | nr | num | reference | ref | key | guid | uuid | uid | identifier | nummer",
        "kennung | referenz | numero | clave | codigo | riferimento | referentie | referencia | case number",
    ),
    "CLICK_TIME": _names(
        "click date | date of click | klickdatum | klick datum | datum des klicks | date du clic",
        "fecha del clic | fecha de clic | data do clique | data del clic | klikdatum | datum van klik",
    ),
}
"""Headings that may mean a field, by the field's name in `core.fields.Field`, likelier ones first: taken
where nothing better is there, and never without asking."""

FORECASTS = frozenset(
    _names(
        "expected | est | estimated | estimate | forecast | forecasted | weighted | projected",
        "predicted | planned | exp | proj | gesch | vorauss | voraussichtl | erw | verw | prev",
        "probability | likelihood | target | budget | quota",
        "erwartet | erwarteter | erwartetes | erwartete | geschatzt | geschatzter | geschatztes | geschatzte",
        "voraussichtlich | voraussichtlicher | voraussichtliches | gewichtet | gewichteter | geplant",
        "prognose",
        "wahrscheinlichkeit | prevu | prevue | prevus | previsionnel | estime | estimee | attendu | pondere",
        "ponderee | probabilite | esperado | esperada | esperados | previsto | prevista | estimado",
        "estimada",
        "estimados | ponderado | ponderada | probabilidad | probabilidade | atteso | attesa | attesi",
        "stimato",
        "stimata | stimati | ponderato | probabilita | verwacht | verwachte | geschat | geschatte | gewogen",
        "waarschijnlijkheid | pronostico | previsao | previsione",
    )
)
"""Words of headings for what is only hoped for, which is neither a conversion's time nor its value."""

NOT_THE_THING = frozenset(
    _names(
        "rate | lost | loss | owner | user | by | rank | count | percent | stage | status | source",
        "campaign | days",
        "age | last | next | cost | tax | fee | discount | quantity | margin | score | target",
        "verloren | perdu",
        "perdue | perdido | perdida | perso | persa | besitzer | proprietaire | propietario",
        "proprietario | eigenaar",
        "view | page | window | lag | category | label",
    )
)
"""Words that make a heading something else, however much the rest resembles a field's."""

DIGESTS = frozenset(
    _names(
        "checksum | hash | hashed | md5 | digest | token | session | etag | password | fingerprint | secret"
    )
)
"""Words of headings over 32 hexadecimal digits that are no click IDs."""

ENTITIES = _names(
    "deal | deals | opportunity | opportunities | opp | lead | leads | contact | order | potential",
    "record | crm",
    "custom | cf | hs | property | geschaft | verkaufschance | abschluss | affaire | transaction",
    "opportunite",
    "trato | negocio | oportunidad | oportunidade | venda | venta | affare | trattativa | opportunita",
    "verkoopkans | kans | conversions | offline",
)
"""Words in front of a heading that only say whose column it is: "Deal - Value"."""

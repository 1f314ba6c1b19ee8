"""Matching headings to fields, on the headings that CRM and advertising systems export."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui.core import heading_aliases, mapping
from offconv_gui.core.fields import FIELDS, Field, FieldSpec
from offconv_gui.core.grid import Grid, GridColumn
from offconv_gui.core.heading_matches import normalise
from offconv_gui.core.mapping import Guess

ID = "f894f652ea334e739002f7167ab8f8e3"
OTHER_ID = "cdd4afcccb1c9a4cad9544dd7e5006d5"
HASH = "ec81f3ac7b2b19675bab9d54cf416f9f18cff87c97da5cca82c0f0891bc40602"
GCLID = "CjwKCAjwzJjrBRBvEiwA867BoC"


def grid_of(columns: Sequence[tuple[str, Sequence[str]]]) -> Grid:
    rows = len(columns[0][1]) if columns else 0
    texts = [(heading, pa.chunked_array([pa.array(cells, pa.large_string())])) for heading, cells in columns]
    return Grid(tuple(GridColumn(heading, text) for heading, text in texts), np.arange(2, rows + 2))


def headings_only(*headings: str) -> Grid:
    return grid_of([(heading, ()) for heading in headings])


def fields_of(source: Grid) -> dict[str, Field]:
    """The headings that became fields."""
    return {source.headings[g.column]: g.field for g in mapping.guess(source) if g.field is not None}


def only(source: Grid) -> Guess:
    (one,) = mapping.guess(source)
    return one


# A system, and what its headings become; "-" for what must stay unused.
EXPORTS: list[tuple[str, str]] = [
    (
        "Microsoft bulk file",
        "Type:- Status:- Id:- Parent Id:- Client Id:CLIENT_ID Name:- Conversion Currency Code:CURRENCY "
        "Conversion Name:NAME Conversion Time:TIME Conversion Value:VALUE Microsoft Click Id:CLICK_ID "
        "Hashed Email Address:HASHED_EMAIL Hashed Phone Number:HASHED_PHONE Adjustment Type:ADJUSTMENT_TYPE "
        "Adjustment Time:ADJUSTMENT_TIME Adjustment Value:ADJUSTMENT_VALUE "
        "Adjustment Currency Code:ADJUSTMENT_CURRENCY External Attribution Model:ATTRIBUTION_MODEL "
        "External Attribution Credit:ATTRIBUTION_CREDIT",
    ),
    (
        "Microsoft web template",
        "Microsoft Click ID:CLICK_ID Conversion Name:NAME Conversion Time:TIME Conversion Value:VALUE "
        "Conversion Currency:CURRENCY Hashed Email Address:HASHED_EMAIL Hashed Phone Number:HASHED_PHONE",
    ),
    (
        "Microsoft web template, adjustments",
        "Microsoft Click ID:CLICK_ID Conversion Name:NAME Conversion Time:TIME "
        "Adjustment Value:ADJUSTMENT_VALUE "
        "Adjustment Currency:ADJUSTMENT_CURRENCY Adjustment Type:ADJUSTMENT_TYPE "
        "Adjustment Time:ADJUSTMENT_TIME",
    ),
    (
        "Google template",
        "Google Click ID:- Conversion Name:NAME Conversion Time:TIME Conversion Value:VALUE "
        "Conversion Currency:CURRENCY Order ID:CLIENT_ID Ad User Data:- Ad Personalization:- GBRAID:- "
        "WBRAID:-",
    ),
    (
        "Google adjustments",
        "Order ID:CLIENT_ID Adjustment Type:ADJUSTMENT_TYPE Adjustment Time:ADJUSTMENT_TIME "
        "Adjusted Value:ADJUSTMENT_VALUE Adjusted Value Currency:ADJUSTMENT_CURRENCY",
    ),
    (
        "LinkedIn file",
        "Hashed Email (SHA-256):HASHED_EMAIL LinkedIn Click ID:- Conversion Name:NAME Conversion Time:TIME "
        "Conversion Value:VALUE Currency Code:CURRENCY",
    ),
    (
        "Salesforce report",
        "Opportunity ID:CLIENT_ID Opportunity Name:- Account Name:- Stage:- Amount Currency:CURRENCY "
        "Amount:VALUE "
        "Close Date:TIME Created Date:- Probability (%):- Expected Revenue:- Opportunity Owner:- "
        "Lead Source:- "
        "MSCLKID:CLICK_ID Next Step:- Last Modified Date:-",
    ),
    (
        "Salesforce Data Loader",
        "ID:CLIENT_ID ISDELETED:- ACCOUNTID:- NAME:- STAGENAME:- AMOUNT:VALUE PROBABILITY:- "
        "EXPECTEDREVENUE:- "
        "CLOSEDATE:TIME ISCLOSED:- ISWON:- OWNERID:- CREATEDDATE:- LASTMODIFIEDDATE:- SYSTEMMODSTAMP:- "
        "CURRENCYISOCODE:CURRENCY MSCLKID__C:CLICK_ID",
    ),
    (
        "Salesforce relationships",
        "Opportunity.Id:CLIENT_ID Opportunity.CloseDate:TIME Opportunity.Amount:VALUE Account.Name:- "
        "Microsoft_Click_ID__c:CLICK_ID",
    ),
    (
        "Salesforce, German",
        "Opportunity-ID:CLIENT_ID Opportunity-Name:- Phase:- Betrag:VALUE Währung:CURRENCY "
        "Schlusstermin:TIME "
        "Erstelldatum:- Wahrscheinlichkeit (%):- Erwarteter Umsatz:- Microsoft-Klick-ID:CLICK_ID",
    ),
    (
        "Salesforce, French",
        "ID d'opportunité:CLIENT_ID Nom de l'opportunité:- Étape:- Montant:VALUE Devise:CURRENCY "
        "Date de clôture:TIME Date de création:- Probabilité (%):- ID de clic Microsoft:CLICK_ID",
    ),
    (
        "Salesforce, Spanish",
        "Id. de oportunidad:CLIENT_ID Nombre de la oportunidad:- Importe:VALUE Divisa:CURRENCY "
        "Fecha de cierre:TIME Fecha de creación:- Probabilidad (%):- Ingresos esperados:- msclkid:CLICK_ID",
    ),
    (
        "HubSpot deals",
        "Record ID:CLIENT_ID Deal Name:- Deal Stage:- Amount:VALUE Close Date:TIME Create Date:- "
        "Deal owner:- "
        "Pipeline:- Deal Type:- Associated Company IDs:- Original Traffic Source:- Google ad click id:- "
        "Currency:CURRENCY Microsoft Click ID:CLICK_ID Weighted amount:- Forecast amount:- "
        "Deal probability:-",
    ),
    (
        "HubSpot internal names",
        "hs_object_id:CLIENT_ID dealname:- dealstage:- amount:VALUE closedate:- createdate:- "
        "hubspot_owner_id:- "
        "deal_currency_code:CURRENCY msclkid:CLICK_ID "
        "hs_closed_won_date:TIME hs_google_click_id:- amount_in_home_currency:-",
    ),
    (
        "HubSpot, German",
        "Datensatz-ID:CLIENT_ID Deal-Name:- Deal-Phase:- Betrag:VALUE Abschlussdatum:TIME Erstellungsdatum:- "
        "Währung:CURRENCY Microsoft Click ID:CLICK_ID",
    ),
    (
        "HubSpot, French",
        "ID d'enregistrement:CLIENT_ID Nom de la transaction:- Montant:VALUE Date de fermeture:TIME "
        "Date de création:- Devise:CURRENCY msclkid:CLICK_ID",
    ),
    (
        "HubSpot, Spanish",
        "ID de registro:CLIENT_ID Nombre del negocio:- Valor:VALUE Fecha de cierre:TIME Fecha de creación:- "
        "Moneda:CURRENCY msclkid:CLICK_ID",
    ),
    (
        "HubSpot, Portuguese",
        "ID do registro:CLIENT_ID Nome do negócio:- Valor:VALUE Data de fechamento:TIME Data de criação:- "
        "Moeda:CURRENCY msclkid:CLICK_ID",
    ),
    (
        "HubSpot, Italian",
        "ID record:CLIENT_ID Nome trattativa:- Importo:VALUE Data di chiusura:TIME Data di creazione:- "
        "Valuta:CURRENCY ID clic Microsoft:CLICK_ID",
    ),
    (
        "HubSpot, Dutch",
        "Record-ID:CLIENT_ID Dealnaam:- Bedrag:VALUE Sluitingsdatum:TIME Aanmaakdatum:- Valuta:CURRENCY "
        "Microsoft-klik-ID:CLICK_ID",
    ),
    (
        "Dynamics 365",
        "(Do Not Modify) Opportunity:CLIENT_ID (Do Not Modify) Row Checksum:- (Do Not Modify) Modified On:- "
        "Created On:- Topic:- Owner:- Potential Customer:- Status:- Status Reason:- Est. revenue:- "
        "Est. close date:- Actual Revenue:VALUE Actual Close Date:TIME Probability:- Rating:- Sales Stage:- "
        "Source Campaign:- Currency:CURRENCY Contact:- Microsoft Click Id:CLICK_ID",
    ),
    (
        "Dynamics 365, German",
        "Erstellt am:- Thema:- Besitzer:- Geschätzter Umsatz:- Geschätzter Abschlusstermin:- "
        "Tatsächlicher Umsatz:VALUE Tatsächlicher Abschlusstermin:TIME Wahrscheinlichkeit:- Währung:CURRENCY",
    ),
    (
        "Dynamics 365, French",
        "Créé le:- Rubrique:- Propriétaire:- Revenu estimé:- Date de fermeture estimée:- "
        "Chiffre d'affaires réel:VALUE Date de clôture réelle:TIME Probabilité:- Devise:CURRENCY",
    ),
    (
        "Dynamics 365, Dutch",
        "Gemaakt op:- Onderwerp:- Eigenaar:- Geschatte omzet:- Geschatte sluitingsdatum:- "
        "Werkelijke omzet:VALUE "
        "Werkelijke sluitingsdatum:TIME Waarschijnlijkheid:- Valuta:CURRENCY",
    ),
    (
        "Pipedrive",
        "Deal - ID:CLIENT_ID Deal - Title:- Deal - Value:VALUE Deal - Currency of value:CURRENCY "
        "Deal - Stage:- "
        "Deal - Status:- Deal - Expected close date:- Deal - Won time:TIME Deal - Lost time:- "
        "Deal - Add time:- "
        "Deal - Closed on:- Deal - Owner:- Deal - Probability:- Deal - msclkid:CLICK_ID "
        "Organization - Name:-",
    ),
    (
        "Pipedrive, German",
        "Deal - ID:CLIENT_ID Deal - Titel:- Deal - Wert:VALUE Deal - Währung des Werts:CURRENCY "
        "Deal - Gewonnen am:TIME Deal - Erstellt am:- Deal - Voraussichtliches Abschlussdatum:-",
    ),
    (
        "Pipedrive, Portuguese",
        "Negócio - ID:CLIENT_ID Negócio - Título:- Negócio - Valor:VALUE Negócio - Moeda do valor:CURRENCY "
        "Negócio - Data de ganho:TIME Negócio - Criado em:-",
    ),
    (
        "Pipedrive, Spanish",
        "Trato - ID:CLIENT_ID Trato - Título:- Trato - Valor:VALUE Trato - Moneda:CURRENCY "
        "Trato - Ganado el:TIME Trato - Probabilidad:-",
    ),
    (
        "Zoho",
        "Record Id:CLIENT_ID Deal Name:- Account Name:- Closing Date:TIME Stage:- Amount:VALUE Probability:- "
        "Expected Revenue:- Created Time:- Modified Time:- Lead Source:- Currency:CURRENCY MSCLKID:CLICK_ID",
    ),
    (
        "Zoho interface",
        "id:CLIENT_ID Closing_Date:TIME Created_Time:- Modified_Time:- Last_Activity_Time:- Amount:VALUE "
        "Expected_Revenue:- Lead_Conversion_Time:- Overall_Sales_Duration:- msclkid:CLICK_ID",
    ),
    (
        "Google adjustments with new values",
        "Order ID:CLIENT_ID Adjustment Type:ADJUSTMENT_TYPE Adjustment Time:ADJUSTMENT_TIME New "
        "Conversion Value:ADJUSTMENT_VALUE New Currency:ADJUSTMENT_CURRENCY",
    ),
    (
        "Meta offline events",
        "email:- phone:- madid:- fn:- ln:- event_name:NAME event_time:TIME value:VALUE "
        "currency:CURRENCY",
    ),
    (
        "Salesforce, Portuguese",
        "Nome da oportunidade:- Nome da conta:- Fase:- Valor:VALUE Data de fechamento:TIME Data da "
        "criação:- Probabilidade (%):- Receita esperada:- Proprietário da oportunidade:- "
        "MSCLKID:CLICK_ID",
    ),
    (
        "Salesforce, Italian",
        "Nome opportunità:- Nome account:- Fase:- Importo:VALUE Data chiusura:TIME Data creazione:- "
        "Probabilità (%):- Ricavo previsto:- Titolare opportunità:- MSCLKID:CLICK_ID",
    ),
    (
        "Salesforce, Dutch",
        "Naam opportunity:- Accountnaam:- Stadium:- Bedrag:VALUE Sluitingsdatum:TIME Datum gemaakt:- "
        "Waarschijnlijkheid (%):- Verwachte opbrengst:- Opportunity-eigenaar:- MSCLKID:CLICK_ID",
    ),
    (
        "Dynamics 365, Spanish",
        "Creado el:- Tema:- Propietario:- Ingresos estimados:- Fecha de cierre estimada:- Ingresos "
        "reales:VALUE Fecha de cierre real:TIME Probabilidad:- Divisa:CURRENCY",
    ),
    (
        "Dynamics 365, Portuguese",
        "Criado em:- Tópico:- Proprietário:- Receita estimada:- Data de fechamento estimada:- Receita "
        "real:VALUE Data de fechamento real:TIME Probabilidade:- Moeda:CURRENCY",
    ),
    (
        "Dynamics 365, Italian",
        "Data creazione:- Argomento:- Proprietario:- Ricavi stimati:- Data di chiusura stimata:- Ricavi "
        "effettivi:VALUE Data di chiusura effettiva:TIME Probabilità:- Valuta:CURRENCY",
    ),
    (
        "Pipedrive, French",
        "Affaire - ID:CLIENT_ID Affaire - Titre:- Affaire - Valeur:VALUE Affaire - Devise de la "
        "valeur:CURRENCY Affaire - Gagnée le:TIME Affaire - Créée le:- Affaire - Date de clôture "
        "prévue:-",
    ),
    (
        "Pipedrive, Italian",
        "Affare - ID:CLIENT_ID Affare - Titolo:- Affare - Valore:VALUE Affare - Valuta del "
        "valore:CURRENCY Affare - Vinto il:TIME Affare - Creato il:- Affare - Data di chiusura "
        "prevista:-",
    ),
    (
        "Pipedrive, Dutch",
        "Deal - ID:CLIENT_ID Deal - Titel:- Deal - Waarde:VALUE Deal - Valuta van waarde:CURRENCY Deal "
        "- Gewonnen op:TIME Deal - Toegevoegd op:- Deal - Verwachte sluitingsdatum:-",
    ),
    (
        "Zoho, German",
        "Datensatz-ID:CLIENT_ID Abschlussname:- Abschlussdatum:TIME Phase:- Betrag:VALUE "
        "Wahrscheinlichkeit (%):- Erwarteter Umsatz:- Erstellungszeit:- Währung:CURRENCY",
    ),
    (
        "Zoho, French",
        "Nom de l'affaire:- Date de clôture:TIME Étape:- Montant:VALUE Probabilité (%):- Revenu "
        "attendu:- Heure de création:- Devise:CURRENCY",
    ),
    (
        "Zoho, Spanish",
        "Nombre del trato:- Fecha de cierre:TIME Fase:- Importe:VALUE Probabilidad (%):- Ingresos "
        "esperados:- Hora de creación:- Moneda:CURRENCY",
    ),
    (
        "Zoho, Portuguese",
        "Nome do negócio:- Data de fechamento:TIME Estágio:- Valor:VALUE Probabilidade (%):- Receita "
        "esperada:- Hora da criação:- Moeda:CURRENCY",
    ),
    (
        "Zoho, Italian",
        "Nome affare:- Data di chiusura:TIME Fase:- Importo:VALUE Probabilità (%):- Ricavi previsti:- "
        "Ora di creazione:- Valuta:CURRENCY",
    ),
    (
        "Zoho, Dutch",
        "Naam deal:- Sluitingsdatum:TIME Fase:- Bedrag:VALUE Waarschijnlijkheid (%):- Verwachte omzet:- "
        "Aanmaaktijd:- Valuta:CURRENCY",
    ),
    (
        "own table, German",
        "Klick-ID (Microsoft):CLICK_ID Conversion-Zeit:TIME Conversion-Wert:VALUE "
        "Conversion-Währung:CURRENCY "
        "Conversion-Name:NAME Klickzeit:CLICK_TIME Zielseite:LANDING_PAGE Auftragsnummer:CLIENT_ID",
    ),
    (
        "own table, French",
        "Identifiant de clic Microsoft:CLICK_ID Date de la conversion:TIME Valeur de la conversion:VALUE "
        "Devise de la conversion:CURRENCY Nom de la conversion:NAME Heure du clic:CLICK_TIME",
    ),
    (
        "own table, Italian",
        "ID clic Microsoft:CLICK_ID Data conversione:TIME Valore conversione:VALUE "
        "Valuta conversione:CURRENCY "
        "Nome conversione:NAME Ora del clic:CLICK_TIME",
    ),
    (
        "own table, snake case",
        "ms_click_id:CLICK_ID converted_at:TIME amount_usd:VALUE currency_code:CURRENCY goal_name:NAME "
        "order_id:CLIENT_ID landing_page_url:LANDING_PAGE clicked_at:CLICK_TIME",
    ),
    (
        "own table, camel case",
        "msClickId:CLICK_ID conversionTime:TIME conversionValue:VALUE currencyCode:CURRENCY "
        "conversionName:NAME",
    ),
]  # fmt: skip


def pairs(table: str) -> dict[str, str]:
    """The headings and field names of a line of EXPORTS."""
    found = {}
    rest = table
    while rest:
        heading, _, rest = rest.partition(":")
        field, _, rest = rest.partition(" ")
        found[heading] = field
    return found


@pytest.mark.parametrize("table", [table for _, table in EXPORTS], ids=[name for name, _ in EXPORTS])
def test_the_headings_of_a_system_are_known(table: str) -> None:
    expected = pairs(table)
    found = fields_of(headings_only(*expected))
    assert {heading: found[heading].name if heading in found else "-" for heading in expected} == expected


HEADINGS = [
    ("Close Date", "close date"),
    ("CLOSE_DATE", "close date"),
    ("closeDate", "close date"),
    (" Close-Date* ", "close date"),
    ("Close\u00a0Date__c", "close date"),
    ("\ufeffClose Date", "close date"),
    ("MSClickId", "ms click id"),
    ("Währung", "wahrung"),
    ("Größe", "grosse"),
    ("Date de clôture", "date de cloture"),
    ("[event_time]", "event time"),
    ("ID d’enregistrement", "id d enregistrement"),
    ("Ｃｌｏｓｅ Ｄａｔｅ", "close date"),
    ("***", ""),
    ("", ""),
]


@pytest.mark.parametrize(("heading", "words"), HEADINGS)
def test_a_heading_is_compared_by_its_words(heading: str, words: str) -> None:
    assert mapping.normalise(heading) == words


AROUND = [
    ("Amount (USD)", Field.VALUE),
    ("amount_usd", Field.VALUE),
    ("Betrag in EUR", Field.VALUE),
    ("Valor R$", Field.VALUE),
    ("Auftragswert (netto) in EUR", Field.VALUE),
    ("EUR amount", Field.VALUE),
    ("Deal - Value (EUR)", Field.VALUE),
    ("Close Date (UTC)", Field.TIME),
    ("Close Date UTC", Field.TIME),
    ("Close Date EST", Field.TIME),
    ("Close Date (EST)", Field.TIME),
    ("closed_at_est", Field.TIME),
    ("Tatsächl. Abschlussdatum", Field.TIME),
    ("Umsatz netto", Field.VALUE),
    ("Rechnungsdatum", Field.TIME),
    ("Closed At (America/New_York)", Field.TIME),
    ('Date entered "Closed won (Sales Pipeline)"', Field.TIME),
    ("Opportunity: Close Date", Field.TIME),
    ("Deal.Currency", Field.CURRENCY),
]


@pytest.mark.parametrize(("heading", "field"), AROUND)
def test_what_stands_around_a_name_does_not_hide_it(heading: str, field: Field) -> None:
    assert only(headings_only(heading)).field is field


LOOK_ALIKES = [
    "Probability", "Probability (%)", "Expected Revenue", "Est. revenue", "Est. close date",
    "Weighted Amount",
    "Forecast amount", "Expected close date", "Owner", "Close Rate", "Conversion Rate", "Lost Time",
    "Deal - Lost time", "Closed Lost Date", "Opportunity Name", "Deal Name", "Name", "Account ID",
    "Company ID",
    "Annual Revenue", "Amount Paid By", "Days to close", "Conversion Window", "Landing Page Views",
    "Stage", "Type", "Close Date (est.)", "Date de fermeture est.", "Fecha de cierre est.",
    "Data de Fechamento Est.", "Close Date Est",
    "Prévision", "Voraussichtlicher Abschlusstermin", "Geschätzter Umsatz", "Receita esperada",
    "Ricavi previsti",
    "Verwachte omzet", "", " ", "***", "Google Click ID", "gclid", "GCLID", "hs_google_click_id",
    "Google ad click id",
    "GBRAID", "wbraid", "fbclid", "Facebook Click ID", "LinkedIn Click ID", "li_fat_id", "ttclid",
    "TikTok click id",
    "Klick-ID (Google)", "Google Klick-ID", "ID de clic Google",
]  # fmt: skip


@pytest.mark.parametrize("heading", LOOK_ALIKES)
def test_a_look_alike_is_left_alone(heading: str) -> None:
    assert (only(headings_only(heading)).field, only(headings_only(heading)).sure) == (None, True)


@pytest.mark.parametrize(
    "heading", ["gclid", "Google Click ID", "hs_google_click_id", "GBRAID", "Google Klick-ID"]
)
def test_a_google_click_id_is_refused_with_the_reason(heading: str) -> None:
    guess = only(grid_of([(heading, [ID, OTHER_ID])]))
    assert guess.field is None
    assert "Google click ID is not a Microsoft click ID" in str(guess.reason)


def test_click_ids_of_other_networks_under_a_plain_heading_are_refused() -> None:
    guess = only(grid_of([("Click ID", [GCLID, GCLID, ""])]))
    assert (guess.field, guess.sure) == (None, True)
    assert "another advertising network" in str(guess.reason)


def test_a_forecast_is_refused_with_the_reason() -> None:
    assert "forecast" in str(only(headings_only("Est. revenue")).reason)


def test_plain_addresses_are_never_hashes() -> None:
    guess = only(grid_of([("Email", ["john@contoso.com", "jane@contoso.com"])]))
    assert guess.field is None
    assert "only as hashes" in str(guess.reason)


def test_hashes_under_a_plain_heading_are_recognised() -> None:
    source = grid_of([("Email", [HASH, ""]), ("Phone", [HASH, HASH]), ("Token", [HASH, HASH])])
    assert fields_of(source) == {"Email": Field.HASHED_EMAIL, "Phone": Field.HASHED_PHONE}


@pytest.mark.parametrize("heading", ["x", "", "Campo 7", "Notes", "Kampagne"])
def test_a_column_of_click_ids_is_the_click_id_whatever_its_name(heading: str) -> None:
    guess = only(grid_of([(heading, [ID, OTHER_ID, ""])]))
    assert (guess.field, guess.sure) == (Field.CLICK_ID, True)


def test_a_heading_that_names_click_ids_beats_a_column_that_looks_like_them() -> None:
    source = grid_of([("Session", [ID, OTHER_ID]), ("Visitor", [ID, OTHER_ID]), ("msclkid", [ID, "N/A"])])
    assert fields_of(source) == {"msclkid": Field.CLICK_ID}


def test_two_unnamed_columns_of_click_ids_are_a_question() -> None:
    first, second = mapping.guess(grid_of([("a", [ID]), ("b", [OTHER_ID])]))
    assert (first.field, first.sure, second.field, second.sure) == (Field.CLICK_ID, False, None, False)


@pytest.mark.parametrize("cell", [" {} ", "\u00a0{}", "'{}", '"{}"', "{}-0", "{}-1N", "_uet{}", "{{{}}}"])
def test_click_ids_are_known_with_marks_around_them(cell: str) -> None:
    guess = only(grid_of([("x", [cell.format(ID), cell.format(OTHER_ID)])]))
    assert (guess.field, guess.sure) == (Field.CLICK_ID, True)


def test_cells_that_stand_for_no_click_id_tell_nothing_about_a_column() -> None:
    assert only(grid_of([("x", ["N/A", "(not set)", "{msclkid}", ID])])).field is Field.CLICK_ID


def test_guids_are_click_ids_only_where_the_heading_speaks_of_clicks() -> None:
    guids = [f"{one[:8]}-{one[8:12]}-{one[12:16]}-{one[16:20]}-{one[20:]}" for one in (ID, OTHER_ID)]
    named, unnamed = only(grid_of([("Click", guids)])), only(grid_of([("Account", guids)]))
    assert (named.field, named.sure, unnamed.field) == (Field.CLICK_ID, True, None)


@pytest.mark.parametrize("cells", [["yes", "no"], ["-", "-"]])
def test_a_doubtful_heading_over_none_gives_way_to_cells_that_may_be_click_ids(cells: list[str]) -> None:
    doubtful, digest = mapping.guess(grid_of([("Click", cells), ("Deal hash", [ID, OTHER_ID])]))
    assert (doubtful.field, digest.field, digest.sure) == (None, Field.CLICK_ID, False)


def test_checksums_are_not_surely_click_ids() -> None:
    assert not only(grid_of([("MD5 checksum", [ID, OTHER_ID])])).sure


def test_a_doubtful_heading_over_click_ids_is_sure() -> None:
    doubtful, proved = only(headings_only("Click ID")), only(grid_of([("Click ID", [ID, OTHER_ID])]))
    assert (doubtful.field, doubtful.sure) == (Field.CLICK_ID, False)
    assert (proved.field, proved.sure) == (Field.CLICK_ID, True)


def test_addresses_that_carry_the_click_id_are_the_landing_page_whatever_their_name() -> None:
    link = f"https://www.example.com/?utm_source=bing&msclkid={ID}"
    source = grid_of(
        [("Quelle", ["https://www.example.com/", link]), ("Website", ["https://contoso.com", ""])]
    )
    assert fields_of(source) == {"Quelle": Field.LANDING_PAGE}


def test_addresses_under_the_click_ids_heading_stay_click_ids() -> None:
    assert only(grid_of([("msclkid", [f"https://x.com/?msclkid={ID}"])])).field is Field.CLICK_ID


LIKELIER = [
    ("Created Date", "Close Date"),
    ("Create Date", "Won time"),
    ("Modified On", "Actual Close Date"),
    ("Close Date", "Conversion Time"),
    ("Close Date", "Actual Close Date"),
    ("Deal - Closed on", "Deal - Won time"),
    ("Date", "Order date"),
    ("Erstellt am", "Abschlussdatum"),
    ("Creado el", "Fecha de cierre"),
]


@pytest.mark.parametrize(("other", "likelier"), LIKELIER)
def test_of_two_dates_the_likelier_conversion_time_wins(other: str, likelier: str) -> None:
    assert fields_of(headings_only(other, likelier)) == {likelier: Field.TIME}


def test_the_loser_is_told_who_won() -> None:
    loser, _ = mapping.guess(headings_only("Created Date", "Close Date"))
    assert str(loser.reason) == "“Close Date” fits Conversion Time better."
    assert loser.sure


@pytest.mark.parametrize(
    "heading", ["Created Date", "Date", "Datum", "Submitted at", "ID", "Total", "Event name"]
)
def test_a_heading_with_many_meanings_is_a_question(heading: str) -> None:
    guess = only(headings_only(heading))
    assert guess.field is not None
    assert not guess.sure


@pytest.mark.parametrize("heading", ["Create Date", "Created On", "Lead created", "Click date", "Klickdatum"])
def test_a_date_is_never_surely_the_click_time(heading: str) -> None:
    guess = only(headings_only(heading))
    assert not (guess.field is Field.CLICK_TIME and guess.sure)


@pytest.mark.parametrize(
    "heading", ["Click time", "Klickzeit", "Heure du clic", "ad_click_timestamp", "clicked at"]
)
def test_only_a_heading_that_says_click_is_the_click_time(heading: str) -> None:
    assert only(headings_only(heading)).field is Field.CLICK_TIME


def test_a_bare_id_is_the_reference_where_no_value_occurs_twice() -> None:
    assert only(grid_of([("ID", ["7001", "7002", "7003"])])).sure
    assert not only(grid_of([("ID", ["7001", "7001", "7003"])])).sure


MISSPELT = [
    ("Convertion Time", Field.TIME),
    ("Microsft Click ID", Field.CLICK_ID),
    ("Conversion Vlaue", Field.VALUE),
    ("Conversion Curency", Field.CURRENCY),
    ("Adjusted Curency Code", Field.ADJUSTMENT_CURRENCY),
    ("Hashed E-Mail Adress", Field.HASHED_EMAIL),
    ("Conversoin Name", Field.NAME),
]


@pytest.mark.parametrize(("heading", "field"), MISSPELT)
def test_a_misspelt_heading_is_found_but_asked_about(heading: str, field: Field) -> None:
    guess = only(headings_only(heading))
    assert (guess.field, guess.sure) == (field, False)
    assert "nearly" in str(guess.reason)


def test_cells_that_contradict_the_heading_are_asked_about() -> None:
    guess = only(grid_of([("Value", ["red", "blue", "green"])]))
    assert (guess.field, guess.sure) == (Field.VALUE, False)


@pytest.mark.parametrize(
    ("heading", "cell", "field"),
    [
        ("Conversion Value", "12.5k", Field.VALUE),
        ("Microsoft Click Id", GCLID, Field.CLICK_ID),
        ("Microsoft Click Id", "x1", Field.CLICK_ID),
        ("Conversion Time", "yesterday", Field.TIME),
        ("Hashed Email Address", "john@contoso.com", Field.HASHED_EMAIL),
    ],
)
def test_microsofts_own_heading_is_taken_whatever_the_cells_hold(
    heading: str, cell: str, field: Field
) -> None:
    guess = only(grid_of([(heading, [cell, cell])]))
    assert (guess.field, guess.sure) == (field, True)


def test_a_better_column_wins_over_a_better_heading_without_values() -> None:
    source = grid_of([("Actual Revenue", ["", ""]), ("Amount", ["10.00", "20.00"])])
    assert fields_of(source) == {"Actual Revenue": Field.VALUE} or fields_of(source) == {
        "Amount": Field.VALUE
    }


def test_a_repeated_heading_is_a_question_and_the_first_with_values_is_taken() -> None:
    blank, first, second = mapping.guess(
        grid_of([("Amount", ["", ""]), ("Amount", ["1", "2"]), ("Amount", ["3", "4"])])
    )
    assert (blank.field, first.field, second.field) == (None, Field.VALUE, None)
    assert (blank.sure, first.sure, second.sure) == (True, False, False)


def test_a_repeated_heading_over_nothing_leaves_no_doubt() -> None:
    first, second = mapping.guess(grid_of([("Amount", ["1", "2"]), ("Amount", ["", ""])]))
    assert (first.field, first.sure, second.field) == (Field.VALUE, True, None)


def test_a_grid_without_columns_has_no_guesses() -> None:
    assert mapping.guess(Grid((), np.arange(0))) == ()


def test_five_thousand_columns_keep_their_places() -> None:
    guesses = mapping.guess(headings_only(*(f"Column {number}" for number in range(4_999)), "msclkid"))
    assert [guess.column for guess in guesses] == list(range(5_000))
    assert [guess.column for guess in guesses if guess.field] == [4_999]


def test_click_ids_far_down_a_column_are_seen() -> None:
    assert only(grid_of([("x", [""] * 5_000 + [ID, OTHER_ID] * 2_500)])).field is Field.CLICK_ID


def test_a_mapping_holds_the_guesses_in_the_grids_order() -> None:
    source = headings_only("Close Date", "Stage", "msclkid")
    assert mapping.mapping_of(mapping.guess(source)).targets == (Field.TIME, None, Field.CLICK_ID)


@pytest.mark.parametrize("spec", FIELDS, ids=[spec.field.name for spec in FIELDS])
def test_every_field_knows_its_own_heading_and_its_aliases(spec: FieldSpec) -> None:
    for heading in (spec.heading, *spec.aliases):
        guess = only(headings_only(heading))
        assert (guess.field, guess.sure) == (spec.field, True), heading


def test_no_alias_stands_for_two_fields() -> None:
    owners: dict[str, set[Field]] = {}
    for spec in FIELDS:
        for heading in (spec.heading, *spec.aliases):
            owners.setdefault(normalise(heading).replace(" ", ""), set()).add(spec.field)
    assert {key: fields for key, fields in owners.items() if len(fields) > 1} == {}


def test_aliases_are_written_in_lower_case() -> None:
    names = [name for spec in FIELDS for name in spec.aliases]
    names += [name for aliases in heading_aliases.DOUBTFUL.values() for name in aliases]
    assert [name for name in names if name != name.lower() or not name] == []


some_headings = st.lists(
    st.one_of(
        st.sampled_from([heading for _, table in EXPORTS for heading in pairs(table)]),
        st.sampled_from([alias for spec in FIELDS for alias in spec.aliases[:5]]),
        st.text(max_size=12),
    ),
    max_size=12,
)


@given(some_headings)
def test_no_field_is_given_twice(headings: list[str]) -> None:
    given_away = [guess.field for guess in mapping.guess(headings_only(*headings)) if guess.field]
    assert len(given_away) == len(set(given_away))


@given(some_headings)
def test_every_column_gets_one_guess_with_a_reason_and_a_score(headings: list[str]) -> None:
    guesses = mapping.guess(headings_only(*headings))
    assert [guess.column for guess in guesses] == list(range(len(headings)))
    assert all(str(guess.reason) and 0 <= guess.score <= 1 for guess in guesses)
    assert all((guess.score > 0) == (guess.field is not None) for guess in guesses)


@given(some_headings)
def test_guessing_twice_gives_the_same(headings: list[str]) -> None:
    assert mapping.guess(headings_only(*headings)) == mapping.guess(headings_only(*headings))


@given(st.permutations(list(pairs(EXPORTS[0][1]))))
def test_the_order_of_the_columns_does_not_matter(headings: list[str]) -> None:
    assert fields_of(headings_only(*headings)) == fields_of(headings_only(*sorted(headings)))


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(heading: str) -> None:
    assert normalise(normalise(heading)) == normalise(heading)


def test_a_column_of_dates_is_proposed_where_no_heading_names_the_time() -> None:
    early, late = ["2026-10-01 10:00", "2026-10-02 10:00"], ["2026-11-01 10:00", "2026-11-02 10:00"]
    source = grid_of([("One", [ID] * 2), ("Two", early), ("Three", late), ("Four", ["x", "y"])])
    guesses = mapping.guess(source)
    assert [guess.field for guess in guesses] == [Field.CLICK_ID, None, Field.TIME, None]
    assert not guesses[2].sure
    assert str(guesses[1].reason).endswith("choose Click Time.")


def test_a_blank_column_with_a_doubtful_heading_gives_way_to_one_of_dates() -> None:
    blank, dated = mapping.guess(
        grid_of([("Data fattura", ["", ""]), ("Giorno", ["2026-11-05", "2026-11-06"])])
    )
    assert (blank.field, dated.field, dated.sure) == (None, Field.TIME, False)


def test_a_second_column_of_dates_is_offered_as_the_click_time() -> None:
    dates = ["2026-11-01 10:00", "2026-11-02 10:00"]
    source = grid_of([("Click ID", [ID] * 2), ("Close Date", dates), ("Created", dates)])
    created = mapping.guess(source)[2]
    assert (created.field, created.sure) == (None, True)
    assert "times of the clicks" in str(created.reason)


@pytest.mark.parametrize(
    "cells", [["1.5", "2.5"], ["12", "13"], ["a 1", "b 2"], ["", ""], ["10:00", "11:00"]]
)
def test_what_are_no_dates_is_no_time(cells: list[str]) -> None:
    source = grid_of([("Click ID", [ID] * 2), ("Something", cells)])
    assert mapping.guess(source)[1].field is None

"""The results of an upload: read whatever shape they come in, and told to belong to the right rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import document, faultless

from offconv_gui.core.document import Document
from offconv_gui.core.edits import SetCells, SetChoices
from offconv_gui.core.explanation import first_sentence
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import Goal
from offconv_gui.core.mending import rows_marked
from offconv_gui.core.messages import Message, UserError
from offconv_gui.core.rules import BY_ID
from offconv_gui.core.service_answers import ServiceAnswer
from offconv_gui.io.refused_rows import RefusedRows, refused_rows
from offconv_gui.io.results_csv import read_results
from offconv_gui.io.targets import plan_export, write_export

HEADINGS = "Type,Client Id,Conversion Name,Conversion Time,Microsoft Click Id,Error,Error Number"
TIME = "11/5/2026 2:30:00\u202fPM"
INVALID_NAME = "OfflineConversionNameInvalid,5606"


def click(place: int) -> str:
    return faultless(place)[Field.CLICK_ID]


def results(folder: Path, *lines: str, headings: str = HEADINGS) -> Path:
    path = folder / "results.csv"
    path.write_text("\n".join([headings, *lines, ""]), encoding="utf-8")
    return path


def error_line(client_id: str, click_id: str, time: str = TIME, error: str = INVALID_NAME) -> str:
    return f"Offline Conversion Error,{client_id},Closed deals,{time},{click_id},{error}"


def found(doc: Document, folder: Path, *lines: str) -> RefusedRows:
    return refused_rows(doc, read_results(results(folder, *lines)))


def judged(doc: Document, refused: RefusedRows) -> Document:
    return doc.apply(SetChoices(Message("Results"), doc.choices.changed(results=refused.results))).document


def marked(doc: Document) -> list[int]:
    return rows_marked(doc, BY_ID["refused-by-service"]).tolist()


THREE = [faultless(place) for place in range(3)]


def test_an_error_marks_the_row_of_its_client_id(tmp_path: Path) -> None:
    doc = document(THREE)
    refused = found(doc, tmp_path, error_line("A-2", click(1)))
    assert refused.rows.tolist() == [1]
    assert refused.strangers == 0
    assert marked(judged(doc, refused)) == [1]


def test_what_was_refused_can_still_be_exported(tmp_path: Path) -> None:
    doc = judged(document(THREE), found(document(THREE), tmp_path, error_line("A-2", click(1))))
    assert doc.counts().ready == 3
    assert doc.counts().warnings == 1


def test_the_sentence_names_every_error_of_the_row(tmp_path: Path) -> None:
    doc = document(THREE)
    lines = [
        error_line("A-2", click(1)),
        error_line("A-2", click(1), error="FutureConversionTimeCannotBeSet,5614"),
        error_line("A-2", click(1), error="SomethingNew,"),
    ]
    said = str(first_sentence(judged(doc, found(doc, tmp_path, *lines)), 1, Field.CLICK_ID))
    assert said == (
        "Microsoft Advertising refused this row: the account has no active offline goal of exactly this name "
        "(OfflineConversionNameInvalid, 5606); the conversion time was in the future: check the time zone of "
        "the file (FutureConversionTimeCannotBeSet, 5614); it answered “SomethingNew”."
    )


def test_a_number_without_a_name_is_understood(tmp_path: Path) -> None:
    refusals = read_results(results(tmp_path, error_line("A-1", click(0), error=",5607")))
    assert refusals.answers == (ServiceAnswer("", 5607),)


def test_a_mended_row_loses_its_mark_and_undo_brings_it_back(tmp_path: Path) -> None:
    doc = document(THREE)
    doc = judged(doc, found(doc, tmp_path, error_line("A-2", click(1))))
    cells = doc.table.columns[Field.VALUE].cells([1])
    other = document([faultless(VALUE="7")]).table.columns[Field.VALUE].cells([0])
    assert cells.text != other.text
    change = doc.apply(SetCells(Message("Edit"), Field.VALUE, doc.ready_rows()[1:2], other))
    assert marked(change.document) == []
    assert marked(change.document.apply(change.inverse).document) == [1]


def test_another_currency_for_the_file_is_another_upload(tmp_path: Path) -> None:
    doc = document([faultless(CURRENCY="")])
    doc = judged(doc, found(doc, tmp_path, error_line("A-1", click(0))))
    assert marked(doc) == [0]
    euros = SetChoices(Message("Euros"), doc.choices.changed(currency="EUR"))
    assert marked(doc.apply(euros).document) == []


def test_without_a_client_id_the_click_the_time_and_the_goal_tell_the_row(tmp_path: Path) -> None:
    doc = document(THREE)
    lines = [
        error_line("", click(2)),
        error_line("", click(1), time="11/6/2026 2:30:00 PM"),
        error_line("Z-9", click(0)),
    ]
    refused = found(doc, tmp_path, *lines)
    assert refused.rows.tolist() == [0, 2]
    assert refused.strangers == 1


def test_a_client_id_that_leads_to_another_click_is_not_believed(tmp_path: Path) -> None:
    refused = found(document(THREE), tmp_path, error_line("A-1", click(2)))
    assert refused.rows.tolist() == [2]


def test_a_client_id_of_several_sales_of_one_click_leads_to_the_one_that_was_uploaded(tmp_path: Path) -> None:
    sales = [faultless(CLIENT_ID="C-1", TIME=f"2026-11-0{day}T14:30:00Z") for day in (4, 5, 6)]
    doc = document([*sales, faultless(CLIENT_ID="C-1", NAME="Leads")])
    # The first sale was not uploaded: "C-1" was the second, and what the table calls "C-1 (2)" the third.
    lines = [
        error_line("C-1", click(0)),
        error_line("C-1 (2)", click(0), time="11/6/2026 2:30:00 PM"),
        error_line("C-1 (2)", click(0)).replace("Closed deals", "Leads"),
    ]
    for place, line in enumerate(lines, 1):
        assert found(doc, tmp_path, line).rows.tolist() == [place]


def test_a_row_whose_time_was_mended_since_is_found_by_its_client_id(tmp_path: Path) -> None:
    refused = found(document(THREE), tmp_path, error_line("A-2", click(1), time="11/6/2026 2:30:00 PM"))
    assert refused.rows.tolist() == [1]


def test_a_table_without_rows_knows_none_of_the_errors(tmp_path: Path) -> None:
    refused = found(document([]), tmp_path, error_line("A-2", click(1)))
    assert (refused.rows.tolist(), refused.strangers) == ([], 1)


def test_a_row_without_a_name_of_its_own_is_found_by_the_chosen_goal(tmp_path: Path) -> None:
    doc = document([faultless(NAME="")], goal=Goal("Closed deals"))
    assert found(doc, tmp_path, error_line("", click(0))).rows.tolist() == [0]


def test_rows_without_a_reference_are_found_by_the_ones_made_for_them(tmp_path: Path) -> None:
    doc = document([faultless(0, CLIENT_ID=""), faultless(1, CLIENT_ID="")])
    assert found(doc, tmp_path, error_line("row-3", "")).rows.tolist() == [1]


def test_lines_of_other_kinds_are_passed_over(tmp_path: Path) -> None:
    lines = [
        "Format Version,,6.0,,,,",
        f"Offline Conversion,A-1,Closed deals,{TIME},{click(0)},,",
        "Campaign Error,A-1,,,,CampaignServiceInvalid,1",
    ]
    assert read_results(results(tmp_path, *lines)).answers == ()


def test_columns_may_stand_in_any_order_among_many_others(tmp_path: Path) -> None:
    many = ",".join(f"Column {number}" for number in range(480))
    path = results(
        tmp_path,
        f"5606,{',' * 479},OfflineConversionNameInvalid,A-3,Offline Conversion Error",
        headings=f"Error Number,{many},Error,Client Id,Type",
    )
    assert refused_rows(document(THREE), read_results(path)).rows.tolist() == [2]


@pytest.mark.parametrize("content", ["Name,Value\nAda,1\n", "Type,Name\nCampaign,A\n"])
def test_another_table_is_refused_with_what_to_choose_instead(tmp_path: Path, content: str) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_results(path)
    assert str(refused.value.title) == "“deals.csv” holds no results of an upload."


def test_results_of_our_own_export_lead_back_to_every_row(tmp_path: Path) -> None:
    doc = document([faultless(place, CLIENT_ID=("", "same", "same")[place]) for place in range(3)])
    [written] = write_export(plan_export(doc), tmp_path / "upload.csv")
    head, _, *lines = written.path.read_text(encoding="utf-8-sig").splitlines()
    answers = [f"{line},{INVALID_NAME}".replace("Conversion,", "Conversion Error,", 1) for line in lines]
    path = results(tmp_path, *answers, headings=f"{head},Error,Error Number")
    refused = refused_rows(doc, read_results(path))
    assert refused.rows.tolist() == [0, 1, 2]
    assert refused.strangers == 0

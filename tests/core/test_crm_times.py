"""The ways in which CRM systems and upload templates write times, each read to the second.

Gathered from vendors' pages and published files: Microsoft Advertising (offline conversions, reports), Google
Ads (Data Manager), Salesforce (Data Loader, reports, Analytics), HubSpot, Dynamics 365, Pipedrive, Zoho.
"""

from __future__ import annotations

import pyarrow as pa
import pytest

from offconv_gui.core.choices import DateOrder
from offconv_gui.core.kinds import times

MDY, DMY, AUTO = DateOrder.MDY, DateOrder.DMY, DateOrder.AUTO

FORMS = [
    ("Microsoft Advertising", "06/01/2026 1:00:00 PM", MDY, "2026-06-01 17:00:00"),
    ("Microsoft Advertising", "Jun 01, 2026 1:00:00 PM", AUTO, "2026-06-01 17:00:00"),
    ("Microsoft Advertising", "06/01/2026 13:00:00", MDY, "2026-06-01 17:00:00"),
    ("Microsoft Advertising", "2026-06-01 13:00:00", AUTO, "2026-06-01 17:00:00"),
    ("Microsoft Advertising", "2026-06-01T13:00:00", AUTO, "2026-06-01 17:00:00"),
    ("Microsoft Advertising", "2026-06-01 13:00:00+0500", AUTO, "2026-06-01 08:00:00"),
    ("Microsoft Advertising", "2026-06-01T13:00:00-0100", AUTO, "2026-06-01 14:00:00"),
    ("Microsoft Advertising", "2026-06-01T13:00:00 EasternTimeUSCanada", AUTO, "2026-06-01 17:00:00"),
    ("Microsoft Advertising, bulk file", "4/1/2026 6:50:54 PM", MDY, "2026-04-01 22:50:54"),
    ("Microsoft Advertising, report", "2/8/2026 10:15:00 PM (GMT)", MDY, "2026-02-08 22:15:00"),
    ("Google Ads", "2026-08-15T00:01:54Z", AUTO, "2026-08-15 00:01:54"),
    ("Google Ads", "2026-08-14T17:01:54-07:00", AUTO, "2026-08-15 00:01:54"),
    ("Google Ads", "Aug 14, 2026 17:01:54", AUTO, "2026-08-14 21:01:54"),
    ("Google Ads", "08/14/2026T5:01:54 PM", AUTO, "2026-08-14 21:01:54"),
    ("Google Ads", "2026-08-14 5:01:54 PM", AUTO, "2026-08-14 21:01:54"),
    ("Google Ads", "08/14/2026 17:01:54", AUTO, "2026-08-14 21:01:54"),
    ("Salesforce, Data Loader", "2026-06-15T20:47:07.000Z", AUTO, "2026-06-15 20:47:07"),
    ("Salesforce, Data Loader", "2026-06-15T20:47:07.000+0100", AUTO, "2026-06-15 19:47:07"),
    ("Salesforce, Data Loader", "2026-06-15T20:47:07.000 PST", AUTO, "2026-06-16 04:47:07"),
    ("Salesforce, Data Loader", "2026-06-15T20:47:07.000GMT-08:00", AUTO, "2026-06-16 04:47:07"),
    ("Salesforce, Data Loader", "2026-06-15T20:47:07.000 -800", AUTO, "2026-06-16 04:47:07"),
    ("Salesforce, Data Loader", "2005-11-09", AUTO, "2005-11-09 05:00:00"),
    ("Salesforce, report", "3/4/2025, 10:22 AM", MDY, "2025-03-04 15:22:00"),
    ("Salesforce, report", "04.03.2025, 10:22", DMY, "2025-03-04 15:22:00"),
    ("Salesforce, report", "04/03/2025, 10:22", DMY, "2025-03-04 15:22:00"),
    ("Salesforce, Analytics", "15.06.2026 20:47:07", AUTO, "2026-06-16 00:47:07"),
    ("Salesforce, Analytics", "06/15/26 08:47:07 PM", AUTO, "2026-06-16 00:47:07"),
    ("HubSpot", "2024-02-01 09:30", AUTO, "2024-02-01 14:30:00"),
    ("HubSpot", "2024-02-01", AUTO, "2024-02-01 05:00:00"),
    ("Dynamics 365", "5/20/2024 7:42", AUTO, "2024-05-20 11:42:00"),
    ("Dynamics 365", "8/31/2024", AUTO, "2024-08-31 04:00:00"),
    ("Pipedrive", "2026-03-01 10:00:00", AUTO, "2026-03-01 15:00:00"),
    ("Pipedrive", "31.12.2026", AUTO, "2026-12-31 05:00:00"),
    ("Zoho", "2026-02-06T11:29:35+11:00", AUTO, "2026-02-06 00:29:35"),
    ("Zoho", "28-02-2026 10:22 AM", AUTO, "2026-02-28 15:22:00"),
    ("Zoho", "Feb 28, 2026", AUTO, "2026-02-28 05:00:00"),
    ("Zoho", "02/28/2026 10:22:05", AUTO, "2026-02-28 15:22:05"),
    ("RD Station", "31/12/2026 14:05", AUTO, "2026-12-31 19:05:00"),
    ("English", "1 March 2026 10:00", AUTO, "2026-03-01 15:00:00"),
    ("German", "1. März 2026 10:00", AUTO, "2026-03-01 15:00:00"),
    ("French", "1 mars 2026 10:00", AUTO, "2026-03-01 15:00:00"),
    ("Spanish", "1 de marzo de 2026 10:00", AUTO, "2026-03-01 15:00:00"),
    ("Portuguese", "1 de março de 2026 10:00", AUTO, "2026-03-01 15:00:00"),
    ("Italian", "1 marzo 2026 10:00", AUTO, "2026-03-01 15:00:00"),
    ("Dutch", "01-03-2026 10.00 uur", DMY, "2026-03-01 15:00:00"),
    ("Portuguese", "01/03/2026 10h05min", DMY, "2026-03-01 15:05:00"),
    ("Dutch", "1 maart 2026 10:00", AUTO, "2026-03-01 15:00:00"),
]
"""Who writes it, what, what the column must prove or a person choose, and the instant in UTC."""


@pytest.mark.parametrize(("text", "order", "instant"), [form[1:] for form in FORMS])
def test_a_time_as_systems_write_it_is_read_to_the_second(text: str, order: DateOrder, instant: str) -> None:
    read = times.read(pa.array([text], pa.large_string()), order, "America/New_York")
    assert times.show(int(read.utc[0])) == instant

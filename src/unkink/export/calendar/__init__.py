"""The plan as iCalendar (RFC 5545), for any program that shows calendars."""

from unkink.export.calendar.document import document as document
from unkink.export.calendar.entry import Entry as Entry
from unkink.export.calendar.entry import EntryStatus as EntryStatus
from unkink.export.calendar.entry import entries_of as entries_of
from unkink.export.calendar.publication import Publication as Publication
from unkink.export.calendar.publication import published as published
from unkink.export.calendar.renewing import Whose as Whose
from unkink.export.calendar.renewing import from_log as from_log
from unkink.export.calendar.renewing import pace_at as pace_at
from unkink.export.calendar.renewing import plan_at as plan_at
from unkink.export.calendar.renewing import renewed as renewed
from unkink.export.calendar.session_words import SessionWords as SessionWords
from unkink.export.calendar.session_words import session_words as session_words

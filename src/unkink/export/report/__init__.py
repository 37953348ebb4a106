"""The report: one printed page of progress to take to a coach or physiotherapist.

``report_of`` says what stands on it, ``printed`` sets it. The charts are those of the page.
"""

from unkink.export.report.content import Report as Report
from unkink.export.report.content import report_of as report_of
from unkink.export.report.setting import printed as printed

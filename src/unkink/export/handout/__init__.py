"""The handout: a program as a tagged PDF to print, pin to the wall and tick off.

``sheet_of`` says what stands on it, ``printed`` sets it. Pictures come from whoever calls, as SVG with words.
"""

from unkink.export.handout.content import sheet_of as sheet_of
from unkink.export.handout.paper import Paper as Paper
from unkink.export.handout.paper import Print as Print
from unkink.export.handout.picture import Picture as Picture
from unkink.export.handout.picture import Pictures as Pictures
from unkink.export.handout.picture import no_pictures as no_pictures
from unkink.export.handout.setting import NoLettersFor as NoLettersFor
from unkink.export.handout.setting import Printed as Printed
from unkink.export.handout.setting import printed as printed
from unkink.export.handout.sheet import Sheet as Sheet

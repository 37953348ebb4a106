"""The pages promise nothing that an exercise routine cannot keep."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

PROMISES = re.compile(
    r"\b(treat|diagnos|cur(e|es|ing)\b|rehab|prevent|correct(s|ing)\b|heal(s|ing)?\b|break up)", re.IGNORECASE
)
CREDIT = re.compile(r'<p class="credit">.*?</p>', re.DOTALL)


@pytest.mark.parametrize(
    "address",
    [
        *("/programs/", "/programs/tight-psoas/", "/programs/tensor-fasciae-latae/", "/about/", "/nowhere"),
        *("/movements/", "/movements/bridge/"),
    ],
)
def test_no_page_makes_a_medical_promise(client: Client, address: str) -> None:
    text = strip_tags(CREDIT.sub("", client.get(address).content.decode()))
    assert not PROMISES.findall(text), PROMISES.findall(text)

"""``{% strip section %}``: the key poses of what a section of a program asks for, side by side."""

from __future__ import annotations

from django import template
from django.template.context import Context

register = template.Library()


@register.inclusion_tag("figures/parts/strip.html", takes_context=True)
def strip(context: Context, section: str) -> dict[str, object]:
    """From ``strips`` of the page, which has them by the section's id; nothing where there is nothing to show."""
    return {"strip": context["strips"].get(section), "appearance": context.get("appearance", "")}

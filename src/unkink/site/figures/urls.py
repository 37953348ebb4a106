"""Addresses of the pictures of movements."""

from __future__ import annotations

from django.urls import path

from unkink.site.figures.clip_views import clip, figure_body
from unkink.site.figures.views import still

urlpatterns = [
    path("stills/<str:movement>/<str:moment>/<str:look>/<str:key>.svg", still, name="still"),
    path("clips/<str:movement>/<str:body>/<str:key>.json", clip, name="clip"),
    path("bodies/<str:body>/<str:key>.glb", figure_body, name="figure-body"),
]

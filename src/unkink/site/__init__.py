"""The web site: Django, server-rendered, one process, no other host.

An area is an app with its views and templates together: ``programs`` (the library and the handouts), ``audio``
(sessions as sound), ``about`` (what this is, safety, licences). No other package may import Django.
"""

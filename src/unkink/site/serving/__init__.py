"""How the site is reached: the doors of the one server process, who may come through them, and how they are locked.

A **door** is a listener. ``home`` is plain http for this computer alone; ``lan`` is https for the phones of the house;
``trust`` hands out the certificate that makes ``lan`` trusted; ``proxy`` stands behind a TLS proxy. The server process
tells the site in the WSGI environment which one a request came through.
"""

"""What is written: the program file, its doses, its ladders, and what is wrong with it.

The one door is :func:`unkink.program.check.check`: any bytes in, a :class:`~unkink.program.program.Program`
or diagnostics out. Nothing here reads a clock, the environment or the disk.
"""

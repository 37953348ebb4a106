"""What devices and servers say to each other: the events of the log, read, checked and written."""

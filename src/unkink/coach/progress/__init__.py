"""Progress: what a log adds up to over days, weeks or years, as series to be drawn and read. Data alone."""

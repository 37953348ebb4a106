"""What leaves the program for paper and for other devices: one self-contained folder for each kind."""

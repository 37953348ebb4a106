"""What Unkink is, safety, licences."""

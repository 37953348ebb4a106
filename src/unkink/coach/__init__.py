"""What a person did and told, folded from their log."""

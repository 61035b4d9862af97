"""What is played: harmony, form, metre, patterns, notes. No audio here."""

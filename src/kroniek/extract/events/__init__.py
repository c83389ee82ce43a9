"""What happened: triggers, participants, places, realis."""

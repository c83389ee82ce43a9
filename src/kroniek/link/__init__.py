"""What belongs together across articles: happenings, disputes, forecasts."""

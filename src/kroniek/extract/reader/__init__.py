"""The trained reader: one small network that reads Dutch and English news, beside the rules."""

"""What the words are: tokens, sentences, quotation marks."""

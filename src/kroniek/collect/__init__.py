"""Files to articles: bytes to text, the article inside the page, its furniture."""

"""The knowledge base: articles with their versions, and the search that answers from them or abstains."""

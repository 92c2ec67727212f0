"""Where entries are found by their terms: the database always, Elasticsearch if set."""

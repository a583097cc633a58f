"""One supervised archive job a pipeline, on a standalone Spark cluster."""

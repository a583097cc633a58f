"""One supervised streaming job a pipeline, on a standalone Spark cluster."""

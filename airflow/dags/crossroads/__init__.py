"""What the DAGs of Crossroads share."""

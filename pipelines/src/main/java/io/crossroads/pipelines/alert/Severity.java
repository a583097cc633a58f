package io.crossroads.pipelines.alert;

/** How urgent an alert is. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH
}

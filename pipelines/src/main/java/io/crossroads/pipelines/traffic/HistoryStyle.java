package io.crossroads.pipelines.traffic;

/** How a generated file writes dates and separates cells. */
public enum HistoryStyle {
  /** {@code 2024-01-31 07:00:00}, commas. */
  ISO("DateTime,Junction,Vehicles,ID", ','),
  /** {@code 31/01/2024 07:00}, semicolons. */
  EUROPEAN("Date;Junction;Vehicles;ID", ';');

  private final String header;
  private final char separator;

  HistoryStyle(String header, char separator) {
    this.header = header;
    this.separator = separator;
  }

  String header() {
    return header;
  }

  char separator() {
    return separator;
  }
}

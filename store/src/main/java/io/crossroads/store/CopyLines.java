package io.crossroads.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Sends rows by {@code COPY}. Closing it before {@link #finish} takes back what was sent, and with
 * it the transaction.
 */
final class CopyLines implements AutoCloseable {

  /** Bytes that are gathered before they are sent. */
  private static final int CHUNK = 1 << 16;

  private final CopyIn copy;
  private final StringBuilder lines = new StringBuilder();
  private long rows;

  /**
   * Begins.
   *
   * @param into a table, with its columns in brackets where they are not all
   */
  CopyLines(Connection connection, String into) throws SQLException {
    copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + into + " from stdin");
  }

  /** Sends a row; a value is null, bytes, or something whose text PostgreSQL reads. */
  void row(Iterable<?> values) throws SQLException {
    String separator = "";
    for (Object value : values) {
      lines.append(separator);
      Sql.copyField(lines, value);
      separator = "\t";
    }
    lines.append('\n');
    rows++;
    if (lines.length() >= CHUNK) {
      send();
    }
  }

  /**
   * Ends.
   *
   * @return how many rows were sent
   */
  long finish() throws SQLException {
    send();
    copy.endCopy();
    return rows;
  }

  private void send() throws SQLException {
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    lines.setLength(0);
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}

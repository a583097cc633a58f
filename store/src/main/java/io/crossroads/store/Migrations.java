package io.crossroads.store;

import io.crossroads.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Brings the tables of a store to what this version of the program works with. Each script runs
 * once, in order, and all that are missing in one transaction; processes that start together wait
 * for each other.
 */
final class Migrations {

  /** Any number, the same for all who migrate. */
  private static final long LOCK = 0x63726f7373L;

  private static final List<String> SCRIPTS =
      List.of(
          "1-store.sql",
          "2-open-transactions.sql",
          "3-retention.sql",
          "4-merged-views.sql",
          "5-replays.sql",
          "6-reconcile-history.sql",
          "7-newest-rejected.sql");

  private Migrations() {}

  /** Runs what is missing, as part of the connection's transaction. */
  static void apply(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
      if (!exists(statement)) {
        statement.execute("create schema if not exists " + StoreSettings.SCHEMA);
        statement.execute(
            "create table migration (name text primary key, checksum text not null,"
                + " applied_at timestamptz not null default now())");
      }
    }
    for (String script : SCRIPTS) {
      apply(connection, script, text(script));
    }
  }

  private static boolean exists(Statement statement) throws SQLException {
    String table = StoreSettings.SCHEMA + ".migration";
    try (ResultSet result =
        statement.executeQuery("select to_regclass('" + table + "') is not null")) {
      return result.next() && result.getBoolean(1);
    }
  }

  private static void apply(Connection connection, String name, String sql) throws SQLException {
    String checksum = checksum(sql);
    try (PreparedStatement known =
        connection.prepareStatement("select checksum from migration where name = ?")) {
      known.setString(1, name);
      try (ResultSet result = known.executeQuery()) {
        if (result.next()) {
          requireSame(name, checksum, result.getString(1));
          return;
        }
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    try (PreparedStatement note =
        connection.prepareStatement("insert into migration (name, checksum) values (?, ?)")) {
      note.setString(1, name);
      note.setString(2, checksum);
      note.executeUpdate();
    }
  }

  private static void requireSame(String name, String ours, String applied) {
    if (!ours.equals(applied)) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "the store was made by another version: its script %s has checksum %s, ours %s; use the version that made it, or an empty database",
              name,
              applied,
              ours));
    }
  }

  private static String checksum(String sql) {
    CRC32C crc = new CRC32C();
    crc.update(sql.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  private static String text(String script) {
    try (InputStream stream = Migrations.class.getResourceAsStream(script)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(script, e);
    }
  }
}

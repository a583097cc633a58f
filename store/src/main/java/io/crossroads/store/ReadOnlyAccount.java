package io.crossroads.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The account of those who only ask. */
public final class ReadOnlyAccount {

  private ReadOnlyAccount() {}

  /**
   * Statements that let an account read all that is in the store and all that will be; the owner of
   * the store executes them. They may be executed again.
   *
   * @param owner the account that the jobs write with
   * @param reader the account that shall read; it exists
   */
  public static List<String> grants(String owner, String reader) {
    String schema = StoreSettings.SCHEMA;
    return List.of(
        "create schema if not exists " + schema,
        String.format(Locale.ROOT, "grant usage on schema %s to %s", schema, Sql.quoted(reader)),
        String.format(
            Locale.ROOT,
            "grant select on all tables in schema %s to %s",
            schema,
            Sql.quoted(reader)),
        String.format(
            Locale.ROOT,
            "alter default privileges for role %s in schema %s grant select on tables to %s",
            Sql.quoted(owner),
            schema,
            Sql.quoted(reader)));
  }

  /**
   * What the account of a connection may do beyond reading, and the remedy; empty if that is
   * nothing.
   */
  public static Optional<String> excess(Connection connection) throws SQLException {
    String sql =
        String.format(
            Locale.ROOT,
            """
        select current_user, case
          when r.rolsuper then 'is a superuser'
          when r.rolcreaterole then 'may create roles'
          when to_regnamespace('%1$s') is not null and has_schema_privilege('%1$s', 'CREATE')
            then 'may create tables in schema %1$s'
          else (
            select 'may write to %1$s.' || c.relname
            from pg_class c
            where c.relnamespace = to_regnamespace('%1$s') and c.relkind in ('r', 'p', 'v')
              and (has_table_privilege(c.oid, 'INSERT') or has_table_privilege(c.oid, 'UPDATE')
                or has_any_column_privilege(c.oid, 'INSERT, UPDATE')
                or has_table_privilege(c.oid, 'DELETE') or has_table_privilege(c.oid, 'TRUNCATE'))
            order by c.relname limit 1)
          end
        from pg_roles r where r.rolname = current_user
        """,
            StoreSettings.SCHEMA);
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      if (!result.next() || result.getString(2) == null) {
        return Optional.empty();
      }
      return Optional.of(
          String.format(
              Locale.ROOT,
              "account '%s' %s, but whoever serves must only be able to read: give it an account of its own ('create role reader login password …'), and let the store's owner execute: %s",
              result.getString(1),
              result.getString(2),
              String.join("; ", grants("OWNER", "reader"))));
    }
  }
}

package io.crossroads.sql;

import io.crossroads.store.Sql;

/**
 * What a relation is called in SQL.
 *
 * @param schema the pipeline's name
 * @param table its own
 */
public record RelationName(String schema, String table) {

  /** The name as it stands in a statement, whatever it contains. */
  public String quoted() {
    return Sql.quoted(schema) + "." + Sql.quoted(table);
  }

  @Override
  public String toString() {
    return schema + "." + table;
  }
}

package io.crossroads.sql;

import java.sql.SQLException;
import java.util.List;

/** Something that can be asked: a table of the lake, objects of a bucket, a table of the store. */
public interface Relation {

  /** What it is called. */
  RelationName name();

  /** What it is, in a word or two, such as {@code archive}. */
  String kind();

  /** What it holds, in a sentence. */
  String description();

  /**
   * Its columns, in order; reads no rows.
   *
   * @throws io.crossroads.cli.CommandFailure if it is not there, or cannot be reached
   */
  List<String> columns() throws SQLException;

  /**
   * Makes it a table or view of the engine as it is at a moment.
   *
   * @throws io.crossroads.cli.CommandFailure if it is not there, or cannot be read
   */
  void define(Engine engine, Moment moment) throws SQLException;
}

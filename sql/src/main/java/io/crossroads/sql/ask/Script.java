package io.crossroads.sql.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with semicolons between statements.
 *
 * @param statements those that a semicolon ends, without it
 * @param rest what follows the last semicolon; blank if nothing does
 */
public record Script(List<String> statements, String rest) {

  /** Whatever may hold a semicolon that ends nothing, to its end or to that of the text. */
  private static final Pattern TOKEN =
      Pattern.compile(
          """
          (?s)[eE]'(?:[^'\\\\]++|\\\\.|'')*+(?:'|\\z)\
          |'(?:[^']++|'')*+(?:'|\\z)\
          |"(?:[^"]++|"")*+(?:"|\\z)\
          |--[^\\n]*+\
          |/\\*.*?(?:\\*/|\\z)\
          |\\$(\\w*)\\$.*?(?:\\$\\1\\$|\\z)\
          |;\
          """);

  public Script {
    statements = List.copyOf(statements);
  }

  /** Divides a text. */
  public static Script of(String text) {
    List<String> statements = new ArrayList<>();
    Matcher tokens = TOKEN.matcher(text);
    int start = 0;
    while (tokens.find()) {
      if (tokens.group().equals(";")) {
        statements.add(text.substring(start, tokens.start()));
        start = tokens.end();
      }
    }
    return new Script(statements, text.substring(start));
  }

  /** Every statement, the last one whether a semicolon ends it or not. */
  public List<String> all() {
    if (rest.isBlank()) {
      return statements;
    }
    List<String> all = new ArrayList<>(statements);
    all.add(rest);
    return all;
  }
}

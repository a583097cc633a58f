package io.crossroads.sql.prompt;

import io.crossroads.sql.ask.Script;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.impl.DefaultParser;

/** Takes lines until a semicolon ends the statement. */
final class StatementParser extends DefaultParser {

  StatementParser() {
    setQuoteChars(new char[0]);
    setEscapeChars(new char[0]);
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    boolean accepts = context == ParseContext.ACCEPT_LINE;
    if (accepts && !Script.of(line).rest().isBlank() && !Prompt.isLast(line)) {
      throw new EOFError(-1, cursor, "a statement ends with ;");
    }
    return super.parse(line, cursor, context);
  }

  @Override
  public boolean isDelimiterChar(CharSequence text, int position) {
    char character = text.charAt(position);
    return !Character.isLetterOrDigit(character) && character != '_' && character != '.';
  }
}

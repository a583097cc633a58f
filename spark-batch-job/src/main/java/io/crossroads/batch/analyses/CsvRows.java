package io.crossroads.batch.analyses;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Rows as lines of CSV, as RFC 4180 has it: UTF-8, a heading, lines end in CR LF. What is absent is
 * an empty cell; an empty text is a quoted one.
 */
final class CsvRows implements AnswerFile.Sink {

  private final AnswerRows answer;
  private final Writer out;

  /** Writes the heading; whoever opened the stream closes it. */
  CsvRows(StructType type, OutputStream stream) throws IOException {
    this.answer = new AnswerRows(type);
    this.out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    line(Arrays.asList((Object[]) type.fieldNames()));
  }

  @Override
  public void write(InternalRow row) throws IOException {
    line(new ArrayList<>(answer.values(row).values()));
  }

  private void line(List<?> values) throws IOException {
    for (int i = 0; i < values.size(); i++) {
      out.write(i == 0 ? "" : ",");
      out.write(cell(values.get(i)));
    }
    out.write("\r\n");
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** Hands on what is held back. */
  @Override
  public void close() throws IOException {
    out.flush();
  }
}

package io.crossroads.sql.print;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A list of objects, one a line. */
record JsonPrinter(PrintStream out) implements RowPrinter {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  @Override
  public void print(ResultSet rows) throws SQLException {
    String separator = "[";
    while (rows.next()) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        row.put(rows.getMetaData().getColumnLabel(i), Value.of(rows, i));
      }
      out.print(separator);
      out.print(text(row));
      separator = ",\n ";
    }
    out.println(separator.equals("[") ? "[]" : "]");
    out.flush();
  }

  private static String text(Map<String, Object> row) {
    try {
      return JSON.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("values that are no JSON: " + row, e);
    }
  }
}

package io.crossroads.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import java.io.InputStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The tables of traffic, as somebody sees them who may only read. */
final class Lake {

  static final String ARCHIVE = "raw_traffic";
  static final String REJECTED = "raw_traffic_rejected";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECONDS = "5";

  private final Stack stack;
  private final MinioClient reader;

  Lake(Stack stack) {
    this.stack = stack;
    reader = Accounts.client(stack, "reader");
  }

  /** The file that describes a table at this moment. */
  String metadata(String table) throws SQLException {
    try (Connection connection = connect("catalog");
        PreparedStatement query =
            connection.prepareStatement(
                "select metadata_location from iceberg_tables where table_name = ?")) {
      query.setString(1, table);
      ResultSet rows = query.executeQuery();
      if (!rows.next()) {
        throw new SQLException("no table " + table);
      }
      return rows.getString(1);
    }
  }

  /** How many queries hold a lock of a database that makes them the sole writer. */
  int writers(String database) throws SQLException {
    try (Connection connection = connect(database);
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from pg_locks where locktype = 'advisory' and database ="
                        + " (select oid from pg_database where datname = current_database())")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** A number that the store says to who may only read. */
  long ask(String sql) throws SQLException {
    try (Connection connection = connect("serving");
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Whether a bucket has an object. */
  boolean has(String bucket, String object) throws Exception {
    try (InputStream found =
        reader.getObject(GetObjectArgs.builder().bucket(bucket).object(object).build())) {
      return found.read() >= 0;
    } catch (ErrorResponseException missing) {
      return false;
    }
  }

  /** By partition, the first offset that a table does not hold. */
  Map<Integer, Long> position(String table) throws Exception {
    JsonNode properties = read(metadata(table)).get("properties");
    JsonNode position = JSON.readTree(properties.path("crossroads.position").asText("{}"));
    Map<Integer, Long> next = new TreeMap<>();
    position
        .path("partitions")
        .properties()
        .forEach(
            partition ->
                next.put(
                    Integer.valueOf(partition.getKey()),
                    partition.getValue().get("nextOffset").asLong()));
    return next;
  }

  /** Whether both tables hold every offset before those. */
  boolean holds(Map<Integer, Long> ends) throws Exception {
    return covers(position(ARCHIVE), ends) && covers(position(REJECTED), ends);
  }

  /** Whether one position is not before another. */
  static boolean covers(Map<Integer, Long> position, Map<Integer, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> position.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  private JsonNode read(String location) throws Exception {
    URI uri = URI.create(location);
    try (InputStream object =
        reader.getObject(
            GetObjectArgs.builder()
                .bucket(uri.getHost())
                .object(uri.getPath().substring(1))
                .build())) {
      return JSON.readTree(location.contains(".gz.") ? new GZIPInputStream(object) : object);
    }
  }

  private Connection connect(String database) throws SQLException {
    Properties login = new Properties();
    login.put("user", "reader");
    login.put("password", stack.secret("postgres-reader"));
    login.put("connectTimeout", SECONDS);
    login.put("socketTimeout", SECONDS);
    return DriverManager.getConnection(
        String.format(
            Locale.ROOT, "jdbc:postgresql://localhost:%d/%s", stack.ports().postgres(), database),
        login);
  }
}

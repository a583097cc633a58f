package io.crossroads.lake;

import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * What a table must look like.
 *
 * @param name namespace and name in the catalog, such as {@code traffic.raw_traffic}
 * @param location the URI of its folder
 * @param schema its columns
 * @param partitions its folders
 * @param properties settings of writers and metadata
 */
public record TableDefinition(
    TableIdentifier name,
    String location,
    Schema schema,
    PartitionSpec partitions,
    Map<String, String> properties) {

  public TableDefinition {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(partitions, "partitions");
    properties = Map.copyOf(properties);
  }
}

package io.crossroads.streaming.archive;

import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeRoot;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.streaming.query.QuerySettings;
import java.util.Optional;

/**
 * What to archive, from where and to where.
 *
 * @param pipeline what the records are
 * @param limits how large and deep they may be
 * @param bootstrapServers the Kafka brokers to ask first, {@code host:port} with commas between
 * @param topic the topic's name
 * @param names the names of the tables
 * @param lake where the buckets are
 * @param catalog the database that knows the tables
 * @param checkpoint a folder for Spark's bookkeeping; empty for one in the temporary folder
 * @param settings how to run
 */
public record ArchivePlan(
    Pipeline pipeline,
    Limits limits,
    String bootstrapServers,
    String topic,
    ArchiveNames names,
    LakeRoot lake,
    CatalogSettings catalog,
    Optional<String> checkpoint,
    QuerySettings settings) {}

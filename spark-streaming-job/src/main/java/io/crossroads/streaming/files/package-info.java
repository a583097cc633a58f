/**
 * The data files of a task: Parquet, one for each partition of an Iceberg table that has a record,
 * written from records without an object per value, as Iceberg's fanout writers do with rows.
 *
 * <p>Knows {@code source} alone. Public are {@link io.crossroads.streaming.files.OpenTables}, which
 * opens the files of a table, and {@link io.crossroads.streaming.files.PartitionedFiles}, to which
 * {@code archive} gives records; encoders of columns are not.
 */
package io.crossroads.streaming.files;

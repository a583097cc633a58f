package io.crossroads.batch.parquet;

import java.io.Serializable;
import java.util.List;

/**
 * A row group that was written.
 *
 * @param rows its rows, at least 1
 * @param chunks of its columns, in their order
 */
public record WrittenGroup(long rows, List<WrittenChunk> chunks) implements Serializable {}
